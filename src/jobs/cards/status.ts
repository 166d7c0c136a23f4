import { shown } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import { ageNotes, unreadNotes } from '../../machines/cards/lines.ts';
import type { ListGaps } from '../../machines/inventory.ts';
import { render } from '../../ui/render.ts';
import { jobRow, type ListedJob } from './jobs.ts';
import { type RequestLine, type Row, requestRow } from './request-row.ts';

/** What waits for the person who asks, what goes on, and what failed. */
export type StatusCard = {
  nonce: string;
  now: Date;
  waiting: RequestLine[];
  running: (RequestLine | ListedJob)[];
  failed: (RequestLine | ListedJob)[];
  /** Parts that could not be read, and are missing. */
  unread?: ListGaps;
  /** Names of vaults whose jobs are missing because they are being read. */
  beingRead?: string[];
  /** When the oldest list of jobs was read. */
  at?: Date;
};

/** A row with its button takes about 1.2 KB. */
const mostRows = 5;

/** Verb: open-status (a button on each row). */
export function statusCard(data: StatusCard, reader: Reader): CardJson {
  const { t } = texts(reader.language);
  const sections = (['waiting', 'running', 'failed'] as const).map((group) => {
    const rows: readonly (RequestLine | ListedJob)[] = data[group];
    const more = counted(rows.slice(mostRows));
    return {
      title: t(`cards.status.${group}`, { count: counted(rows) }),
      rows: rows.slice(0, mostRows).map((row) => rowOf(row, reader, data.now)),
      more: more > 0 ? t(`cards.status.more-${group}`, { count: more }) : '',
      hasMore: more > 0,
    };
  });
  return render(
    'status',
    {
      nonce: data.nonce,
      sections: sections.filter(({ rows }) => rows.length > 0),
      notes: [...beingReadNotes(data, reader), ...unreadNotes(data.unread, reader), ...ageNotes(data, reader)].map(
        (text) => ({ text }),
      ),
      // What is being read may hold something.
      isEmpty: !data.beingRead?.length && sections.every(({ rows }) => rows.length === 0),
      button: t('cards.button.open-status'),
    },
    reader,
  );
}

/** Counts, as a locked phone shows them. */
export function statusText(data: StatusCard, reader: Reader): string {
  const { waiting, running, failed } = data;
  const { t } = texts(reader.language);
  const counts = { waiting: counted(waiting), running: counted(running), failed: counted(failed) };
  if (counts.waiting + counts.running + counts.failed > 0) return t('cards.status.sentence', counts);
  return beingReadNotes(data, reader)[0] ?? t('cards.status.none');
}

function beingReadNotes({ beingRead = [] }: StatusCard, { language }: Reader): string[] {
  const names = shown(beingRead.join(', '), 300);
  return beingRead.length > 0 ? [texts(language).t('cards.status.being-read', { names })] : [];
}

/** Requests and machines in these rows: the machines of one cause share a row. */
function counted(rows: readonly (RequestLine | ListedJob)[]): number {
  return rows.reduce((sum, row) => sum + 1 + ('job' in row ? (row.others?.length ?? 0) : 0), 0);
}

function rowOf(row: RequestLine | ListedJob, reader: Reader, now: Date): Row {
  if (!('job' in row)) return requestRow(row, reader, now);
  const { id, title, problem, line } = jobRow(row, reader, now);
  return { id, title, state: problem, line };
}
