import type { ApproverReads } from '../approval/approvers.ts';
import type { DirectoryCache } from '../people/directory-cache.ts';
import type { KindServices } from './request-kind.ts';

/** What requests are asked, decided and told with. */
export type RequestServices = KindServices & {
  directory: DirectoryCache;
  approvers: ApproverReads;
};
