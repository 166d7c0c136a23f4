import type { VoteRow } from '../store/votes.ts';
import type { Vote } from './rules/approval.ts';

/** Votes as the rules count them. */
export function votesOf(rows: readonly Pick<VoteRow, 'voter_oid' | 'decision' | 'groups'>[]): Vote[] {
  return rows.map(({ voter_oid, decision, groups }) => ({ voterOid: voter_oid, decision, groups }));
}
