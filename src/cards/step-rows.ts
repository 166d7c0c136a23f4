import type { StepKind } from '../domain/restore-plan/plan.ts';
import type { Reader } from '../domain/turn.ts';
import { formatDuration, formatTime, zoneName } from '../text/dates.ts';
import { texts } from '../text/texts.ts';
import { shown } from './shown.ts';

export type StepView = {
  kind: StepKind | 'backup' | 'cancel-job';
  state: 'waiting' | 'running' | 'done' | 'failed' | 'skipped';
  /** 0 to 100, while running. */
  percent?: number;
  startedAt?: Date;
  endedAt?: Date;
  /** Azure's name of the present task, e.g. "Transfer data from vault". */
  note?: string;
  /** Its job runs and may still be cancelled. */
  cancellable?: boolean;
};

export type StepRow = { text: string; hasBar: boolean; done: number; left: number };

const symbols: Record<StepView['state'], string> = { waiting: '○', running: '▶', done: '✓', failed: '✗', skipped: '–' };

/** One line per step, the state in words; a running one with a percentage gets a bar, which repeats what it says. */
export function stepRows(steps: readonly StepView[], reader: Reader, now: Date): StepRow[] {
  const { t } = texts(reader.language);
  return steps.map((step) => {
    const percent = step.state === 'running' && step.percent !== undefined ? Math.round(step.percent) : undefined;
    const parts = [
      t(`cards.step-state.${step.state}`),
      percent === undefined ? '' : t('jobs.percent', { percent }),
      step.note === undefined ? '' : shown(step.note, 80),
      timing(step, reader, now),
    ];
    return {
      text: `${symbols[step.state]} **${t(`cards.step.${step.kind}`)}**: ${parts.filter((part) => part !== '').join(', ')}`,
      hasBar: percent !== undefined && percent > 0 && percent < 100,
      done: percent ?? 0,
      left: 100 - (percent ?? 0),
    };
  });
}

function timing({ state, startedAt, endedAt }: StepView, reader: Reader, now: Date): string {
  const { t } = texts(reader.language);
  if (!startedAt) return '';
  if (endedAt) return t('jobs.took', { duration: formatDuration(endedAt.getTime() - startedAt.getTime(), reader) });
  // The clock time stays true on a card that nobody edits; an age would go stale.
  return state === 'running' && startedAt <= now
    ? t('jobs.since', { when: `${formatTime(startedAt, reader)} ${zoneName(startedAt, reader.zone)}` })
    : '';
}
