import { formatMoment } from '../../i18n/dates.ts';
import { plain, shown } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import { render } from '../../ui/render.ts';
import type { Leftover, WhyKept } from '../rules/leftovers.ts';

/** Leftovers of restores, the most important first. */
export type LeftoversCard = {
  now: Date;
  /** The subject that was asked about; absent: everything that this person may see. */
  subject?: string;
  found: Leftover[];
  /** Number of places that could not be read. */
  unread: number;
  /** Number of older restores that were not looked at. */
  older?: number;
};

/** A card holds 25 KB; the rest is told by its number. */
const mostRows = 20;

export function leftoversCard(data: LeftoversCard, reader: Reader): CardJson {
  const language = texts(reader.language);
  const { t } = language;
  const { found, unread, now, older = 0 } = data;
  const more = found.length - mostRows;
  const rows = found.slice(0, mostRows);
  const lines = rows.flatMap(({ line }) => (typeof line === 'string' ? [{ text: line }] : []));
  const sources = [...new Set(found.map(({ request }) => sourceText(request, now, reader)))];
  const [source = ''] = sources.length === 1 ? sources : [];
  return render(
    'leftovers',
    {
      heading: data.subject
        ? t('cards.leftovers.heading-of', { subject: shown(data.subject, 80) })
        : t('cards.leftovers.heading'),
      none: t('cards.leftovers.none'),
      isEmpty: found.length === 0,
      source,
      hasSource: source !== '',
      rows: together(rows.map((row) => shownRow(row, source === '' ? now : undefined, reader))),
      // On a phone they would push everything else off the screen.
      lines,
      hasLines: lines.length > 0,
      more: more > 0 ? t('cards.leftovers.more', { more }) : '',
      hasMore: more > 0,
      unread: unread > 0 ? t('cards.leftovers.unread', { count: unread }) : '',
      hasUnread: unread > 0,
      older: older > 0 ? t('cards.leftovers.older', { count: older }) : '',
      hasOlder: older > 0,
      note: t('cards.leftovers.note'),
      hasNote: found.length > 0,
    },
    reader,
  );
}

/** isAlone: what it says is of one thing. */
type Row = { kind: string; names: string; about: string; kept: string; isAlone: boolean };

/** `now` is absent where the card has told which restore left all of them. */
function shownRow({ kind, name, why, request, line }: Leftover, now: Date | undefined, reader: Reader): Row {
  const language = texts(reader.language);
  const { t } = language;
  const costs = t(`cards.leftovers.why.${why}`);
  return {
    kind: t(`cards.leftovers.kind.${kind}`),
    names: shown(name, 120),
    about: now ? `${costs} ${sourceText(request, now, reader)}` : costs,
    kept: typeof line === 'string' ? '' : keptText(line, request, language),
    isAlone: typeof line !== 'string' && line.why !== 'attached',
  };
}

function sourceText(request: Leftover['request'], now: Date, reader: Reader): string {
  return texts(reader.language).t(`cards.leftovers.${request.requester === undefined ? 'about-lost' : 'about'}`, {
    when: formatMoment(request.endedAt, reader, now),
    id: plain(request.id),
    name: shown(request.requester ?? '', 80),
    vm: plain(request.vm),
  });
}

/** Neighbours of which the same is true share one row: a machine has many disks and files. */
function together(rows: readonly Row[]): Row[] {
  const joined: Row[] = [];
  for (const row of rows) {
    const last = joined.at(-1);
    if (last && !row.isAlone && last.kind === row.kind && last.about === row.about && last.kept === row.kept)
      last.names += `, ${row.names}`;
    else joined.push({ ...row });
  }
  return joined;
}

function keptText(kept: WhyKept, { id, vm }: Leftover['request'], { t }: ReturnType<typeof texts>): string {
  if (kept.why === 'attached') return t('cards.leftovers.kept.attached', { vm: shown(kept.to, 80) });
  const activity = kept.why === 'lost-job' ? kept.activity : '';
  return t(`cards.leftovers.kept.${kept.why}`, { id: plain(id), vm: plain(vm), activity });
}

export function leftoversText({ found, older = 0 }: LeftoversCard, reader: Reader): string {
  const { t } = texts(reader.language);
  if (found.length === 0) {
    return [t('cards.leftovers.none'), ...(older > 0 ? [t('cards.leftovers.older', { count: older })] : [])].join(' ');
  }
  const exposed = found.filter(({ why }) => why === 'exposes').length;
  return t(`cards.leftovers.sentence.${exposed > 0 ? 'exposed' : 'stays'}`, { count: found.length, exposed });
}
