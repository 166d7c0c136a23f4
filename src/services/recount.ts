import { isDeepStrictEqual } from 'node:util';
import { shown } from '../cards/shown.ts';
import type { Vote } from '../domain/approval.ts';
import type { RequestRow } from '../store/requests.ts';
import type { Tx } from '../store/transaction.ts';
import { listVotes, removeVote, setVoteGroups, type VoteRow } from '../store/votes.ts';
import { plain } from '../text/plain.ts';
import { decisionPlaces, postMentioning } from './approver-messages.ts';
import type { Asked } from './approvers.ts';
import type { Services } from './services.ts';
import { votesOf } from './votes-of.ts';

/** By object id, the groups that those who voted earlier may vote for now; none: they may no longer. */
export type Standing = ReadonlyMap<string, readonly string[]>;

/**
 * Who voted hours ago may have left the group, or hold the role no more: every vote that a decision rests on is
 * authorised anew with the one that decides.
 * @param carries whether somebody holds what an approver has to bring besides
 * @throws approvers-unread, azure.*
 */
export async function standingOf(
  { store, approvers, clock }: Services,
  request: RequestRow,
  asked: Asked,
  voterOid: string,
  carries: (objectId: string) => Promise<boolean>,
): Promise<Standing> {
  const others = (await listVotes(store.db, request.id)).filter(({ voter_oid }) => voter_oid !== voterOid);
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
 * The votes as they stand; those that may no longer be cast are dropped, and their voters are told. A vote that came
 * since `standing` was read has just been authorised itself.
 */
export async function recount(services: Services, tx: Tx, request: RequestRow, standing: Standing): Promise<Vote[]> {
  const kept: VoteRow[] = [];
  for (const row of await listVotes(tx.db, request.id)) {
    const groups = standing.get(row.voter_oid) ?? row.groups;
    if (groups.length === 0) {
      await lapse(services, tx, request, row);
      continue;
    }
    if (!isDeepStrictEqual(groups, row.groups)) await setVoteGroups(tx, row, groups);
    kept.push({ ...row, groups: [...groups] });
  }
  return votesOf(kept);
}

async function lapse(services: Services, tx: Tx, request: RequestRow, vote: VoteRow): Promise<void> {
  const { id, requirement } = request;
  const { voter_oid: oid, voter_name: name, decision } = vote;
  await removeVote(tx, id, oid);
  tx.audit({
    event: 'vote.lapsed',
    requestId: id,
    vmName: request.vm_name,
    planHash: request.hash,
    details: { voter: name, voterOid: oid, decision, rule: requirement?.rule ?? '' },
  });
  await postMentioning(
    services,
    tx,
    request,
    { oid, name, places: await decisionPlaces(tx.db, request) },
    {
      key: 'approval.said.lapsed',
      as: 'voter',
      params: { id, vm: plain(request.vm_name), rule: shown(requirement?.rule ?? '', 60) },
    },
  );
}
