import { formatDate, formatDuration, formatEstimate, formatTime, timeZoneName } from '../../i18n/dates.ts';
import { taskName } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { Reader } from '../../kernel/chat.ts';
import type { Failure } from '../../kernel/errors.ts';
import { progressBar } from '../../ui/bars.ts';

export type StepView = {
  /** Name of a text below `cards.step`. */
  kind: string;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'skipped';
  /** 0 to 100, while running. */
  percent?: number;
  startedAt?: Date;
  endedAt?: Date;
  /** How long such a step usually takes in this vault, in milliseconds; null: no history. Absent: not looked up. */
  expectedMs?: number | null;
  /** The part of it that brings the point back from the archive before the disks are restored, in milliseconds. */
  archiveMs?: number;
  /** When its job ends, by Azure's last word. */
  azureEnd?: Date;
  /** Azure's name of the current task, e.g. "Transfer data from vault". */
  note?: string;
  /** Its job has been silent since then, longer than usual. */
  stalledSince?: Date;
  /** Until when Azure keeps what it deleted, and whether some of it could not be read. */
  softDeletedUntil?: Date | undefined;
  softDeletedUnread?: boolean | undefined;
  /** A warning of Azure's about its finished job: the result may be incomplete. */
  warned?: Failure;
  /** Azure cancelled its job. */
  cancelled?: true;
  /** It made something, or may have: a job that was cancelled leaves nothing. */
  made?: boolean;
  /** The step waits for one more vote. */
  asks?: true;
};

export type StepLine = { text: string; bar: string; hasBar: boolean };

const symbols: Record<StepView['state'], string> = { waiting: '…', running: '▶', done: '✓', failed: '✗', skipped: '–' };

/** What a card shows of the steps: those that run, ask, failed or ended with a warning. All of them are behind Details. */
export function stepsShown(steps: readonly StepView[], reader: Reader, now: Date) {
  const alone = steps.length === 1;
  // The percentage of one of several steps would be taken for that of all.
  const first = stepLines(steps, reader, now, alone).filter((_, at) => alone || isNews(steps[at]));
  const folded = first.length < steps.length ? stepLines(steps, reader, now) : [];
  return { steps: first, hasSteps: first.length > 0, folded, hasFolded: folded.length > 0 };
}

function isNews(step: StepView | undefined): boolean {
  return step?.state === 'running' || step?.state === 'failed' || step?.asks === true || step?.warned !== undefined;
}

/** "Step 1 of 8 · Restore the disks · until about 10:16 CET"; undefined where there is one step, or none is left. */
export function stepNow(steps: readonly StepView[], reader: Reader, now: Date): string | undefined {
  const { t } = texts(reader.language);
  const at = steps.findIndex(({ state }) => state === 'running' || state === 'waiting');
  const step = steps[at];
  if (!step || steps.length === 1) return undefined;
  const params = { number: at + 1, count: steps.length, step: t(`cards.step.${step.kind}`) };
  const left = timeLeft(steps, now);
  if (!left) return t('cards.request.at-step', params);
  return t(`cards.request.at-step-${left.all ? 'about' : 'least'}`, {
    ...params,
    until: clockTime(new Date(now.getTime() + left.ms), reader),
  });
}

/** When the step under way ends: "10:16 CET"; undefined: it doesn't tell. */
export function endOfRunning(steps: readonly StepView[], reader: Reader, now: Date): string | undefined {
  const left = timeLeft(
    steps.filter(({ state }) => state === 'running'),
    now,
  );
  return left && clockTime(new Date(now.getTime() + left.ms), reader);
}

/** Until the last step has ended, as far as it is known how long they take; undefined: the one under way doesn't tell. */
function timeLeft(steps: readonly StepView[], now: Date): { ms: number; all: boolean } | undefined {
  let ms = 0;
  for (const { state, asks, startedAt, expectedMs, azureEnd } of steps) {
    if (state === 'waiting') ms += expectedMs ?? 0;
    if (state !== 'running') continue;
    const usual = startedAt && typeof expectedMs === 'number' ? startedAt.getTime() + expectedMs : 0;
    const end = azureEnd && azureEnd > now ? azureEnd.getTime() : usual;
    if (asks || end <= now.getTime()) return undefined;
    ms += end - now.getTime();
  }
  return ms > 0
    ? { ms, all: steps.every(({ state, expectedMs }) => state !== 'waiting' || expectedMs !== null) }
    : undefined;
}

