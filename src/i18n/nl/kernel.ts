import type { kernel as english } from '../en/kernel.ts';
import type { SameRoom } from '../language-folder.ts';

export const kernel: SameRoom<typeof english> = {
  texts: {
    common: {
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
    },
    errors: {
      internal: {
        message: 'Er ging iets mis in Strongroom.',
        remedy: 'Probeer het opnieuw; gebeurt het weer, vraag dan een platformbeheerder om in het log te kijken.',
      },
      'commits-lost': {
        message:
          'De database kwam terug zonder de laatste wijzigingen, dus ik weet nog niet wat {{id}} al verstuurd heeft.',
        remedy: 'Je hoeft niets te doen: ik zoek het eerst op in Azure en ga na {{until}} verder.',
      },
      stored: {
        newer: {
          message:
            'Een nieuwere versie van Strongroom heeft dit geschreven ({{name}}), dus ik laat het aan die versie over. Er is niets gedaan.',
          remedy:
            'Wordt Strongroom nu bijgewerkt, probeer het dan over een minuut opnieuw. Anders moet wie het beheert de nieuwere versie weer uitrollen.',
        },
        unreadable: {
          message: 'Ik kan niet lezen wat ik hierover heb bewaard ({{name}}, bij {{path}}), dus ik doe er niets mee.',
          remedy:
            'Er is niets veranderd. Een platformbeheerder vindt in docs/operations.md, "Stored data", wat te doen.',
        },
      },
    },
  },
};
