import { formatDate, formatDuration, formatTime, timeZoneName } from '../../i18n/dates.ts';
import { texts } from '../../i18n/texts.ts';
import type { Reader } from '../../kernel/chat.ts';
import type { Failure } from '../../kernel/errors.ts';
import { progressBar } from '../../ui/bars.ts';
import { shown } from '../../ui/truncate.ts';

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
  /** Azure runs a job for it. */
  hasJob?: boolean;
  /** The step waits for one more vote. */
  asks?: true;
};

export type StepLine = { text: string; bar: string; hasBar: boolean };

const symbols: Record<StepView['state'], string> = { waiting: '…', running: '▶', done: '✓', failed: '✗', skipped: '–' };

/** One line per step, with its state in words. A running step with a percentage also gets a bar. */
export function stepLines(steps: readonly StepView[], reader: Reader, now: Date): StepLine[] {
  const { t } = texts(reader.language);
  // The running step says it once: before the first restore from a vault every line would end with it.
  const history = steps.some(({ expectedMs }) => typeof expectedMs === 'number');
  return steps.map((step) => {
    const percent = step.state === 'running' && step.percent !== undefined ? Math.round(step.percent) : undefined;
    const parts = [
      stateOf(step, reader),
      step.state === 'skipped' ? skippedBecause(step, reader) : '',
      percent === undefined ? '' : t('jobs.percent', { percent }),
      step.note === undefined ? '' : shown(step.note, 80),
      timing(step, reader, now),
      step.asks ? '' : archived(step, reader, now),
      step.asks || (step.state === 'waiting' && !history) ? '' : expected(step, reader, now),
      stalled(step, reader),
      ...softDeletion(step, reader),
    ];
    return {
      text: `${step.warned ? '⚠' : symbols[step.state]} **${t(`cards.step.${step.kind}`)}**: ${parts.filter((part) => part !== '').join(', ')}`,
      bar: progressBar(percent),
      hasBar: progressBar(percent) !== '',
    };
  });
}

function stateOf({ asks, state, warned }: StepView, reader: Reader): string {
  const { t } = texts(reader.language);
  if (asks) return t('cards.step-asks');
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
  return t('cards.step-expected', { duration: formatDuration(expectedMs, reader) });
}

/** "until about 02:40 CET", or that it takes longer than usual. @param usualMs milliseconds */
export function usualEnd(startedAt: Date, usualMs: number, reader: Reader, now: Date): string {
  const end = new Date(startedAt.getTime() + usualMs);
  return end > now ? untilAbout(end, reader) : texts(reader.language).t('cards.step-longer');
}

function untilAbout(end: Date, reader: Reader): string {
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
