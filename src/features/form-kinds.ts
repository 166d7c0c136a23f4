import { backupFormKind } from '../backup/commands/form-kind.ts';
import type { FormKind } from '../chat/form-kind.ts';
import { drillFormKind } from '../drills/commands/drill-form-kind.ts';
import { askFormKind } from '../protection/commands/ask-form-kind.ts';
import { policyFormKind } from '../protection/commands/policy-form-kind.ts';
import { protectFormKind } from '../protection/commands/protect-form-kind.ts';
import { beginRelease } from '../quarantine/commands/release.ts';
import { restoreFormKind } from '../restore/commands/form-kind.ts';

/** Every kind of form that can be opened. */
export const formKinds: readonly FormKind[] = [
  restoreFormKind,
  backupFormKind,
  policyFormKind,
  protectFormKind,
  askFormKind({ command: 'release', begin: (turn, id, reason) => beginRelease(turn, id, undefined, reason) }),
  drillFormKind,
];
