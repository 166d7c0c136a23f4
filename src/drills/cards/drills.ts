import { formatDuration, formatMoment } from '../../i18n/dates.ts';
import { clip, plain, shown } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import type { Page } from '../../kernel/page.ts';
import { againstTarget, type MarkedRegion, regionMark } from '../../machines/cards/lines.ts';
import type { Excepted, Score } from '../../machines/rules/score.ts';
import type { Targets } from '../../store/rules/trial-row.ts';
import { listButtons } from '../../ui/button.ts';
import { render } from '../../ui/render.ts';
import { type RegionCounts, regionSummary } from './region.ts';

export type DefinitionRow = {
  id: string;
  vms: string;
  state: 'pending' | 'in-force';
  owner: string;
  every: 'week' | 'month' | 'quarter';
  until?: Date;
  /** When the bot next checks whether a drill is due. */
  next?: Date;
  /** Numbers of its machines drilled in this week, month or quarter, and of those whose drill then failed. */
  progress: { done: number; of: number; failed: number };
  last?: {
    id: string;
    vm: string;
    how: 'passed' | 'booted' | 'older' | 'marked' | 'failed' | 'void';
  };
};

export type ScoreRow = {
  vm: string;
  vault: string;
  score: Score['state'];
  at?: Date;
  id?: string;
  tookMs?: number;
  /** Threat known against the machine when the point was taken. */
  threat?: 'warning' | 'unhealthy';
  /** Age of the point when the request was made, in ms. */
  ageMs?: number;
  /** Age of the newest restorable point at that time, in ms: the data that would have been lost. */
  lostMs?: number;
  /** Targets that its definitions set. */
  targets?: Targets;
  excepted?: Excepted;
  /** Readiness in the paired region. Absent: its vault has no copies elsewhere. none: nobody has looked. */
  region?: MarkedRegion | 'none';
};

/** Data of the card with drill definitions and how well each machine is proven. */
export type DrillsCard = {
  nonce: string;
  now: Date;
  /** The machine or vault that the command named. */
  named?: { name: string; isMachine: boolean };
  /** True without a real Azure: nothing on the card is proof. */
  simulated: boolean;
  definitions: DefinitionRow[];
  counts: Record<Score['state'], number>;
  /** Number of machines excepted from drills now. */
  excepted: number;
  /** Region readiness of the machines that have copies in another region. */
  regions?: RegionCounts;
  page: Page<ScoreRow>;
  next?: string;
};

const symbols: Record<Score['state'], string> = { proven: '✓', booted: '○', failed: '✗', overdue: '!', never: '!' };

/** Draws the card. Verbs: drills-page, open-vm (on each machine). */
export function drillsCard(data: DrillsCard, reader: Reader): CardJson {
  const language = texts(reader.language);
  const { t } = language;
  const { definitions, page, next } = data;
  return render(
    'drills',
    {
      nonce: data.nonce,
      heading: t('cards.drills.heading'),
      summary: summaryLine(data, reader),
      // A single machine needs no summary: its row says it.
      hasSummary: !data.named?.isMachine,
      regions: data.regions ? `${regionSummary(data.regions, reader)} ${t('cards.drills.regions-twin')}` : '',
      hasRegions: data.regions !== undefined,
      simulated: t('cards.drills.simulated'),
      isSimulated: data.simulated,
      none: data.named ? t('cards.drills.none-named', { name: plain(data.named.name) }) : t('cards.drills.none'),
      isEmpty: definitions.length === 0,
      definitions: definitions.map((row) => ({
        title: `**${row.id}** ${shown(row.vms, 120)}`,
        state: definitionState(row, data, reader),
        line: definitionLine(row, reader),
      })),
      scores: t('cards.drills.scores'),
      hasRows: page.rows.length > 0,
      rows: page.rows.map((row) => ({
        id: `${row.vault}/${row.vm}`,
        name: clip(row.vm, 80),
        title: `${symbols[row.score]} **${plain(row.vm)}**: ${t(`cards.drills.score.${row.score}`)}`,
        line: scoreLine(row, data, reader),
      })),
      buttons: listButtons(next === undefined ? [] : [{ verb: 'drills-page', id: next }], language),
      twin: twinOf(data, reader),
    },
    reader,
  );
}

function twinOf({ next, named, page }: DrillsCard, { language }: Reader): string {
  const { t } = texts(language);
  const number = page.number + 1;
  if (!named) return next === undefined ? t('cards.drills.twin') : t('cards.drills.twin-more', { number });
  const all = t('cards.drills.twin-all');
  return next === undefined ? all : `${t('cards.drills.twin-more-named', { name: plain(named.name), number })} ${all}`;
}

export function drillsText(data: DrillsCard, reader: Reader): string {
  const { t } = texts(reader.language);
  const said = summaryLine(data, reader);
  return data.simulated ? `${said} ${t('cards.drills.simulated')}` : said;
}

function summaryLine({ counts, excepted, named, page }: DrillsCard, { language }: Reader): string {
  const { t } = texts(language);
  const [row] = page.rows;
  if (named?.isMachine && row) {
    return t('cards.drills.sentence-one', { vm: plain(row.vm), score: t(`cards.drills.score.${row.score}`) });
  }
  const said = named
    ? t('cards.drills.sentence-in', { ...counts, vault: plain(named.name) })
    : t('cards.drills.sentence', counts);
  return excepted > 0 ? `${said} ${t('cards.drills.excepted-count', { count: excepted })}` : said;
}

function definitionState(
  { state, until, next, every, progress }: DefinitionRow,
  { now }: DrillsCard,
  reader: Reader,
): string {
  const { t } = texts(reader.language);
  if (state === 'pending') return `○ ${t('cards.drills.pending')}`;
  return [
    t(`cards.drills.progress.${every}${progress.failed > 0 ? '-failed' : ''}`, progress),
    next ? t('cards.drills.next', { when: formatMoment(next, reader, now) }) : '',
    until ? t('cards.drills.until', { when: formatMoment(until, reader, now) }) : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

function definitionLine({ owner, last }: DefinitionRow, reader: Reader): string {
  const { t } = texts(reader.language);
  const whose = t('cards.drills.owner', { name: shown(owner, 80) });
  if (!last) return whose;
  const said = t(`cards.drills.last.${last.how}`, { id: last.id, vm: shown(last.vm, 60) });
  return [whose, said].join(' · ');
}

function scoreLine(
  { vault, at, id, threat, tookMs, ageMs, lostMs, targets = {}, excepted, region }: ScoreRow,
  { now }: DrillsCard,
  reader: Reader,
): string {
  const { t } = texts(reader.language);
  const took = againstTarget(tookMs, targets.rtoMinutes, reader);
  const lost = againstTarget(lostMs, targets.rpoMinutes, reader);
  return [
    shown(vault, 60),
    excepted
      ? t('cards.drills.excepted', {
          until: formatMoment(excepted.until, reader, now),
          by: shown(excepted.by, 80),
          id: excepted.id,
        })
      : '',
    at && id ? `${formatMoment(at, reader, now)}, ${id}` : '',
    threat ? t('cards.drills.marked', { known: t(`cards.points.threat.${threat}`) }) : '',
    took && t('cards.drills.took', { duration: took }),
    ageMs === undefined ? '' : t('cards.drills.age', { duration: formatDuration(ageMs, reader) }),
    lost && (ageMs !== lostMs || targets.rpoMinutes !== undefined) ? t('cards.drills.lost', { duration: lost }) : '',
    region === undefined ? '' : regionMark(region === 'none' ? undefined : region, reader),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
