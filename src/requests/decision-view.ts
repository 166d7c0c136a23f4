import { listQuestions, listReviews } from '../store/approvals.ts';
import { findPeople, findPeopleOf, type PersonRow } from '../store/people.ts';
import { listSeenBy } from '../store/posted.ts';
import type { RequestRow } from '../store/requests.ts';
import { ask } from '../store/rows.ts';
import type { Approvers } from '../store/rules/decision.ts';
import type { Db } from '../store/schema.ts';
import type { DecisionCard } from './cards/decision.ts';
import type { NamedPeople, PeopleView, Standing } from './cards/people-lines.ts';
import { proofOf } from './proof-of.ts';
import type { RequestKinds } from './request-kind.ts';
import type { ReadRequest } from './request-view.ts';
import { quorumAt } from './rules/approval.ts';
import { askedAt, votesOf } from './vote-subject.ts';

/** For whom the card is drawn: the one person who sees it, whether they can decide, whether nothing edits it later. */
export type Viewing = { viewer?: string | undefined; standing?: Standing | undefined; stands?: true | undefined };

type Known = PersonRow & { asked_at: Date | null };

/** Teams gives a view of their own to no more people than this; beyond it, the click alone decides who may. */
const mostViews = 60;

/** The part of a request's card for deciding it, or undefined if it needed no approval. */
export async function decisionView(
  db: Db,
  kinds: RequestKinds,
  { request, plan, votes }: Required<ReadRequest>,
  { now, viewer, standing, stands }: Viewing & { now: Date },
): Promise<DecisionCard | undefined> {
  const { id, requirement, glass } = request;
  const kind = kinds.of(plan);
  const subject = kind.subject(plan);
  if (!requirement || !('plan' in subject)) return undefined;
  const open = request.state === 'pending';
  const questions = await listQuestions(db, id);
  const signed = glass?.brokenAt ? await listReviews(db, id) : [];
  if (!open && questions.length === 0 && !glass?.brokenAt) return undefined;
  // One read: a card that waits is drawn at every vote and every look.
  const { requester_oid, approvers } = request;
  const people = open ? await findPeopleOf(db, id, [requester_oid, ...(approvers?.people ?? [])]) : [];
  const seen = open && viewer === request.requester_oid ? await seenBy(db, request) : [];
  return {
    id,
    nonce: request.nonce,
    now,
    open,
    plan: subject.plan,
    quorum: quorumAt(requirement, askedAt({ request }), now),
    votes: votesOf(votes),
    requester: request.requester_name,
    questions: questions.map(({ asker_name, question, answer }) => ({
      asker: asker_name,
      question,
      ...(answer !== null && { answer }),
    })),
    ...(glass?.brokenAt && {
      glass: {
        byName: glass.byName,
        ticket: glass.ticket,
        reason: glass.reason,
        brokenAt: new Date(glass.brokenAt),
        signed: signed.map(({ reviewer_name }) => reviewer_name),
      },
    }),
    viewer: viewerOf(request, viewer, votes, standing),
    seen,
    ...(open && { people: peopleView(request, people, now) }),
    ...(standing && { standing }),
    ...(stands && { stands }),
    ...(open &&
      kind.proof && { proof: await ask(db, proofOf(db, kinds, request.vm_id, kind.proof.shows(plan).machine)) }),
    refreshFor: open ? refreshFor(request, people) : [],
  };
}

function peopleView(request: RequestRow, people: readonly Known[], now: Date): PeopleView {
  const { approvers, looker_name: name, looking_until: until } = request;
  return {
    // Until they are counted, nobody can be named.
    deciders: namesOf(approvers ?? { people: [], more: true }, people),
    asked: people
      .flatMap(({ name, asked_at: at }) => (at ? [{ name, at }] : []))
      .toSorted((one, other) => one.at.getTime() - other.at.getTime()),
    ...(name !== null && until && until > now && { looking: { name, until } }),
  };
}

/** Approvers whose client has shown the card, first one first. */
export async function seenBy(
  db: Db,
  { id, requester_oid, approvers }: RequestRow,
): Promise<{ name: string; at: Date }[]> {
  const views = await listSeenBy(db, id);
  // Others in its conversation may see it too, which is no comfort to a requester who waits for a decision.
  const decides = (oid: string) => !approvers || approvers.more || approvers.people.includes(oid);
  return views
    .filter(({ viewer_oid }) => viewer_oid !== requester_oid && decides(viewer_oid))
    .map(({ viewer_name: name, at }) => ({ name, at }));
}

/** Refusals that a click would only repeat. Where Azure could not be asked, the buttons stay: the click asks again. */
const bars: ReadonlySet<string> = new Set(['not-an-approver', 'not-allowed', 'denied']);

function viewerOf(
  { requester_oid, approvers }: RequestRow,
  viewer: string | undefined,
  votes: readonly { voter_oid: string }[],
  standing: Standing | undefined,
): DecisionCard['viewer'] {
  if (viewer === undefined) return 'everyone';
  if (viewer === requester_oid) return 'requester';
  if (votes.some(({ voter_oid }) => voter_oid === viewer)) return 'voter';
  if (standing && 'refusal' in standing && bars.has(standing.refusal.code)) return 'barred';
  return approvers?.people.includes(viewer.toLowerCase()) ? 'approver' : 'everyone';
}

/** Teams ids of the requester and, unless they are too many, of the known approvers. */
function refreshFor({ requester_oid, approvers }: RequestRow, people: readonly Known[]): string[] {
  const named = approvers?.people ?? [];
  const wanted = named.length < mostViews ? [requester_oid, ...named] : [requester_oid];
  return people
    .filter(({ oid }) => wanted.includes(oid))
    .map(({ teams_id }) => teams_id)
    .toSorted();
}

/** Most names in one text: enough to find somebody. */
export const mostNames = 5;

/** The names of people, in their order. The bot knows those who wrote to it, or whom it found in a channel. */
export async function nameApprovers(
  db: Db,
  { people, more }: { people: readonly string[]; more: boolean },
): Promise<NamedPeople> {
  return namesOf({ people, more }, await findPeople(db, [...people]));
}

/** The same of people who were read already. Two may have one name, so the id says who holds the keys. */
function namesOf(
  { people, more, keys = [] }: Pick<Approvers, 'people' | 'more' | 'keys'>,
  known: readonly { oid: string; name: string }[],
): NamedPeople {
  const names = people
    .flatMap((oid) => known.find((person) => person.oid === oid && person.name) ?? [])
    .slice(0, mostNames)
    .map(({ oid, name }) => ({ name, ...(keys.includes(oid) && { holdsKeys: true as const }) }));
  return { names, others: people.length - names.length, more };
}
