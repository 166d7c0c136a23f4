import { formatDuration, formatMoment } from '../../i18n/dates.ts';
import { clip, operationName, plain, shown, taskName } from '../../i18n/plain.ts';
import { commandIn, texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import type { JobFacts } from '../../kernel/facts.ts';
import { machineTwins } from '../../machines/cards/lines.ts';
import { progressBar } from '../../ui/bars.ts';
import { listButtons } from '../../ui/button.ts';
import { jobTone } from '../../ui/notice.ts';
import { type Fact, render } from '../../ui/render.ts';
import { untilAbout, usualEnd } from './step-lines.ts';

export type JobCard = {
  nonce: string;
  now: Date;
  vault: string;
  job: JobFacts;
  /** How long such jobs usually take in this vault, in milliseconds; absent: not known. */
  usualMs?: number;
  /** The request that the job belongs to. */
  requestId?: string;
  /** The job is over, but its request isn't: more steps follow. */
  isPart?: boolean;
  /** Verbs: view-job, stop-job, open-vm, open-backup. */
  offers: string[];
};

const mostTasks = 12;
const mostErrors = 3;

export function jobCard(data: JobCard, reader: Reader): CardJson {
  const language = texts(reader.language);
  const { t } = language;
  const { job, vault, offers } = data;
  const machine = vault === '' ? job.vmName : `${vault}/${job.vmName}`;
  const tone = jobTone(job.status);
  const percent = percentOf(job);
  const errors = job.errors.slice(0, mostErrors);
  return render(
    'job',
    {
      id: job.id,
      nonce: data.nonce,
      style: tone.style,
      heading: t('cards.job.heading', { operation: operationName(job, reader), vm: shown(job.vmName, 80) }),
      state: `${tone.symbol} ${stateLine(data, reader)}`,
      bar: progressBar(percent),
      hasBar: progressBar(percent) !== '',
      ...factsOf(data, reader),
      tasks: job.tasks.slice(0, mostTasks).map((task) => ({ text: taskLine(task, reader) })),
      hasTasks: job.tasks.length > 0,
      errors: errors.map((error) => ({
        text: shown([error.title, error.message].filter(Boolean).join(': '), 300),
        remedy: error.recommendations.length > 0 ? shown(error.recommendations.join(' '), 300) : '',
        hasRemedy: error.recommendations.length > 0,
        code: error.code === undefined ? '' : t('cards.job.code', { code: error.code }),
        hasCode: error.code !== undefined,
      })),
      hasErrors: errors.length > 0,
      buttons: listButtons(
        offers.map((verb) => ({
          verb,
          id: verb.startsWith('open-') ? machine : job.id,
          ...(verb === 'open-vm' && { title: clip(job.vmName, 80) }),
        })),
        language,
      ),
      twin: machineTwins(
        offers,
        plain(job.vmName),
        reader,
        offers.includes('stop-job') ? [`${commandIn(reader.language, 'stop')} ${job.id}`] : [],
      ),
      hasTwin: offers.some((verb) => verb !== 'view-job'),
    },
    reader,
  );
}

export function jobText(
  data: Pick<JobCard, 'job' | 'usualMs' | 'now' | 'requestId' | 'isPart'>,
  reader: Reader,
): string {
  const { t } = texts(reader.language);
  const { job, requestId = '', isPart = false } = data;
  return t(isPart ? 'cards.job.sentence-part' : 'cards.job.sentence', {
    operation: operationName(job, reader),
    vm: shown(job.vmName, 80),
    state: stateLine(data, reader),
    id: requestId,
  });
}

function percentOf({ status, percent }: JobFacts): number | undefined {
  return status === 'InProgress' && percent !== undefined ? Math.round(percent) : undefined;
}

function stateLine(data: Pick<JobCard, 'job' | 'usualMs' | 'now'>, reader: Reader): string {
  const { t } = texts(reader.language);
  const percent = percentOf(data.job);
  return [
    t(`jobs.status.${data.job.status}`),
    percent === undefined ? '' : t('jobs.percent', { percent }),
    remaining(data, reader),
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** When it ends by Azure's word, else by what is usual in this vault. */
function remaining({ job, usualMs, now }: Pick<JobCard, 'job' | 'usualMs' | 'now'>, reader: Reader): string {
  if (job.status !== 'InProgress') return '';
  if (job.remainingSeconds) return untilAbout(new Date(now.getTime() + job.remainingSeconds * 1000), reader);
  return usualMs === undefined ? '' : usualEnd(job.startedAt, usualMs, reader, now);
}

/** Facts for everybody, and the facts behind "Details" that support asks for. */
function factsOf({ job, vault, now, requestId, isPart }: JobCard, reader: Reader): { summary: Fact[]; facts: Fact[] } {
  const { t } = texts(reader.language);
  const fact = (name: string, value: string | undefined): Fact[] =>
    value === undefined ? [] : [{ title: t(`cards.job.fact.${name}`), value: shown(value) }];
  const took = job.endedAt && formatDuration(job.endedAt.getTime() - job.startedAt.getTime(), reader);
  const summary = [
    ...fact('vault', vault),
    ...fact('started', formatMoment(job.startedAt, reader, now)),
    ...fact('ended', job.endedAt && formatMoment(job.endedAt, reader, now)),
    ...fact('took', took),
    ...fact('request', requestId && isPart ? t('cards.job.going-on', { id: requestId }) : requestId),
  ];
  return { summary, facts: [...fact('id', job.id), ...fact('activity', job.activityId)] };
}

/** One line for a task. Azure's task names stay English, as support asks for them. */
function taskLine(task: JobFacts['tasks'][number], reader: Reader): string {
  const { t, has } = texts(reader.language);
  const known = has(`cards.job.task.${task.status}`);
  const status = known ? t(`cards.job.task.${task.status}`) : shown(task.status, 40);
  return [`**${taskName(task.name, reader)}**: ${status}`, task.detail === undefined ? '' : shown(task.detail, 120)]
    .filter((part) => part !== '')
    .join(', ');
}
