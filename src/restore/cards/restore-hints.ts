import { formatMoment } from '../../i18n/dates.ts';
import { texts } from '../../i18n/texts.ts';
import type { Reader } from '../../kernel/chat.ts';
import type { RecommendationCode } from '../../kernel/codes/restore.ts';
import { changedSince, type KeyVersions } from '../rules/key-versions.ts';
import type { PointThreat } from '../rules/point-threat.ts';
import type { PointEnd } from '../rules/recovery-points.ts';
import { keyLine } from './key-line.ts';
import { type RestoreTimes, timesLine } from './times-line.ts';

/** What helps to choose a point. */
export type RestoreHints = {
  /** Its number among the points, from 1. */
  advice?: { number: number; reasons: RecommendationCode[] };
  /** By the point's name, of those that were read. */
  keys: Record<string, KeyVersions>;
  times: RestoreTimes;
  /** By the point's name, of those that may not stay. */
  ends?: Record<string, PointEnd>;
  /** By the point's name, of those that were taken while a threat was known. */
  threats?: Record<string, PointThreat>;
};

type Offered = { name: string; at: Date };

/** Below the picker: which point is recommended and why, its keys then and now, and how long it will take. */
export function hintLines(
  hints: RestoreHints | undefined,
  points: readonly Offered[],
  reader: Reader,
  now: Date,
): string[] {
  if (!hints) return [];
  const { t } = texts(reader.language);
  const best = hints.advice && points[hints.advice.number - 1];
  const keys = best && hints.keys[best.name];
  const reasons = hints.advice?.reasons.map((code) => t(`plan.${code}.message`)) ?? [];
  return [
    ...(best && hints.advice
      ? [
          [
            `✓ ${t('cards.points.advice', { number: hints.advice.number, when: formatMoment(best.at, reader, now) })}.`,
            ...reasons,
          ].join(' '),
        ]
      : []),
    ...(keys ? [`#${hints.advice?.number}: ${keyLine(keys, reader)}.`] : []),
    ...(hints.threats ? [t('cards.points.threat-means')] : []),
    timesLine(hints.times, reader),
  ];
}

/** What stands behind a point in the picker, in a few words. */
export function pointMarks(
  hints: RestoreHints | undefined,
  name: string,
  number: number,
  { language }: Reader,
): { against: string[]; other: string[] } {
  const { t } = texts(language);
  const keys = hints?.keys[name];
  const end = hints?.ends?.[name];
  const threat = hints?.threats?.[name];
  return {
    against: [...(threat ? [t(`cards.points.threat.${threat}`)] : []), ...(end ? [t(`cards.points.end.${end}`)] : [])],
    other: [
      ...(keys && changedSince(keys) === 'yes' ? [t('cards.points.key-changed')] : []),
      ...(hints?.advice?.number === number ? [t('cards.points.recommended')] : []),
    ],
  };
}
