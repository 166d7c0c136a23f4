import type { DirectoryCache, Roster } from '../access/contacts.ts';
import type { ApproverReads } from './approvers.ts';
import type { KindServices } from './request-kind.ts';

export type RequestServices = KindServices & {
  directory: DirectoryCache;
  approvers: ApproverReads;
  roster: Roster;
};
