import { formatDate, formatDuration, formatMoment } from '../../i18n/dates.ts';
import { plain, shown } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import type { RecommendationCode } from '../../kernel/codes/restore.ts';
import type { RecoveryPointFacts, Tier } from '../../kernel/facts.ts';
import type { Page } from '../../kernel/page.ts';
import { listButtons } from '../../ui/button.ts';
import { render } from '../../ui/render.ts';
import type { KeyVersions } from '../rules/keys.ts';
import type { PointEnd, PointThreat } from '../rules/points.ts';
import { keyLine, type RestoreTimes, timesLine } from './restore-hints.ts';

export type PointRow = {
  /** The number that `restore <vm> #2` takes. */
  number: number;
  at: Date;
  consistency: RecoveryPointFacts['consistency'];
  tiers: Tier[];
  expiresAt?: Date;
  /** Absent for a point that stays. */
  end?: PointEnd;
  /** Absent for a point of a machine against which nothing was known. */
  threat?: { status: PointThreat; titles: string[] };
  /**
   * Time between the first alert on the machine and the point, negative before it; and whether a state of then is told.
   */
  alert?: { awayMs: number; told: boolean };
  /** Keys of a point that was read by its own GET, of a machine encrypted with ADE. */
  keys?: KeyVersions;
};

/** The recovery points of a machine, one page, newest first. */
export type PointsCard = {
  nonce: string;
  now: Date;
  vm: string;
  page: Page<PointRow>;
  recommended?: { number: number; at: Date; reasons: RecommendationCode[] };
  /** Asked for: the last point before a moment, or before the first alert, by a margin. In place of what is recommended. */
  before?: {
    number: number;
    at: Date;
    moment: Date;
    marginMs: number;
    isAlert: boolean;
    /** Later ones that were taken while a threat was known. */
    passedOver: number;
    firstAlert: Date | undefined;
  };
  /** Defender for Cloud finds the machine suspicious today. */
  suspicious?: boolean;
  /** Absent where nothing can be restored. */
  times?: RestoreTimes;
  /** Name of the machine for the restore form; absent where nothing can be restored. */
  restore?: string;
  /**
   * Name of the machine for the form that brings soft-deleted points back; absent where there are none, or it can't.
   */
  raise?: string;
  /** The id of the button for the next page; absent on the last one. */
  next?: string;
};

/** Verbs: open-restore, open-raise, points-page. */
export function pointsCard(data: PointsCard, reader: Reader): CardJson {
  const language = texts(reader.language);
  const { t } = language;
  const { page, recommended, before, now } = data;
  const vm = plain(data.vm);
  const number = before?.number ?? recommended?.number ?? 1;
  const buttons = [
    ...(data.restore === undefined ? [] : [{ verb: 'open-restore', id: data.restore }]),
    ...(data.raise === undefined ? [] : [{ verb: 'open-raise', id: data.raise }]),
    ...(data.next === undefined ? [] : [{ verb: 'points-page', id: data.next }]),
  ];
  return render(
    'points',
    {
      nonce: data.nonce,
      heading: t('cards.points.heading', { vm, count: page.total }),
      adviceStyle: before ? 'accent' : 'good',
      hasAdvice: recommended !== undefined || before !== undefined,
      advice: before
        ? t('cards.points.before', { number: before.number, when: formatMoment(before.at, reader, now) })
        : recommended
          ? `✓ ${t('cards.points.advice', { number: recommended.number, when: formatMoment(recommended.at, reader, now) })}`
          : '',
      reasons: (before
        ? beforeLines(before, reader, now)
        : (recommended?.reasons ?? []).map((code) => t(`plan.${code}.message`))
      ).map((text) => ({ text })),
      none: t('cards.points.none', { vm }),
      isEmpty: page.rows.length === 0,
      rows: page.rows.map((row) => ({
        title: `**#${row.number}** ${formatMoment(row.at, reader, now)}`,
        line: pointLine(row, reader),
        keys: row.keys ? keyLine(row.keys, reader) : '',
        hasKeys: row.keys !== undefined,
        threat: threatLine(row, reader),
        hasThreat: row.threat !== undefined,
      })),
      threats: [
        ...(data.suspicious ? [t('cards.points.suspicious', { vm })] : []),
        ...(data.suspicious || before || page.rows.some(({ threat, alert }) => threat ?? alert)
          ? [t('cards.points.threat-means')]
          : []),
      ].map((text) => ({ text })),
      times: data.times ? timesLine(data.times, reader) : '',
      hasTimes: data.times !== undefined,
      buttons: listButtons(buttons, language),
      twin: twinLine(data, number, reader),
    },
    reader,
  );
}

