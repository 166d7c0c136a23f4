import { drillKinds } from '../drills/kinds.ts';
import { jobKinds } from '../jobs/kinds.ts';
import { backupKinds, protectionKinds } from '../protection/kinds.ts';
import type { RequestKind } from '../requests/request-kind.ts';
import { quarantineKinds, restoreKinds } from '../restore/kinds.ts';

/** Every kind of request that can be asked for, by itself: tools of the command line load these and no more. */
export const requestKinds: readonly RequestKind[] = [
  ...restoreKinds,
  ...quarantineKinds,
  ...drillKinds,
  ...backupKinds,
  ...jobKinds,
  ...protectionKinds,
];
