import { formatDate, formatMoment } from '../../i18n/dates.ts';
import { plain } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import type { RecoveryPointFacts, Tier } from '../../kernel/facts.ts';
import type { Page } from '../../kernel/page.ts';
import { type RestoreTimes, timesLine } from '../../requests/cards/times-line.ts';
import { listButtons } from '../../ui/list-buttons.ts';
import { render } from '../../ui/render.ts';
import { shown } from '../../ui/truncate.ts';
import type { KeyVersions } from '../rules/key-versions.ts';
import type { PointThreat } from '../rules/point-threat.ts';
import type { PointEnd, RecommendationCode } from '../rules/recovery-points.ts';
import { keyLine } from './key-line.ts';

export type PointRow = {
  /** What `restore <vm> #2` takes. */
  number: number;
  at: Date;
  consistency: RecoveryPointFacts['consistency'];
  tiers: Tier[];
  expiresAt?: Date;
  /** Absent for a point that stays. */
  end?: PointEnd;
  /** Absent for a point of a machine against which nothing was known. */
  threat?: { status: PointThreat; titles: string[] };
  /** Of a point that was read by its own GET, of a machine encrypted with ADE. */
  keys?: KeyVersions;
};

/** The recovery points of a machine, one page, newest first. */
export type PointsCard = {
  nonce: string;
  now: Date;
  vm: string;
  page: Page<PointRow>;
  recommended?: { number: number; at: Date; reasons: RecommendationCode[] };
  /** Defender for Cloud finds the machine suspicious today. */
  suspicious?: boolean;
  /** Absent where nothing can be restored. */
  times?: RestoreTimes;
  /** How the machine is named to the restore form; absent where nothing can be restored. */
  restore?: string;
  /** The id of the button for the next page; absent on the last one. */
  next?: string;
};

/** Verbs: open-restore, points-page. */
export function pointsCard(data: PointsCard, reader: Reader): CardJson {
  const language = texts(reader.language);
  const { t } = language;
  const { page, recommended, now } = data;
  const vm = plain(data.vm);
  const number = recommended?.number ?? 1;
  const buttons = [
    ...(data.restore === undefined ? [] : [{ verb: 'open-restore', id: data.restore }]),
    ...(data.next === undefined ? [] : [{ verb: 'points-page', id: data.next }]),
  ];
  return render(
    'points',
    {
      nonce: data.nonce,
      heading: t('cards.points.heading', { vm, count: page.total }),
      hasAdvice: recommended !== undefined,
      advice: recommended
        ? `✓ ${t('cards.points.advice', { number: recommended.number, when: formatMoment(recommended.at, reader, now) })}`
        : '',
      reasons: (recommended?.reasons ?? []).map((code) => ({ text: t(`plan.${code}.message`) })),
      none: t('cards.points.none'),
      isEmpty: page.rows.length === 0,
      rows: page.rows.map((row) => ({
        title: `**#${row.number}** ${formatMoment(row.at, reader, now)}`,
        line: pointLine(row, reader, now),
        keys: row.keys ? keyLine(row.keys, reader) : '',
        hasKeys: row.keys !== undefined,
        threat: threatLine(row, reader),
        hasThreat: row.threat !== undefined,
      })),
      threats: [
        ...(data.suspicious ? [t('cards.points.suspicious', { vm })] : []),
        ...(data.suspicious || page.rows.some(({ threat }) => threat) ? [t('cards.points.threat-means')] : []),
      ].map((text) => ({ text })),
      times: data.times ? timesLine(data.times, reader) : '',
      hasTimes: data.times !== undefined,
      buttons: listButtons(buttons, language),
      twin:
        data.next === undefined
          ? t('cards.points.twin', { vm, number })
          : t('cards.points.twin-more', {
              vm,
              number,
              page: page.number,
              pages: page.pages,
              word: t('cards.vms.page'),
              next: page.number + 1,
            }),
    },
    reader,
  );
}

export function pointsText(
  { vm, page, recommended, now }: Pick<PointsCard, 'vm' | 'page' | 'recommended' | 'now'>,
  reader: Reader,
): string {
  const { t } = texts(reader.language);
  const params = { vm: plain(vm), count: page.total };
  if (!recommended) return t('cards.points.sentence-none', params);
  return t('cards.points.sentence', {
    ...params,
    number: recommended.number,
    when: formatMoment(recommended.at, reader, now),
  });
}

function threatLine({ threat }: PointRow, reader: Reader): string {
  if (!threat) return '';
  const { t } = texts(reader.language);
  const titles = threat.titles.map((title) => shown(title, 120)).join('; ');
  return `⚠ ${t(`cards.points.threat.${threat.status}`)}${titles === '' ? '' : `: ${titles}`}`;
}

function pointLine(row: PointRow, reader: Reader, now: Date): string {
  const { t } = texts(reader.language);
  const tiers = row.tiers.map((tier) => t(`common.tier.${tier}`)).join(' + ');
  return [
    t(`common.consistency.${row.consistency}`),
    tiers,
    t('cards.points.loses', { when: formatMoment(row.at, { ...reader, shared: false }, now) }),
    row.end ? `⚠ ${t(`cards.points.end.${row.end}`)}` : '',
    row.expiresAt && !row.end ? t('cards.points.kept', { until: formatDate(row.expiresAt, reader) }) : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
