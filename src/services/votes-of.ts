import type { Vote } from '../domain/approval.ts';
import type { VoteRow } from '../store/votes.ts';

/** Votes as the rules count them. */
export function votesOf(rows: readonly Pick<VoteRow, 'voter_oid' | 'decision' | 'groups'>[]): Vote[] {
  return rows.map(({ voter_oid, decision, groups }) => ({ voterOid: voter_oid, decision, groups }));
}
