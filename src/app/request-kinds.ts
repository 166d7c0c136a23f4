import { drillKinds } from '../drills/kinds.ts';
import { jobKinds } from '../jobs/kinds.ts';
import { backupKinds, protectionKinds } from '../protection/kinds.ts';
import type { RequestKind } from '../requests/request-kind.ts';
import { quarantineKinds, restoreKinds } from '../restore/kinds.ts';

/** Every request kind; command-line tools load these and nothing else. */
export const requestKinds: readonly RequestKind[] = [
  ...restoreKinds,
  ...quarantineKinds,
  ...drillKinds,
  ...backupKinds,
  ...jobKinds,
  ...protectionKinds,
];
