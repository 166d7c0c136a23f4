import type { Roster } from '../access/contacts.ts';
import type { DirectoryCache } from '../access/directory-cache.ts';
import type { ApproverReads } from './approvers.ts';
import type { KindServices } from './request-kind.ts';

export type RequestServices = KindServices & {
  directory: DirectoryCache;
  approvers: ApproverReads;
  roster: Roster;
};
