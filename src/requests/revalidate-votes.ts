import { isDeepStrictEqual } from 'node:util';
import { plain, shown } from '../i18n/plain.ts';
import type { Tx } from '../store/transaction.ts';
import { decisionPlaces, postMentioning } from './approver-messages.ts';
import type { Asked } from './approvers.ts';
import { isOwnVote, type Own } from './rules/approval.ts';
import type { RequestServices } from './services.ts';
import {
  auditBallot,
  ballotsOn,
  removeBallot,
  renewSeal,
  type StoredVote,
  setBallotGroups,
  type VoteSubject,
} from './vote-subject.ts';

/** By object id, the groups that earlier voters may vote for now; an empty list: they may vote no longer. */
export type VoterGroups = ReadonlyMap<string, readonly string[]>;

/**
 * Authorises all votes behind a decision anew when it is made: an earlier voter may have left the group or lost the
 * role since.
 * @param carries whether somebody holds the rights that an approver must bring
 * @throws approvers-unread, azure.*
 */
export async function readVoterGroups(
  { store, approvers, clock }: RequestServices,
  subject: VoteSubject,
  asked: Asked,
  voterOid: string,
  carries: (objectId: string) => Promise<boolean>,
): Promise<VoterGroups> {
  const others = (await ballotsOn(store.db, subject)).filter(({ voter_oid }) => voter_oid !== voterOid);
  return new Map(
    await Promise.all(
      others.map(async ({ voter_oid: oid }) => {
        const [groups, able] = await Promise.all([approvers.groupsOf(asked, oid, clock.now()), carries(oid)]);
        return [oid, able ? groups : []] as const;
      }),
    ),
  );
}

/**
 * Drops the votes whose voters may no longer vote, and tells those voters. A vote newer than `standing` was authorised
 * just now.
 * @param own owners of the request, under the lock of this vote
 */
export async function revalidateVotes(
  services: RequestServices,
  tx: Tx,
  subject: VoteSubject,
  standing: VoterGroups,
  own: Own,
): Promise<StoredVote[]> {
  const kept: StoredVote[] = [];
  for (const ballot of await ballotsOn(tx.db, subject)) {
    const groups = [...(standing.get(ballot.voter_oid) ?? ballot.groups)];
    const isOwn = isOwnVote(own, { voterOid: ballot.voter_oid, decision: ballot.decision });
    if (isOwn || groups.length === 0) {
      await lapse(services, tx, subject, ballot, isOwn ? 'lapsed-own' : 'lapsed');
      continue;
    }
    if (!isDeepStrictEqual(groups, ballot.groups)) await setBallotGroups(tx, subject, ballot, groups);
    kept.push({ ...ballot, groups });
  }
  return kept;
}

async function lapse(
  services: RequestServices,
  tx: Tx,
  subject: VoteSubject,
  ballot: StoredVote,
  why: 'lapsed' | 'lapsed-own',
): Promise<void> {
  const { request } = subject;
  const { voter_oid: oid, voter_name: name, decision } = ballot;
  const rule = request.requirement?.rule ?? '';
  await removeBallot(tx, subject, oid);
  // If the voter votes again later, that must not be taken for a repetition of the same click.
  await renewSeal(tx, subject);
  auditBallot(tx, subject, 'lapsed', { voter: name, voterOid: oid, decision, rule });
  await postMentioning(
    services,
    tx,
    request,
    { oid, name, places: await decisionPlaces(tx.db, request) },
    {
      key: `approval.said.${why}`,
      as: 'voter',
      params: { id: request.id, vm: plain(request.vm_name), rule: shown(rule, 60) },
    },
  );
}