function twinLine({ vm: name, page, next }: PointsCard, number: number, reader: Reader): string {
  const { t } = texts(reader.language);
  const vm = plain(name);
  // Without a point there is nothing to restore, but a first one to make.
  if (page.total === 0) return t('cards.request.twin', { lines: t('cards.request.type.protect-backup', { vm }) });
  if (next === undefined) return t('cards.points.twin', { vm, number });
  return t('cards.points.twin-more', {
    vm,
    number,
    page: page.number,
    pages: page.pages,
    word: t('cards.vms.page'),
    next: page.number + 1,
  });
}

export function pointsText(
  { vm, page, recommended, before, now }: Pick<PointsCard, 'vm' | 'page' | 'recommended' | 'before' | 'now'>,
  reader: Reader,
): string {
  const { t } = texts(reader.language);
  const params = { vm: plain(vm), count: page.total };
  if (before) {
    return t('cards.points.sentence-before', {
      ...params,
      number: before.number,
      when: formatMoment(before.at, reader, now),
      moment: formatMoment(before.moment, reader, now),
    });
  }
  if (page.total === 0) return t('cards.points.none', params);
  if (!recommended) return t('cards.points.sentence-none', params);
  return t('cards.points.sentence', {
    ...params,
    number: recommended.number,
    when: formatMoment(recommended.at, reader, now),
  });
}

/** How it was chosen, what it costs, and what it does not say. */
function beforeLines(before: NonNullable<PointsCard['before']>, reader: Reader, now: Date): string[] {
  const { t } = texts(reader.language);
  const { at, moment, marginMs, isAlert, passedOver, firstAlert } = before;
  return [
    t(`cards.points.before-${isAlert ? 'alert' : 'moment'}`, {
      margin: formatDuration(marginMs, reader),
      moment: formatMoment(moment, reader, now),
    }),
    t('cards.points.before-loses', {
      when: formatMoment(at, { ...reader, shared: false }, now),
      duration: formatDuration(now.getTime() - at.getTime(), reader),
    }),
    ...(passedOver > 0 ? [t('cards.points.before-passed', { count: passedOver })] : []),
    ...(firstAlert && !isAlert ? [`${alertDistance(at.getTime() - firstAlert.getTime(), reader)}.`] : []),
    t('cards.points.before-proves'),
  ];
}

/** Names are in `cards.points`: before-first and after-first. */
function alertDistance(awayMs: number, reader: Reader): string {
  const { t } = texts(reader.language);
  if (awayMs === 0) return t('cards.points.at-first');
  const duration = formatDuration(Math.abs(awayMs), reader);
  return t(`cards.points.${awayMs < 0 ? 'before' : 'after'}-first`, { duration });
}

/** The threat that was known then, and how far the point is from the first alert. */
function alertLine({ alert, threat }: PointRow, reader: Reader): string {
  if (!alert) return '';
  const { t } = texts(reader.language);
  const away = alertDistance(alert.awayMs, reader);
  return threat ? away : `${t(`cards.points.${alert.told ? 'none-known' : 'none-told'}`)}, ${away}`;
}

function threatLine({ threat }: PointRow, reader: Reader): string {
  if (!threat) return '';
  const { t } = texts(reader.language);
  const titles = threat.titles.map((title) => shown(title, 120)).join('; ');
  return `⚠ ${t(`cards.points.threat.${threat.status}`)}${titles === '' ? '' : `: ${titles}`}`;
}

function pointLine(row: PointRow, reader: Reader): string {
  const { t } = texts(reader.language);
  const tiers = row.tiers.map((tier) => t(`common.tier.${tier}`)).join(' + ');
  return [
    t(`common.consistency.${row.consistency}`),
    tiers,
    alertLine(row, reader),
    row.end ? `⚠ ${t(`cards.points.end.${row.end}`)}` : '',
    row.expiresAt && !row.end ? t('cards.points.kept', { until: formatDate(row.expiresAt, reader) }) : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
