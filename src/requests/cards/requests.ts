import { formatMoment } from '../../i18n/dates.ts';
import { texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import type { RequestState } from '../../kernel/request.ts';
import { unreadNotes } from '../../machines/cards/lines.ts';
import type { ListGaps } from '../../machines/inventory.ts';
import { requestTone } from '../../ui/notice.ts';
import { render } from '../../ui/render.ts';
import { shown } from '../../ui/truncate.ts';

type RequestLine = {
  id: string;
  /** Name of its kind; absent: a restore. */
  kind?: string;
  state: RequestState;
  vm: string;
  vault: string;
  requester: string;
  createdAt: Date;
  /** Until when a definition covers runs. */
  inForceUntil?: Date;
  /** The request runs, and waits for one more vote. */
  asks?: true;
  /** End of the time to decide, if somebody has to. */
  decideBy?: Date;
};

export type RequestsCard = {
  now: Date;
  /** Newest first; the first 10 are shown. */
  rows: RequestLine[];
  /** The number of all requests, if more than `rows`. */
  total?: number;
  /** Parts that could not be read, so that their requests are missing. */
  unread?: ListGaps;
};

const mostRows = 10;

export function requestsCard(data: RequestsCard, reader: Reader): CardJson {
  const { t } = texts(reader.language);
  const rows = data.rows.slice(0, mostRows);
  const more = Math.max(data.total ?? 0, data.rows.length) - rows.length;
  return render(
    'requests',
    {
      rows: rows.map((row) => requestLine(row, reader, data.now)),
      notes: unreadNotes(data.unread, reader).map((text) => ({ text })),
      isEmpty: rows.length === 0,
      isWaiting: data.rows.some(waits),
      more: more > 0 ? t('cards.requests.more', { count: more }) : '',
      hasMore: more > 0,
    },
    reader,
  );
}

export function requestsText({ rows, total }: RequestsCard, reader: Reader): string {
  const { t } = texts(reader.language);
  const pending = rows.filter(waits).length;
  if (rows.length === 0) return t('cards.requests.sentence-none');
  return t('cards.requests.sentence', { count: Math.max(total ?? 0, rows.length), pending });
}

function waits({ state, asks }: RequestLine): boolean {
  return state === 'pending' || asks === true;
}

function requestLine(row: RequestLine, reader: Reader, now: Date): { title: string; state: string; line: string } {
  const { t, below } = texts(reader.language);
  const kind = row.kind ?? 'restore';
  const vm = shown(row.vm, 80);
  // After a rollback there may be requests of kinds that this version has no words for.
  const about = Object.hasOwn(below('cards.requests.of'), kind) ? t(`cards.requests.of.${kind}`, { vm }) : vm;
  const params = {
    name: shown(row.requester, 80),
    vault: shown(row.vault, 80),
    when: formatMoment(row.createdAt, reader, now),
  };
  return {
    title: `**${row.id}** ${about}`,
    state: stateOf(row, reader, now),
    line: row.decideBy
      ? t('cards.requests.line-pending', { ...params, until: formatMoment(row.decideBy, reader, now) })
      : t('cards.requests.line', params),
  };
}

function stateOf({ asks, state, inForceUntil }: RequestLine, reader: Reader, now: Date): string {
  const { t } = texts(reader.language);
  if (asks) return `${requestTone('pending').symbol} ${t('addendum.state.asked')}`;
  if (inForceUntil && state === 'running') {
    const until = formatMoment(inForceUntil, reader, now);
    return `${requestTone(state).symbol} ${t('cards.request.in-force', { until })}`;
  }
  return `${requestTone(state).symbol} ${t(`cards.request.state.${state}`)}`;
}
