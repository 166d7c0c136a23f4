import { formatMoment } from '../../i18n/dates.ts';
import { plain, shown } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import type { Page } from '../../kernel/page.ts';
import { regionAge, regionGapLines, regionMark, unreadNotes } from '../../machines/cards/lines.ts';
import type { ListGaps } from '../../machines/inventory.ts';
import type { ShownRegion } from '../../machines/region-inspector.ts';
import type { RegionGap } from '../../store/rules/region-inspection.ts';
import { listButtons } from '../../ui/button.ts';
import { render } from '../../ui/render.ts';

/** found: the result of the last look; absent: nobody has looked. */
export type RegionRow = { vm: string; vault: string; found?: ShownRegion };

/** Number of machines by last known readiness in the paired region; none: nobody has looked. */
export type RegionCounts = Record<'ready' | 'lacking' | 'unknown' | 'none', number>;

/** Data of the card that lists what would be missing if a region were lost. */
export type RegionCard = {
  nonce: string;
  now: Date;
  counts: RegionCounts;
  /** The machine or vault that the command named; its data is read now. */
  named?: string;
  page: Page<RegionRow>;
  /** Vaults without cross-region restore, with the number of their machines. */
  off: { vault: string; count: number; gap: RegionGap }[];
  unread?: ListGaps;
  next?: string;
};

/** A Teams card holds about 25 KB. */
const mostGaps = 4;
const mostOff = 3;

/** Draws the card. Verbs: region-page. */
export function regionCard(data: RegionCard, reader: Reader): CardJson {
  const language = texts(reader.language);
  const { t } = language;
  const { page, next } = data;
  const off = page.number === 1 ? data.off : [];
  const rest = off.slice(mostOff).map(({ vault }) => vault);
  const [first] = page.rows;
  const notes = unreadNotes(data.unread, reader).map((text) => ({ text }));
  return render(
    'region',
    {
      nonce: data.nonce,
      heading: t('cards.region.heading'),
      summary: regionText(data, reader),
      notes,
      rows: page.rows.map(({ vm, vault, found }) => ({
        title: `**${plain(vm)}**: ${regionMark(found, reader)}`,
        about: [shown(vault, 60), ...(found ? seenLines(found, data, reader) : [])].join(' · '),
        gaps: regionGapLines(found?.gaps.slice(0, mostGaps) ?? [], reader),
        more: t('region.more', { more: (found?.gaps.length ?? 0) - mostGaps, vm: plain(vm) }),
        hasMore: (found?.gaps.length ?? 0) > mostGaps,
      })),
      offTitle: t('cards.region.off'),
      hasOff: off.length > 0,
      off: off.slice(0, mostOff).map(({ vault, count, gap }) => ({
        title: t('cards.region.off-line', { vault: shown(vault, 80), count }),
        ...regionGapLines([gap], reader)[0],
      })),
      offMore: t('cards.region.off-more', { more: rest.length, vaults: shown(rest.join(', '), 300) }),
      hasOffMore: rest.length > 0,
      buttons: listButtons(next === undefined ? [] : [{ verb: 'region-page', id: next }], language),
      newest: t('cards.region.newest', { vm: plain(first?.vm ?? '') }),
      hasRows: first !== undefined && !isOff(data),
      twin: twinOf(data, reader),
    },
    reader,
  );
}

/** Age of the newest point in the paired region, and the time of the look unless the data was read just now. */
function seenLines(found: ShownRegion, { named, now }: RegionCard, reader: Reader): string[] {
  const { t } = texts(reader.language);
  const age = regionAge(found, reader, found.lookedAt);
  return named === undefined
    ? [
        ...age,
        t(`cards.region.${found.isOld ? 'looked-old' : 'looked'}`, { when: formatMoment(found.lookedAt, reader, now) }),
      ]
    : age;
}

function twinOf({ named, next, page }: RegionCard, { language }: Reader): string {
  const { t } = texts(language);
  const number = page.number + 1;
  const more =
    named === undefined
      ? t('cards.region.twin-more', { number })
      : t('cards.region.twin-more-named', { name: plain(named), number });
  const other = t(named === undefined ? 'cards.region.twin' : 'cards.region.twin-all');
  return next === undefined ? other : `${more} ${other}`;
}

export function regionText(data: RegionCard, reader: Reader): string {
  const { counts, page, named } = data;
  const { t } = texts(reader.language);
  if (page.total > 0 && !isOff(data)) return regionSummary(counts, reader);
  return named === undefined ? t('cards.region.none') : t('cards.region.none-named', { name: plain(named) });
}

/** A named machine is shown even if its vault lacks cross-region restore. */
function isOff({ page }: RegionCard): boolean {
  return page.rows.length > 0 && page.rows.every(({ found }) => found?.state === 'off');
}

/** One-line summary, worded the same wherever regions are counted. */
export function regionSummary(counts: RegionCounts, reader: Reader): string {
  const { t } = texts(reader.language);
  if (counts.ready + counts.lacking + counts.unknown === 0) return t('cards.region.unchecked', counts);
  const said = t('cards.region.sentence', counts);
  return counts.none > 0 ? `${said} ${t('cards.region.sentence-rest', counts)}` : said;
}
