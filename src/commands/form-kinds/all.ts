import type { FormKind } from '../../services/form-kind.ts';
import { askFormKind } from './ask.ts';
import { backupFormKind } from './backup.ts';
import { policyFormKind } from './policy.ts';
import { protectFormKind } from './protect.ts';
import { restoreFormKind } from './restore.ts';

/** Every kind of form that can be opened. */
export const formKinds: readonly FormKind[] = [
  restoreFormKind,
  backupFormKind,
  policyFormKind,
  protectFormKind,
  askFormKind,
];
