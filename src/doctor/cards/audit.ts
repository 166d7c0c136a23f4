import { formatMoment } from '../../i18n/dates.ts';
import { shown } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import { type AuditRecord, detailsInShort } from '../../store/rules/audit-rows.ts';
import { listButtons } from '../../ui/button.ts';
import { render } from '../../ui/render.ts';

export type AuditCard = {
  nonce: string;
  now: Date;
  /** A request or a machine; empty for everything. */
  about: string;
  /** Counts from 1. */
  page: number;
  /** Newest first. */
  rows: (Pick<AuditRecord, 'seq' | 'at' | 'event' | 'request_id' | 'vm_name' | 'plan_hash' | 'details'> & {
    actor_name: string | null;
  })[];
  /** Value of the next page's button; absent on the last page. */
  next?: string;
};

export function auditCard(data: AuditCard, reader: Reader): CardJson {
  const say = texts(reader.language);
  const { t } = say;
  const { about, page, rows, next, nonce } = data;
  return render(
    'audit',
    {
      heading: about ? t('cards.audit.heading-of', { about: shown(about, 80) }) : t('cards.audit.heading'),
      rows: rows.map((row) => rowOf(row, data, reader)),
      isEmpty: rows.length === 0,
      nonce,
      buttons: next === undefined ? [] : listButtons([{ verb: 'audit-page', id: next }], say),
      hasNext: next !== undefined,
      twin: t('cards.audit.twin', { about: about ? `${shown(about, 80)} ` : '', page: page + 1 }),
    },
    reader,
  );
}

export function auditText({ about, rows }: AuditCard, reader: Reader): string {
  const { t } = texts(reader.language);
  if (rows.length === 0) return t('cards.audit.none');
  return about
    ? t('cards.audit.sentence-of', { about: shown(about, 80), seq: rows[0]?.seq ?? 0 })
    : t('cards.audit.sentence', { seq: rows[0]?.seq ?? 0 });
}

function rowOf(row: AuditCard['rows'][number], { now, about }: AuditCard, reader: Reader) {
  const say = texts(reader.language);
  const who = row.actor_name ? shown(row.actor_name, 80) : say.t('cards.audit.bot');
  const what = say.has(`audit.event.${row.event}`) ? say.t(`audit.event.${row.event}`) : shown(row.event, 60);
  const which = [row.request_id, row.vm_name]
    .filter((each) => each && each !== about)
    .map((each) => shown(each ?? '', 80));
  const hash = row.plan_hash ? say.t('cards.audit.plan', { piece: row.plan_hash.slice(0, 8) }) : '';
  const details = [hash, shown(detailsInShort(row.details), 300)].filter(Boolean).join('; ');
  return {
    title: `**${row.seq}** ${[what, ...which].join(', ')}`,
    line: say.t('cards.audit.line', { when: formatMoment(row.at, reader, now), name: who }),
    details,
    hasDetails: details !== '',
  };
}
