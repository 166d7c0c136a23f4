import { formatMoment, formatTime } from '../../i18n/dates.ts';
import { plain, shown } from '../../i18n/plain.ts';
import { type Texts, texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import { proofLine } from '../../machines/cards/lines.ts';
import { type BreakGlassUse, reviewsNeeded } from '../../store/rules/decision.ts';
import type { Proof } from '../../store/trials.ts';
import { dialogAction, refreshOf } from '../../ui/button.ts';
import { render } from '../../ui/render.ts';
import {
  groupsWanted,
  hashPiece,
  missingVotes,
  type Quorum,
  type RuleQuorum,
  type Vote,
  votesFor,
} from '../rules/approval.ts';
import { defaultRule, holdersName } from '../rules/approval-policy.ts';
import { type GatedChange, gatedSure, paramsOfChange, textKeyOf } from './gated-change.ts';
import { askedLines, decidersLine, type PeopleView, type Standing, standingLines } from './people-lines.ts';

/** The part of a request's card for deciding it: below the rest, and the same for every kind. */
export type DecisionCard = {
  id: string;
  nonce: string;
  now: Date;
  /** Whether it can still be decided. Afterwards only questions, answers and break-glass are shown. */
  open: boolean;
  plan: GatedChange;
  /**
   * The decision is about an addendum, which has a hash of its own. isTemporary: the copy will be deleted, so there are
   * no lines to make it by hand.
   */
  beyond?: { hash: string; isTemporary?: true };
  quorum: Quorum & RuleQuorum;
  votes: readonly Vote[];
  requester: string;
  questions: readonly { asker: string; question: string; answer?: string }[];
  glass?: Pick<BreakGlassUse, 'byName' | 'ticket' | 'reason'> & { brokenAt: Date; signed: readonly string[] };
  /** The reader: everyone, the requester, a possible approver, who may not decide, or who has voted. */
  viewer: 'everyone' | 'requester' | 'approver' | 'barred' | 'voter';
  /** Who decides it; of a request that is open. */
  people?: PeopleView;
  /** Whether the reader can decide it; only on a card drawn for them alone. */
  standing?: Standing;
  /** How well a restore of the machine is proven; for restores and drills. */
  proof?: Proof;
  /** Approvers whose client has shown the card; for the requester. */
  seen: readonly { name: string; at: Date }[];
  /** Teams ids of people whose client asks for their own view. */
  refreshFor: readonly string[];
  /** A copy for one person that nothing edits: it has no buttons, which would outlive the decision. */
  stands?: true;
};

/** The part of it that the dialog for deciding needs. */
export type DecideCard = Pick<DecisionCard, 'id' | 'nonce' | 'now' | 'plan' | 'beyond'>;

/** Most questions shown; older ones stay in the thread. */
const mostQuestions = 4;
const mostSeen = 10;

const reasons = ['machine', 'time', 'not-now'] as const;
const reasonsBeyond = ['unknown', 'not-now'] as const;

export function decisionCard(data: DecisionCard, reader: Reader): CardJson {
  const language = texts(reader.language);
  const { t } = language;
  const { id, open, viewer, now } = data;
  const { plan, beyond } = data;
  const offers = open && !data.stands;
  const decides = offers && viewer !== 'requester' && viewer !== 'barred';
  const buttons = offers ? buttonsFor(viewer, beyond !== undefined) : [];
  const typed = open ? (beyond ? linesBeyond(beyond) : linesFor(viewer, data.questions.length > 0)) : [];
  const piece = hashPiece((beyond ?? plan).hash);
  const glass = data.glass ? breakGlassLines(data.glass, reader, now) : [];
  const questions = data.questions
    .slice(-mostQuestions)
    .flatMap((each) => questionLines(each, data.requester, language));
  const seen = open && viewer === 'requester' ? seenLine(data.seen, reader) : '';
  const opens = (verb: 'approve' | 'reject', style: 'positive' | 'destructive') =>
    dialogAction({ verb: `open-${verb}`, id, nonce: data.nonce, title: t(`approval.button.${verb}`), style });
  const card = render(
    'decision',
    {
      id,
      nonce: data.nonce,
      hasGlass: glass.length > 0,
      glassHeading: t('approval.glass.heading'),
      glass: glass.map((text) => ({ text })),
      hasQuestions: questions.length > 0,
      questions: questions.map((text) => ({ text })),
      rule: open
        ? [
            ...(data.proof ? [proofLine(data.proof, reader, data.now)] : []),
            ruleLine(data, reader),
            ...(data.people ? [decidersLine(data.people, reader)] : []),
          ].join(' ')
        : '',
      hasRule: open,
      undo: open && !beyond ? undoLine(data, reader) : '',
      seen,
      hasSeen: seen !== '',
      people: [
        ...(data.people ? askedLines(data.people, reader) : []),
        ...(data.standing && open && viewer !== 'requester' ? standingLines(data.standing, reader) : []),
      ].map((text) => ({ text })),
      buttons: buttons.map((verb) => ({ verb, title: t(`approval.button.${verb}`), style: 'default' })),
      twin: t('approval.twin', {
        lines: typed.map((line) => t(`approval.type.${line}`, { id, piece })).join(' · '),
      }),
      open,
      ...refreshOf(offers || !open ? data.refreshFor : []),
    },
    reader,
  );
  if (!decides) return card;
  const actions = [opens('approve', 'positive'), opens('reject', 'destructive'), ...(card.actions as CardJson[])];
  return { ...card, actions };
}

/** The dialog behind Approve and Reject: the sentence to confirm with its button, or why not. */
export function decideCard(data: DecideCard, decision: 'approve' | 'reject', reader: Reader): CardJson {
  const { t } = texts(reader.language);
  const { id, nonce } = data;
  const buttons =
    decision === 'approve'
      ? [{ verb: 'approve', title: yesTitle(data, reader), style: 'positive' }]
      : (data.beyond ? reasonsBeyond : reasons).map((why) => ({
          verb: `reject-${why}`,
          title: t(`approval.because.${why}`),
          style: 'destructive',
        }));
  const piece = hashPiece((data.beyond ?? data.plan).hash);
  const twin = t('approval.twin', { lines: t(`approval.type.${decision}`, { id, piece }) });
  return render('decide', { id, nonce, buttons, twin }, reader);
}

export function decideText(data: DecideCard, decision: 'approve' | 'reject', reader: Reader): string {
  const { t } = texts(reader.language);
  if (decision === 'reject') return t('approval.why-not', { id: data.id });
  const { beyond, plan, now } = data;
  return beyond ? t('addendum.sure') : gatedSure(plan, reader, now);
}

function yesTitle({ beyond, plan }: DecideCard, reader: Reader): string {
  const { t } = texts(reader.language);
  return beyond ? t('addendum.yes') : t(keyOf('yes', plan, reader));
}

/** A request's card with the part for deciding it: above the folds, and what can be typed behind the last of them. */
export function withDecision(card: CardJson, decision: CardJson): CardJson {
  const parts = decision.body as CardJson[];
  const typed = parts.filter(({ id }) => id === 'typed');
  const body = (card.body as CardJson[]).flatMap((part) => {
    if (part.id !== 'folds') return [part];
    const folds = part.actions as { card: CardJson }[];
    const details = folds.at(-1);
    const inner = details && { ...details.card, body: [...(details.card.body as unknown[]), ...typed] };
    const actions = [...folds.slice(0, -1), ...(details ? [{ ...details, card: inner }] : [])];
    return [...parts.filter(({ id }) => id !== 'typed'), { ...part, actions }];
  });
  return {
    ...card,
    ...('refresh' in decision && { refresh: decision.refresh }),
    body,
    actions: [
      ...((card.actions as unknown[] | undefined) ?? []),
      ...((decision.actions as unknown[] | undefined) ?? []),
    ],
  };
}

/** The people who have to agree, how many are still missing, and by which rule; `why` says it too. */
export function ruleLine({ quorum, votes }: Pick<DecisionCard, 'quorum' | 'votes'>, reader: Reader): string {
  const { t } = texts(reader.language);
  const { approvals, groups, rule, oneVotePerGroup, all } = quorum;
  if (all) {
    const each = all.map((one) => ruleLine({ quorum: one, votes: votesFor(one, votes) }, reader));
    return [t('approval.rule.each'), ...each].join(' ');
  }
  const wanted = groupsWanted(votes, groups, quorum);
  const anyHolder = wanted.every((name) => name === holdersName);
  const who = wanted.map((name) => (name === holdersName ? t('approval.holders') : plain(name))).join(t('approval.or'));
  const missing = missingVotes(votes, 'approve', quorum);
  const way = oneVotePerGroup ? 'groups' : `${approvals === 1 ? 'one' : 'some'}${anyHolder ? '' : '-from'}`;
  const said = t(`approval.rule.${missing === 0 ? 'met' : way}`, { approvals, missing, who });
  return rule === defaultRule ? said : `${said} ${t('approval.rule.named', { rule: shown(rule, 60) })}`;
}

/** Nobody is asked one after the other about an addendum, so nothing pauses there; its request is stopped on its own card. */
function buttonsFor(viewer: DecisionCard['viewer'], isBeyond: boolean): string[] {
  if (viewer === 'voter') return ['take-back'];
  // Who activates a role asks for their own view again: clients ask once for each version of a card.
  if (viewer === 'barred') return ['view-request'];
  if (isBeyond) return [];
  if (viewer === 'requester') return ['withdraw'];
  return viewer === 'everyone' ? ['look', 'withdraw'] : ['look'];
}

function linesBeyond({ isTemporary }: NonNullable<DecisionCard['beyond']>): string[] {
  return ['approve', 'reject', 'stop', ...(isTemporary ? [] : ['byhand']), 'why'];
}

function linesFor(viewer: DecisionCard['viewer'], asked: boolean): string[] {
  if (viewer === 'requester') return ['stop', ...(asked ? ['answer'] : []), 'why'];
  if (viewer === 'barred') return ['ask', 'why'];
  const decide = ['approve', 'reject', 'look'];
  if (viewer === 'everyone') return [...decide, 'stop', 'ask', 'why'];
  return viewer === 'voter' ? [...decide, 'take-back', 'ask', 'why'] : [...decide, 'ask', 'why'];
}

function questionLines(
  { asker, question, answer }: DecisionCard['questions'][number],
  requester: string,
  { t }: Texts,
): string[] {
  const name = shown(requester, 80);
  return [
    t('approval.question', { name: shown(asker, 80), question: shown(question, 300) }),
    answer === undefined ? t('approval.no-answer') : t('approval.answer', { name, answer: shown(answer, 300) }),
  ];
}

function breakGlassLines(glass: NonNullable<DecisionCard['glass']>, reader: Reader, now: Date): string[] {
  const { t } = texts(reader.language);
  const names = glass.signed.map((name) => shown(name, 80)).join(', ');
  return [
    t('approval.glass.line', {
      name: shown(glass.byName, 80),
      when: formatMoment(glass.brokenAt, reader, now),
      ticket: shown(glass.ticket, 60),
      reason: shown(glass.reason, 300),
    }),
    glass.signed.length >= reviewsNeeded
      ? t('approval.glass.review-done', { names })
      : t('approval.glass.review-open', { signed: glass.signed.length, needed: reviewsNeeded }),
  ];
}

/** Which approvers have seen it, '' if none; `why` says it to the requester too. */
export function seenLine(seen: DecisionCard['seen'], reader: Reader): string {
  if (seen.length === 0) return '';
  const { t } = texts(reader.language);
  const names = seen
    .slice(0, mostSeen)
    .map(({ name, at }) => t('approval.seen-by', { name: shown(name, 80), when: formatTime(at, reader) }));
  return t('approval.seen', { names: names.join(', ') });
}

/** How to undo it, before it starts and later. */
function undoLine({ id, plan }: DecisionCard, reader: Reader): string {
  return texts(reader.language).t(keyOf('undo', plan, reader), { ...paramsOfChange(plan, reader), id });
}

/** Key of a text; a kind of request without one of its own uses the general one. */
function keyOf(part: 'yes' | 'undo', { kind }: GatedChange, reader: Reader): string {
  const language = texts(reader.language);
  const key = textKeyOf(`approval.${part}`, kind, language);
  return language.has(key) ? key : `approval.${part}.own`;
}
