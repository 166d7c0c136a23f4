import type { Turn } from '../chat/turn.ts';
import { plain } from '../i18n/plain.ts';
import { texts } from '../i18n/texts.ts';
import { ruleLine, seenLine } from '../requests/cards/decision.ts';
import { namedText, standingLines } from '../requests/cards/people-lines.ts';
import { nameApprovers, seenBy } from '../requests/decision-view.ts';
import { quorumAt } from '../requests/rules/approval.ts';
import { defaultRule } from '../requests/rules/approval-policy.ts';
import { onCallName } from '../requests/rules/on-call.ts';
import type { StoredPlan } from '../requests/stored-request.ts';
import { ballotsOn, isOpen, readVoteSubject, type VoteSubject, votesOf } from '../requests/vote-subject.ts';
import { findAsked, readStanding } from '../requests/voting.ts';
import { findPlan, type RequestRow } from '../store/requests.ts';

/** Who may decide an open request, and whether the person who asks may; undefined if nobody has to. */
export async function whoDecides(turn: Turn, request: RequestRow): Promise<string | undefined> {
  const { services, incoming, personal } = turn;
  const { db } = services.store;
  const { id } = request;
  const { t } = texts(personal.language);
  const plan = await findPlan(db, services.requestKinds, id);
  const voteSubject = await readVoteSubject(db, request);
  const asked = plan && (await findAsked(services, voteSubject, plan.body));
  if (!asked || !isOpen(voteSubject)) return undefined;
  const now = services.clock.now();
  const { requirement } = asked;
  const votes = await ballotsOn(db, voteSubject);
  const quorum = ruleLine(
    { quorum: { ...quorumAt(requirement, asked.askedAt, now), rule: defaultRule }, votes: votesOf(votes) },
    personal,
  );
  const found = await services.approvers.count(asked, now);
  const lines = [
    requirement.rule === defaultRule
      ? t('approval.why.rule-default', { id, quorum })
      : t('approval.why.rule', { id, rule: plain(requirement.rule), quorum }),
    t('approval.why.people', { people: await peopleOf(turn, found) }),
  ];
  const schedules = await services.approvers.onCall(asked, now);
  for (const { group, onCall, people } of schedules) {
    const { service, schedule } = onCallName(onCall.source);
    const by = t(`approval.why.schedule.${service}`, { schedule: plain(schedule) });
    lines.push(
      people
        ? t('approval.why.on-call', {
            group: plain(group.name),
            by,
            people: await peopleOf(turn, { people, more: false }),
          })
        : t('approval.why.on-call-unread', { group: plain(group.name), by }),
    );
  }
  const unread = found.unread.filter((name) => !schedules.some(({ group, people }) => group.name === name && !people));
  if (unread.length > 0) lines.push(t('approval.why.unread', { groups: unread.map(plain).join(', ') }));
  if (!voteSubject.addendum && incoming.from.objectId === request.requester_oid)
    lines.push(seenLine(await seenBy(db, request), personal));
  const voted = votes.some(({ voter_oid }) => voter_oid === incoming.from.objectId);
  lines.push(...(voted ? [t('approval.why.you-voted')] : await whetherYou(turn, voteSubject, plan.body)));
  return lines.filter(Boolean).join('\n\n');
}

async function peopleOf(
  { services, personal }: Turn,
  { people, more }: { people: readonly string[]; more: boolean },
): Promise<string> {
  return namedText(await nameApprovers(services.store.db, { people, more }), personal);
}

/** Whether whoever asks can decide, or why not. */
async function whetherYou(
  { services, incoming, personal }: Turn,
  subject: VoteSubject,
  plan: StoredPlan,
): Promise<string[]> {
  const standing = await readStanding(services, subject, plan, incoming.from.objectId);
  if (!standing) return [];
  const type =
    'refusal' in standing ? [] : [texts(personal.language).t('approval.why.you', { id: subject.request.id })];
  return [...standingLines(standing, personal), ...type];
}
