import type { RoomTexts } from '../room-texts.ts';

export const kernel = {
  texts: {
    common: {
      yes: 'yes',
      no: 'no',
      unknown: 'unknown',
      none: 'none',
      and: 'and',
      or: 'or',
      encryption: {
        'ade-kek': 'Azure Disk Encryption, wrapped by a key',
        ade: 'Azure Disk Encryption',
        'customer-key': 'customer-managed key',
        'platform-key': 'platform-managed key',
        unknown: 'encryption unknown',
      },
      consistency: {
        application: 'application-consistent',
        'file-system': 'file-system-consistent',
        crash: 'crash-consistent',
        unknown: 'consistency unknown',
      },
      security: {
        'encryption-at-host': 'encryption at host',
        'trusted-launch': 'trusted launch',
        confidential: 'confidential VM',
        'secure-boot': 'secure boot',
        vtpm: 'vTPM',
      },
      tier: {
        snapshot: 'snapshot',
        'vault-standard': 'vault',
        'vault-archive': 'archive',
      },
      power: {
        running: 'running',
        stopped: 'stopped',
        deallocated: 'deallocated',
        changing: 'changing',
        unknown: 'power state unknown',
      },
      duration: {
        days_one: '{{count}} day',
        days_other: '{{count}} days',
        hours_one: '{{count}} hour',
        hours_other: '{{count}} hours',
        minutes_one: '{{count}} minute',
        minutes_other: '{{count}} minutes',
        seconds_one: '{{count}} second',
        seconds_other: '{{count}} seconds',
        'under-a-second': 'less than a second',
      },
    },
    errors: {
      internal: {
        message: 'Something went wrong in Strongroom.',
        remedy: 'Try again. If it happens again, ask a platform engineer to check its log.',
      },
      'commits-lost': {
        message: "The database came back without its last changes, so I can't tell yet what {{id}} has already sent.",
        remedy: 'Nothing to do: I look for it in Azure first, and go on after {{until}}.',
      },
      stored: {
        newer: {
          message:
            'A newer version of Strongroom wrote this ({{name}}), so I leave it to that version. Nothing was done.',
          remedy:
            'If Strongroom is being updated, try again in a minute. Otherwise whoever runs it has to deploy the newer version again.',
        },
        unreadable: {
          message: "I can't read what I stored about this ({{name}}, at {{path}}), so I do nothing with it.",
          remedy: 'Nothing was changed. A platform engineer finds in docs/operations.md, "Stored data", what to do.',
        },
      },
    },
  },
} as const satisfies RoomTexts;
