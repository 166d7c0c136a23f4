import type { common as english } from '../en/common.ts';
import type { SameKeys } from '../same-keys.ts';

export const common: SameKeys<typeof english> = {
  /** What an answer of Azure should have been. */
  expected: {
    json: 'JSON',
    list: 'een lijst',
    pages: 'een lijst die eindigt, op één host',
    address: 'een adres om te bekijken',
    whole: 'een volledig antwoord',
    smaller: 'een kleiner antwoord',
    documented: 'de vorm die Azure documenteert',
  },
  yes: 'ja',
  no: 'nee',
  unknown: 'onbekend',
  none: 'geen',
  and: 'en',
  or: 'of',
  encryption: {
    'ade-kek': 'Azure Disk Encryption, verpakt met een sleutel',
    ade: 'Azure Disk Encryption',
    'customer-key': 'sleutel van de klant',
    'platform-key': 'sleutel van het platform',
    unknown: 'versleuteling onbekend',
  },
  consistency: {
    application: 'toepassingsconsistent',
    'file-system': 'bestandssysteemconsistent',
    crash: 'crashconsistent',
    unknown: 'consistentie onbekend',
  },
  security: {
    'encryption-at-host': 'versleuteling op de host',
    'trusted-launch': 'trusted launch',
    confidential: 'vertrouwelijke VM',
    'secure-boot': 'secure boot',
    vtpm: 'vTPM',
  },
  tier: {
    snapshot: 'momentopname',
    'vault-standard': 'kluis',
    'vault-archive': 'archief',
  },
  power: {
    running: 'draait',
    stopped: 'gestopt',
    deallocated: 'uit (toewijzing opgeheven)',
    changing: 'verandert',
    unknown: 'toestand onbekend',
  },
  duration: {
    days_one: '{{count}} dag',
    days_other: '{{count}} dagen',
    hours_one: '{{count}} uur',
    hours_other: '{{count}} uur',
    minutes_one: '{{count}} minuut',
    minutes_other: '{{count}} minuten',
    seconds_one: '{{count}} seconde',
    seconds_other: '{{count}} seconden',
    'under-a-second': 'minder dan een seconde',
  },
};