/** One line per step, with its state in words. The bar of the only step repeats its percentage. */
export function stepLines(steps: readonly StepView[], reader: Reader, now: Date, percents = true): StepLine[] {
  const { t } = texts(reader.language);
  // The running step says it once: before the first restore from a vault every line would end with it.
  const history = steps.some(({ expectedMs }) => typeof expectedMs === 'number');
  return steps.map((step) => {
    const runs = percents && step.state === 'running' && step.percent !== undefined;
    const percent = runs ? Math.round(step.percent ?? 0) : undefined;
    const bar = steps.length === 1 ? progressBar(percent) : '';
    const parts = [
      stateOf(step, reader),
      step.state === 'skipped' ? skippedBecause(step, reader) : '',
      percent === undefined ? '' : t('jobs.percent', { percent }),
      step.note === undefined ? '' : taskName(step.note, reader),
      timing(step, reader, now),
      step.asks ? '' : archived(step, reader, now),
      step.asks || (step.state === 'waiting' && !history) ? '' : expected(step, reader, now),
      stalled(step, reader),
      ...softDeletion(step, reader),
    ];
    return {
      text: `${step.warned ? '⚠' : step.cancelled ? '■' : symbols[step.state]} **${t(`cards.step.${step.kind}`)}**: ${parts.filter((part) => part !== '').join(', ')}`,
      bar,
      hasBar: bar !== '',
    };
  });
}

function stateOf({ asks, state, warned, cancelled }: StepView, reader: Reader): string {
  const { t } = texts(reader.language);
  if (asks) return t('cards.step-asks');
  if (cancelled) return t('jobs.status.Cancelled');
  return warned ? t('jobs.status.CompletedWithWarnings') : t(`cards.step-state.${state}`);
}

function skippedBecause({ kind }: StepView, reader: Reader): string {
  const { t, has } = texts(reader.language);
  return has(`cards.step-skipped.${kind}`) ? t(`cards.step-skipped.${kind}`) : '';
}

function timing({ state, startedAt, endedAt }: StepView, reader: Reader, now: Date): string {
  const { t } = texts(reader.language);
  if (!startedAt || state === 'skipped') return '';
  if (endedAt) return t('jobs.took', { duration: formatDuration(endedAt.getTime() - startedAt.getTime(), reader) });
  // The clock time stays true on a card that nobody edits; an age would go stale.
  return state === 'running' && startedAt <= now ? t('jobs.since', { when: clockTime(startedAt, reader) }) : '';
}

/** The first of two phases; Azure's percentage covers neither. */
function archived({ state, startedAt, archiveMs }: StepView, reader: Reader, now: Date): string {
  if (archiveMs === undefined || (state !== 'waiting' && state !== 'running')) return '';
  const { t } = texts(reader.language);
  const end = startedAt && new Date(startedAt.getTime() + archiveMs);
  if (!end) return t('cards.step-archive', { duration: formatDuration(archiveMs, reader) });
  return end > now ? t('cards.step-archive-end', { when: clockTime(end, reader) }) : '';
}

/** Expected time of a step that waits or runs; a finished step shows the time it took. */
function expected(step: StepView, reader: Reader, now: Date): string {
  const { state, startedAt, expectedMs, azureEnd } = step;
  const { t } = texts(reader.language);
  // Only the first phase has a known time, which is shown already.
  if (expectedMs !== null && expectedMs === step.archiveMs) return '';
  if (state === 'running' && azureEnd && azureEnd > now) return untilAbout(azureEnd, reader);
  if (expectedMs === undefined || (state !== 'waiting' && state !== 'running')) return '';
  if (expectedMs === null) return t('cards.step-no-history');
  if (state === 'running' && startedAt) return usualEnd(startedAt, expectedMs, reader, now);
  return t('cards.step-expected', { duration: formatEstimate(expectedMs, reader) });
}

/** "until about 02:40 CET", or that it takes longer than usual. @param usualMs milliseconds */
export function usualEnd(startedAt: Date, usualMs: number, reader: Reader, now: Date): string {
  const end = new Date(startedAt.getTime() + usualMs);
  return end > now ? untilAbout(end, reader) : texts(reader.language).t('cards.step-longer');
}

/** A clock time stays true on a card that nobody edits; a remaining time would not. */
export function untilAbout(end: Date, reader: Reader): string {
  return texts(reader.language).t('cards.step-expected-end', { when: clockTime(end, reader) });
}

function softDeletion({ softDeletedUntil, softDeletedUnread }: StepView, reader: Reader): string[] {
  const { t } = texts(reader.language);
  return [
    ...(softDeletedUntil ? [t('cards.step-soft-deleted', { date: formatDate(softDeletedUntil, reader) })] : []),
    ...(softDeletedUnread ? [t('cards.step-soft-deleted-unread')] : []),
  ];
}

function stalled({ state, stalledSince }: StepView, reader: Reader): string {
  if (state !== 'running' || !stalledSince) return '';
  return texts(reader.language).t('notify.stalled.step', { when: clockTime(stalledSince, reader) });
}

function clockTime(at: Date, reader: Reader): string {
  return `${formatTime(at, reader)} ${timeZoneName(at, reader.timeZone)}`;
}
