import { formatMoment } from '../../i18n/dates.ts';
import { shown } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { Reader } from '../../kernel/chat.ts';
import type { RequestState } from '../../kernel/request.ts';
import { aboutRequest } from '../../requests/cards/about-request.ts';
import { requestTone } from '../../ui/notice.ts';

/** A request in a list. */
export type RequestLine = {
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

export type Row = { id: string; title: string; state: string; line: string };

export function requestRow(row: RequestLine, reader: Reader, now: Date): Row {
  const { t } = texts(reader.language);
  const params = {
    name: shown(row.requester, 80),
    vault: shown(row.vault, 80),
    when: formatMoment(row.createdAt, reader, now),
  };
  return {
    id: row.id,
    title: `**${row.id}** ${aboutRequest(row.kind ?? 'restore', shown(row.vm, 80), reader.language)}`,
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
