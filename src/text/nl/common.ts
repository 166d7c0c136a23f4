import type { common as english } from '../en/common.ts';
import type { SameKeys } from '../same-keys.ts';

export const common: SameKeys<typeof english> = {
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
    application: 'applicatieconsistent',
    'file-system': 'bestandssysteemconsistent',
    crash: 'crashconsistent',
    unknown: 'consistentie onbekend',
  },
  tier: {
    snapshot: 'momentopname',
    'vault-standard': 'kluis',
    'vault-archive': 'archief',
  },
  power: {
    running: 'draait',
    stopped: 'gestopt',
    deallocated: 'vrijgegeven',
    changing: 'verandert',
    unknown: 'toestand onbekend',
  },
  duration: {
    days_one: '{{count}} dag',
    days_other: '{{count}} dagen',
    hours: '{{count}} u',
    minutes: '{{count}} min',
    seconds: '{{count}} s',
    'under-a-second': 'minder dan 1 s',
  },
};
