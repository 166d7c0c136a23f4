import { formatDuration, formatMoment, formatTime } from '../../i18n/dates.ts';
import { failurePartsOf, failureText } from '../../i18n/failure-text.ts';
import { byline, plain, shown } from '../../i18n/plain.ts';
import { keywordIn, type Texts, texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import type { Failure } from '../../kernel/errors.ts';
import type { RequestState } from '../../kernel/request.ts';
import { buttonsOf, refreshOf, withStop } from '../../ui/button.ts';
import { requestTone } from '../../ui/notice.ts';
import { render } from '../../ui/render.ts';
import { hashPiece } from '../rules/approval.ts';
import { type GatedChange, gatedLines, gatedSentence, noteMembers } from './gated-change.ts';
import { endOfRunning, type StepView, stepNow, stepsShown } from './step-lines.ts';

/** A request through its life. */
export type RequestCard = {
  id: string;
  nonce: string;
  state: RequestState;
  now: Date;
  requester: string;
  /** Name of the person who took it over. */
  holder?: string;
  /** Name of the person who stopped it. */
  stoppedBy?: string;
  /** What is under way then could not be cancelled. */
  runsOn?: true;
  reason: string;
  plan: GatedChange;
  /** End of the time to decide, while pending. */
  decideBy?: Date;
  /** In the order of the plan; shown once the request is approved. */
  steps: StepView[];
  /** Name of the person who approved it without a vote. */
  brokenBy?: string;
  decisions: { name: string; decision: 'approve' | 'reject'; at: Date; reason?: string }[];
  failure?: Failure;
  /** What came of it, once it has ended. */
  outcome?: string | undefined;
  /** What it made stays where it didn't reach its end, and `leftovers` lists it. */
  leaves?: true;
  endedAt?: Date;
  /** Until when a definition covers runs. */
  inForceUntil?: Date;
  /** Verbs of the buttons: approve, reject, withdraw, retry. Everybody sees them; the click is checked. */
  offers: string[];
  /** Other sizes to retry with after a lack of capacity, each a button of `retry-with`. */
  sizes?: string[];
  /** What else a new request may ask for after a lack of capacity, each a button of `restore-again`. */
  elsewhere?: Elsewhere[];
  /** Teams ids of people whose client asks for their own view (verb `view-request`). */
  refreshFor?: string[];
};

/** Another size, or another zone. */
export type Elsewhere = { size: string; zone?: never } | { zone: string; size?: never };

/** The part that the cards of all requests show; the rest is in the plan. */
export type RequestView = Omit<RequestCard, 'plan'>;

/** A card has room for six buttons in Teams, of which one is the retry, or asks again for the same. */
const mostSizes = 3;
const mostElsewhere = 5;
/** A longer reason stands whole behind Details, so that the buttons stay on a phone's screen. */
export const shortReason = 120;

/** States in which no step waits any more. Failed requests are not among them, as they may be retried. */
const over: ReadonlySet<RequestState> = new Set(['cancelled', 'rejected', 'expired', 'withdrawn', 'void']);

export function requestCard(data: RequestCard, reader: Reader): CardJson {
  const language = texts(reader.language);
  const { t } = language;
  const { id, state, plan, now } = data;
  const tone = requestTone(state);
  const pending = state === 'pending';
  const subject = gatedLines(plan, reader, now);
  const byHand = plan.own?.byHand(id, reader) ?? '';
  const { notes, lines } = pending ? subject : { notes: [], lines: [] };
  const isLong = pending && data.reason.length > shortReason;
  const failure = data.failure && failurePartsOf(plan.kind, language, data.failure, reader);
  const causes = state === 'failed' ? data.steps.flatMap(({ warned }) => warned ?? []) : [];
  const begun = over.has(state) || data.stoppedBy ? data.steps.filter((step) => step.state !== 'waiting') : data.steps;
  const sizes = (data.sizes ?? []).slice(0, mostSizes);
  const elsewhere = (data.elsewhere ?? []).slice(0, mostElsewhere - sizes.length);
  const verbs = elsewhere.length > 0 ? [...new Set([...data.offers, 'restore-again'])] : data.offers;
  const typed = [
    ...verbs.map((verb) => t(`cards.request.type.${verb}`, { id, piece: hashPiece(plan.hash), vm: plain(plan.vm) })),
    ...sizes.slice(0, 1).map((size) => t('cards.request.type.retry-with', { id, size })),
  ];
  const card = render(
    'request',
    {
      id,
      nonce: data.nonce,
      style: tone.style,
      state: `${tone.symbol} ${stateOf(data, reader)}`,
      heading: subject.heading,
      byline: byline(data, reader),
      // The state of a waiting request names who asks.
      hasByline: !pending,
      paragraph: pending || state === 'approved' ? subject.paragraph : subject.short,
      reason:
        data.reason === ''
          ? ''
          : t('cards.request.why', { reason: shown(data.reason, isLong ? shortReason : undefined) }),
      hasReason: data.reason !== '',
      ...noteMembers(notes, language),
      lines: lines.join(' '),
      hasLines: lines.length > 0,
      byHand,
      hasByHand: byHand !== '',
      ended: endedOf(data, reader),
      hasEnded: data.endedAt !== undefined || data.stoppedBy !== undefined,
      ...stepsShown(pending ? [] : begun, reader, now),
      decisions: data.decisions.map((each) => ({ text: decisionText(each, reader, now) })),
      hasDecisions: data.decisions.length > 0,
      message: failure?.message ?? '',
      remedy: [
        failure?.remedy ?? '',
        ...causes.map((cause) => failureText(language, cause)),
        ...(elsewhere.length > 0 ? [t('cards.request.elsewhere')] : []),
      ]
        .join(' ')
        .trim(),
      hasFailure: failure !== undefined,
      failureStyle: tone.style,
      outcome: data.outcome ?? '',
      hasOutcome: data.outcome !== undefined,
      stays: t('cards.request.stays', { id }),
      // A restore makes its disks before the steps that may fail or be void.
      hasStays:
        (state === 'failed' || state === 'void' || state === 'cancelled') &&
        data.leaves === true &&
        data.steps.some(({ made }) => made),
      choices: [
        ...sizes.map((size) => ({ verb: 'retry-with', title: t('cards.button.retry-with', { size }), choice: size })),
        ...elsewhere.map((each) => elsewhereButton(each, language)),
      ],
      facts: [...(isLong ? [{ title: t('cards.request.reason'), value: shown(data.reason) }] : []), ...subject.facts],
      buttons: buttonsOf(
        data.offers.filter((verb) => verb !== 'stop'),
        language,
      ),
      hasButtons: data.offers.length > 0,
      twin: t('cards.request.twin', { lines: typed.join(' · ') }),
      hasTwin: typed.length > 0,
      ...refreshOf(data.refreshFor),
    },
    reader,
  );
  return data.offers.includes('stop') ? withStop(card, data, language) : card;
}

function elsewhereButton({ size, zone }: Elsewhere, { t, language }: Texts) {
  const what = size ?? `${keywordIn(language, 'zone')} ${zone}`;
  return { verb: 'restore-again', title: `${t('cards.button.restore-again')}: ${what}`, choice: size ?? zone };
}

/** First line of the card, all that a locked phone shows, and the reply that closes the thread. */
export function requestText(
  data: Pick<
    RequestCard,
    | 'id'
    | 'state'
    | 'requester'
    | 'stoppedBy'
    | 'plan'
    | 'now'
    | 'decisions'
    | 'brokenBy'
    | 'decideBy'
    | 'endedAt'
    | 'inForceUntil'
  >,
  reader: Reader,
): string {
  const until = data.inForceUntil ?? data.decideBy;
  const params = {
    id: data.id,
    name: shown(actorOf(data), 80),
    until: until ? formatMoment(until, reader, data.now) : '',
    deciders: [...data.decisions.map(({ name }) => name), ...(data.brokenBy ? [data.brokenBy] : [])]
      .map((name) => shown(name, 80))
      .join(', '),
  };
  return gatedSentence(data.plan, standingState(data) ?? data.state, params, reader, data.now);
}

/** Subject of the sentence: the requester or, for a withdrawn request, whoever withdrew it. */
export function actorOf({
  state,
  requester,
  stoppedBy,
}: Pick<RequestCard, 'state' | 'requester' | 'stoppedBy'>): string {
  return (state === 'withdrawn' && stoppedBy) || requester;
}

/** The name of a definition's state, if it was in force. */
function standingState({ state, inForceUntil }: Pick<RequestCard, 'state' | 'inForceUntil'>) {
  if (!inForceUntil) return undefined;
  if (state === 'running') return 'in-force';
  if (state === 'withdrawn') return 'revoked';
  return state === 'expired' ? 'over' : undefined;
}

function stateOf(
  { state, inForceUntil, decideBy, now, requester, steps, stoppedBy }: RequestCard,
  reader: Reader,
): string {
  const { t } = texts(reader.language);
  if (state === 'running' && inForceUntil) {
    return t('cards.request.in-force', { until: formatMoment(inForceUntil, reader, now) });
  }
  if (state === 'pending' && decideBy) {
    return t('cards.request.waits', { name: shown(requester, 80), until: formatTime(decideBy, reader) });
  }
  if (state !== 'running') return t(`cards.request.state.${state}`);
  return runningState(steps, stoppedBy, reader, now);
}

function endedOf(data: RequestCard, reader: Reader): string {
  const { endedAt, now, steps } = data;
  const { t } = texts(reader.language);
  if (!endedAt) return stoppingLine(data, reader);
  const when = formatMoment(endedAt, reader, now);
  const ms = tookMs({ endedAt, steps });
  if (ms === undefined) return t('cards.request.ended', { when });
  return t('cards.request.ended-after', { when, duration: formatDuration(ms, reader) });
}

/** From its first step to its end: all messages about a request say the same time. */
export function tookMs({ endedAt, steps }: Pick<RequestCard, 'endedAt' | 'steps'>): number | undefined {
  const startedAt = steps.find((step) => step.startedAt)?.startedAt;
  return endedAt && startedAt && endedAt.getTime() - startedAt.getTime();
}

/** The step that a running request is at, or that it is stopping. */
export function runningState(
  steps: readonly StepView[],
  stoppedBy: string | undefined,
  reader: Reader,
  now: Date,
): string {
  const { t } = texts(reader.language);
  if (stoppedBy !== undefined) return t('cards.request.state.stopping');
  return stepNow(steps, reader, now) ?? t('cards.request.state.running');
}

/** Says on the card of a running request that it was stopped. */
export function stoppingLine(
  { stoppedBy, runsOn, steps, now }: Pick<RequestCard, 'stoppedBy' | 'runsOn' | 'steps' | 'now'>,
  reader: Reader,
): string {
  if (stoppedBy === undefined) return '';
  const { t } = texts(reader.language);
  const name = shown(stoppedBy, 80);
  if (!runsOn) return t('cards.request.stopping', { name });
  const until = endOfRunning(steps, reader, now);
  return t(`cards.request.stopping-${until ? 'until' : 'on'}`, { name, until: until ?? '' });
}

function decisionText(decision: RequestCard['decisions'][number], reader: Reader, now: Date): string {
  const { t } = texts(reader.language);
  const params = { name: shown(decision.name, 80), when: formatMoment(decision.at, reader, now) };
  if (!decision.reason) return t(`cards.request.decided.${decision.decision}`, params);
  return t(`cards.request.decided.${decision.decision}-because`, { ...params, reason: shown(decision.reason, 200) });
}
