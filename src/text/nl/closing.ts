import type { closing as english } from '../en/closing.ts';
import type { SameKeys } from '../same-keys.ts';

export const closing: SameKeys<typeof english> = {
  left: {
    disks_one: '{{count}} schijf in {{group}}, waarvoor wordt betaald',
    disks_other: '{{count}} schijven in {{group}}, waarvoor wordt betaald',
    'old-disks': 'De vervangen schijven in {{group}}, waarvoor wordt betaald',
    'key-copy': 'Een kopie van de sleutels in tussenopslag {{account}}: verwijder die eerst',
    staging: 'De beschrijving van de machine in tussenopslag {{account}}',
  },
};
