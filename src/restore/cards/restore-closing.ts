import { formatDuration } from '../../i18n/dates.ts';
import { plain } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import type { Failure } from '../../kernel/errors.ts';
import { type StepView, stepLines } from '../../requests/cards/step-lines.ts';
import { listButtons } from '../../ui/button.ts';
import { render } from '../../ui/render.ts';
import { shown } from '../../ui/truncate.ts';
import { type PlanView, planByHand, planMade } from './plan-view.ts';

/** The result of a restore: the reply that closes its thread. */
export type RestoreClosingCard = {
  id: string;
  nonce: string;
  now: Date;
  plan: PlanView;
  steps: StepView[];
  /** Differences between the new machine and the original: entries of the catalogue `difference`. */
  differences: Failure[];
  /** Things that remain and cost or expose something: entries of the catalogue `closing.left`. */
  left: Failure[];
  /** The line and the button that have the copy backed up: its ARM id. Absent: nothing to protect. */
  protect?: string;
};

/** Verb: open-protect. */
export function restoreClosingCard(data: RestoreClosingCard, reader: Reader): CardJson {
  const language = texts(reader.language);
  const { t } = language;
  const { plan, id, protect } = data;
  const vm = plain(plan.vm);
  const made = planMade(plan);
  const params = { id, vm, copy: plain(plan.target.vm ?? ''), group: plain(plan.target.group) };
  const twins = [
    ...(protect === undefined ? [] : [t('cards.restore-closing.type-protect', params)]),
    ...(made === 'disks' ? [t('cards.restore-closing.type-byhand', params)] : []),
    t('cards.restore-closing.type-leftovers', params),
  ];
  const byHand = planByHand(plan, id, reader);
  const next = [
    ...(made === 'disks' ? [t('cards.restore-closing.next-disks', params)] : []),
    ...(byHand === '' ? [] : [byHand]),
  ];
  return render(
    'restore-closing',
    {
      id,
      nonce: data.nonce,
      heading: t(`cards.restore-closing.heading-${made}`, params),
      steps: stepLines(data.steps, reader, data.now).map(({ text }) => ({ text })),
      total: totalOf(data, reader),
      next: next.join(' '),
      hasNext: next.length > 0,
      differs: t('cards.restore-closing.differs', { vm }),
      differences: data.differences.map(({ code, params }) => ({
        text: `• ${entry('difference', { code: `${code}.message`, params }, reader)} ${entry('difference', { code: `${code}.remedy`, params }, reader)}`,
      })),
      hasDifferences: data.differences.length > 0,
      unprotected: t('cards.restore-closing.unprotected', params),
      hasUnprotected: protect !== undefined,
      left: data.left.map((each) => ({ text: `• ${entry('closing.left', each, reader)}` })),
      hasLeft: data.left.length > 0,
      buttons: protect === undefined ? [] : listButtons([{ verb: 'open-protect', id: protect }], language),
      hasButtons: protect !== undefined,
      twin: t('cards.request.twin', { lines: twins.join(' · ') }),
    },
    reader,
  );
}

function totalOf({ steps }: RestoreClosingCard, reader: Reader): string {
  const times = (member: 'startedAt' | 'endedAt') => steps.flatMap((step) => step[member]?.getTime() ?? []);
  const [begun, ended] = [Math.min(...times('startedAt')), Math.max(...times('endedAt'))];
  const ms = Number.isFinite(begun) && Number.isFinite(ended) ? ended - begun : 0;
  return texts(reader.language).t('cards.restore-closing.total', { duration: formatDuration(ms, reader) });
}

function entry(catalogue: string, { code, params }: Failure, reader: Reader): string {
  const safe = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? shown(value, 120) : value]),
  );
  return texts(reader.language).t(`${catalogue}.${code}`, safe);
}
