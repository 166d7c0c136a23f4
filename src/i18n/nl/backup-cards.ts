import type { backupCards as english } from '../en/backup-cards.ts';
import type { SameKeys } from '../same-keys.ts';
import { typed } from './typed.ts';

export const backupCards: SameKeys<typeof english> = {
  'backup-form': {
    heading: 'Back-up van {{vms}}',
    until: 'De back-up bewaren tot en met',
    untilError: 'Kies de dag tot en met welke hij bewaard blijft.',
    through: 'Op die dag is hij er nog. Azure bewaart een back-up minstens 1 dag.',
    twin: `Of typ: **${typed.backup} {{vms}} bewaar 30d** of **tot 2026-12-24**`,
  },
};
