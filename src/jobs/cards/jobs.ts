import { explainError } from '../../azure/rules/explain-error.ts';
import { formatDuration, formatMoment } from '../../i18n/dates.ts';
import { clip, listed, operationName, plain, shown } from '../../i18n/plain.ts';
import { texts, typedIn } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import type { JobFacts } from '../../kernel/facts.ts';
import type { Page } from '../../kernel/page.ts';
import { errorWords } from '../../machines/cards/error-words.ts';
import { unreadNotes } from '../../machines/cards/lines.ts';
import type { ListGaps } from '../../machines/inventory.ts';
import { listButtons } from '../../ui/button.ts';
import { jobTone } from '../../ui/notice.ts';
import { render } from '../../ui/render.ts';
import { type RequestLine, requestRow } from './request-row.ts';

export type ListedJob = {
  vault: string;
  job: JobFacts;
  /** The newest jobs of other machines with the same failure, which have no row. */
  others?: readonly { name: string; id: string }[];
};

const mostOthers = 5;

/** One page of the list of jobs. */
export type JobsCard = {
  nonce: string;
  now: Date;
  /** The requested filter as it can be typed again; '' for everything. */
  filter: string;
  /** Earliest start of listed jobs; absent: every running job, whatever its start. */
  since?: Date;
  /** Vaults or subscriptions that could not be read, so their jobs are missing. */
  unread?: ListGaps;
  /** Requests about the vault or machine of the filter that wait, go on or failed lately. */
  requests?: readonly RequestLine[];
  page: Page<ListedJob>;
  /** Of all pages; absent if there is no job. */
  newest?: ListedJob;
  next?: string;
};

/** Verbs: open-job (a button on each failed or running job, the name of each that failed alike), jobs-page. */
export function jobsCard(data: JobsCard, reader: Reader): CardJson {
  const language = texts(reader.language);
  const { t } = language;
  const { page, filter, since, next, now } = data;
  const typed = [typedIn(reader.language).status, shown(filter, 60)].filter((word) => word !== '').join(' ');
  return render(
    'jobs',
    {
      nonce: data.nonce,
      heading: filter === '' ? t('cards.jobs.heading') : t('cards.jobs.heading-filter', { filter: shown(filter, 60) }),
      summary: since
        ? t('cards.jobs.since', { count: page.total, when: formatMoment(since, reader, now) })
        : t('cards.jobs.running', { count: page.total }),
      notes: unreadNotes(data.unread, reader).map((text) => ({ text })),
      none: t('cards.jobs.none'),
      isEmpty: page.rows.length === 0,
      requests: (data.requests ?? []).map((row) => requestRow(row, reader, now)),
      rows: page.rows.map((row) => ({ ...listRow(row, reader, now), button: t('cards.button.open-job') })),
      details: page.rows.flatMap((row) => detailsOf(row, reader, now)).map((text) => ({ text })),
      hasDetails: page.rows.length > 0,
      buttons: listButtons(next === undefined ? [] : [{ verb: 'jobs-page', id: next }], language),
      twin:
        next === undefined
          ? t('cards.jobs.twin')
          : t('cards.jobs.twin-more', {
              page: page.number,
              pages: page.pages,
              line: `${typed} ${t('cards.vms.page')} ${page.number + 1}`,
            }),
    },
    reader,
  );
}

export function jobsText({ page, newest }: Pick<JobsCard, 'page' | 'newest'>, reader: Reader): string {
  const { t } = texts(reader.language);
  if (!newest) return t('cards.jobs.none');
  return t('cards.jobs.sentence', {
    count: page.total,
    vm: shown(newest.job.vmName, 80),
    operation: operationName(newest.job, reader),
    state: t(`jobs.status.${newest.job.status}`),
  });
}

/** Includes the job's id, by which it can be requested. */
function detailsOf({ job, others = [] }: ListedJob, reader: Reader, now: Date): string[] {
  return [
    `${shown(job.vmName, 80)}, ${formatMoment(job.startedAt, reader, now)}: ${plain(job.id)}`,
    ...others.map(({ name, id }) => `${shown(name, 80)}: ${plain(id)}`),
  ];
}

/** A job with its button, or the machines that failed alike, each to be tapped. */
function listRow(row: ListedJob, reader: Reader, now: Date) {
  const { t } = texts(reader.language);
  const { job, others } = row;
  const one = jobRow(row, reader, now);
  if (!others?.length) return { ...one, machines: [] };
  const machines = [{ name: job.vmName, id: job.id }, ...others];
  return {
    ...one,
    title: `${jobTone(job.status).symbol} **${operationName(job, reader)}, ${t(`jobs.status.${job.status}`)}** ${machines.length}`,
    hasButton: false,
    machines: machines.map(({ name, id }) => ({ id, name: clip(name, 80), title: shown(name, 80) })),
  };
}

export function jobRow({ job, vault, others = [] }: ListedJob, reader: Reader, now: Date) {
  const { t } = texts(reader.language);
  const [error] = job.errors;
  const running = job.status === 'InProgress' || job.status === 'Cancelling';
  const took = job.endedAt && formatDuration(job.endedAt.getTime() - job.startedAt.getTime(), reader);
  return {
    id: job.id,
    title: `${jobTone(job.status).symbol} **${listed(
      [job.vmName, ...others.map(({ name }) => name)].map((name) => shown(name, 80)),
      mostOthers,
    )}**: ${operationName(job, reader)}, ${t(`jobs.status.${job.status}`)}`,
    problem: error ? errorWords({ ...error, known: explainError(error)?.id }, reader) : '',
    hasProblem: error !== undefined,
    line: [
      shown(vault, 60),
      formatMoment(job.startedAt, reader, now),
      took === undefined ? '' : t('jobs.took', { duration: took }),
    ]
      .filter((part) => part !== '')
      .join(' · '),
    hasButton: running || error !== undefined,
  };
}
