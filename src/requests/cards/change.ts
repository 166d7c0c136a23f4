import { formatDuration, formatMoment } from '../../i18n/dates.ts';
import { failureParts, failureText } from '../../i18n/failure-text.ts';
import { byline, plain, shown } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import type { Failure } from '../../kernel/errors.ts';
import type { RequestState } from '../../kernel/request.ts';
import { buttonsOf, withStop } from '../../ui/button.ts';
import { requestTone } from '../../ui/notice.ts';
import { type Fact, render } from '../../ui/render.ts';
import { type ChangeView, type GatedLines, gatedNotes, paramsOfChange } from './gated-change.ts';
import { actorOf, runningState, stoppingLine, tookMs } from './request.ts';
import { type StepView, stepsShown } from './step-lines.ts';

/** A request that began at once, through its life. */
export type ChangeCard = {
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
  change: ChangeView;
  steps: StepView[];
  failure?: Failure;
  endedAt?: Date;
  /** Verbs, such as withdraw and stop. */
  offers: string[];
};

export function changeCard(data: ChangeCard, reader: Reader): CardJson {
  const language = texts(reader.language);
  const { t, has } = language;
  const { id, state, change, now } = data;
  // A change that nobody votes on waits, begins and becomes void in words of its own.
  const own = `cards.change.state.${state}`;
  const tone = requestTone(state);
  const failure = data.failure && failureParts(language, data.failure, reader);
  const at = state === 'running' ? runningState(data.steps, data.stoppedBy, reader, now) : undefined;
  const typed = data.offers.map((verb) => t(`cards.request.type.${verb}`, { id, piece: '', vm: plain(change.vm) }));
  const card = render(
    'change',
    {
      id,
      nonce: data.nonce,
      style: tone.style,
      state: `${tone.symbol} ${at ?? t(has(own) ? own : `cards.request.state.${state}`)}`,
      heading: t(`cards.change.heading.${change.kind}`, paramsOf(data, reader)),
      byline: byline(data, reader),
      paragraph: paragraphOf(data, reader),
      warnings: change.warnings.map((warning) => ({ text: failureText(language, warning) })),
      hasWarnings: change.warnings.length > 0,
      message: failure?.message ?? '',
      remedy: failure?.remedy ?? '',
      hasFailure: failure !== undefined,
      failureStyle: tone.style,
      ...stepsShown(data.steps, reader, now),
      ended: endedOf(data, reader),
      hasEnded: endedOf(data, reader) !== '',
      facts: factsOf(change, reader),
      buttons: buttonsOf(
        data.offers.filter((verb) => verb !== 'stop'),
        language,
      ),
      twin: t('cards.request.twin', { lines: typed.join(' · ') }),
      hasTwin: typed.length > 0,
    },
    reader,
  );
  return data.offers.includes('stop') ? withStop(card, data, language) : card;
}

/** The effect of a change, before there is a request for it. */
export function changeSubject(
  change: ChangeView,
  reader: Reader,
): Pick<GatedLines, 'paragraph' | 'notes' | 'lines' | 'facts'> {
  return {
    paragraph: paragraphOf({ id: '', requester: '', change, offers: [] }, reader),
    notes: gatedNotes(change, reader),
    lines: [],
    facts: factsOf(change, reader),
  };
}

function paragraphOf(data: Pick<ChangeCard, 'id' | 'requester' | 'change' | 'offers'>, reader: Reader): string {
  const { t } = texts(reader.language);
  const { change, offers } = data;
  const said = t(`cards.change.paragraph.${change.kind}`, paramsOf(data, reader));
  const first = offers.includes('protect-backup') ? [t('cards.change.first')] : [];
  return [said, ...(change.adds?.(reader, 'card') ?? []), ...first].join(' ');
}

/** First line of the card, and the reply that closes the thread. */
export function changeText(
  data: Pick<ChangeCard, 'id' | 'state' | 'requester' | 'stoppedBy' | 'change' | 'now'>,
  reader: Reader,
): string {
  const { t } = texts(reader.language);
  const { id, state, change } = data;
  const what = t(`cards.change.heading.${change.kind}`, paramsOf(data, reader));
  return t(`cards.gated.sentence.${unvoted[state] ?? state}`, { id, name: shown(actorOf(data), 80), what });
}

/** A change that nobody votes on names no approvers. */
const unvoted: Partial<Record<RequestState, string>> = {
  pending: 'approved-alone',
  approved: 'approved-alone',
  succeeded: 'succeeded-alone',
  rejected: 'cancelled',
};

function paramsOf(
  { id, requester, change }: Pick<ChangeCard, 'id' | 'requester' | 'change'>,
  reader: Reader,
): Record<string, string | number> {
  return { ...paramsOfChange(change, reader), id, name: shown(requester, 80), vault: shown(change.vault, 60) };
}

function endedOf(data: ChangeCard, reader: Reader): string {
  const { endedAt, steps, now } = data;
  const { t } = texts(reader.language);
  if (!endedAt) return stoppingLine(data, reader);
  const when = formatMoment(endedAt, reader, now);
  const ms = tookMs({ endedAt, steps });
  if (ms === undefined) return t('cards.request.ended', { when });
  return t('cards.request.ended-after', { when, duration: formatDuration(ms, reader) });
}

function factsOf(change: ChangeView, reader: Reader): Fact[] {
  const { t } = texts(reader.language);
  return [
    { title: t('cards.plan.fact.vault'), value: shown(change.vault, 60) },
    ...(change.facts?.(reader) ?? []),
    { title: t('cards.plan.fact.hash'), value: change.hash },
  ];
}
