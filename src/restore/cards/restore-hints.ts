import { formatDuration, formatMoment } from '../../i18n/dates.ts';
import { plain } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { Reader } from '../../kernel/chat.ts';
import type { RecommendationCode } from '../../kernel/codes/restore.ts';
import type { Tier } from '../../kernel/facts.ts';
import type { ExpectedTime } from '../../store/expected-times.ts';
import { changedSince, type KeyVersions, type VersionThenAndNow } from '../rules/keys.ts';
import type { StepKind } from '../rules/plan.ts';
import type { PointEnd, PointThreat } from '../rules/points.ts';

/** Hints for choosing a point. */
export type RestoreHints = {
  /** Number of the point in the list, from 1. */
  advice?: { number: number; reasons: RecommendationCode[] };
  /** Keys by the point's name, of those that were read. */
  keys: Record<string, KeyVersions>;
  times: RestoreTimes;
  /** Ends by the point's name, of those that may not stay. */
  ends?: Record<string, PointEnd>;
  /** Threats by the point's name, of those that were taken while one was known. */
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

/** A few words behind a point in the picker. */
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

/** A version is 32 hexadecimal digits; eight tell two of them apart. */
const shortVersion = 8;

/** "Same disk key as today", or "Secret unchanged, key a571b984 then, 9c0d11ee now". */
export function keyLine({ secret, key }: KeyVersions, reader: Reader): string {
  if (isSame(secret) && (!key || isSame(key))) return texts(reader.language).t('cards.points.keys-same');
  return [part('secret', secret, reader), ...(key ? [part('key', key, reader)] : [])].join(', ');
}

function isSame({ atPoint, now }: VersionThenAndNow): boolean {
  return typeof now !== 'string' && now.version === atPoint;
}

function part(what: 'secret' | 'key', version: VersionThenAndNow, { language }: Reader): string {
  const { t } = texts(language);
  const { atPoint, now } = version;
  const at = plain(atPoint.slice(0, shortVersion));
  const name = t(`cards.points.${what}`);
  if (typeof now === 'string') return t(`cards.points.version-${now}`, { name, at });
  if (isSame(version)) return t('cards.points.version-same', { name });
  return t('cards.points.version-changed', { name, at, today: plain(now.version.slice(0, shortVersion)) });
}

/** Durations of earlier restores from a vault. */
export type RestoreTimes = {
  vault: string;
  /** Time to restore the disks, for each tier that the points are in. */
  disks: { tier: Tier; expected?: ExpectedTime }[];
  /** Times of the steps that follow, as far as there is history. */
  later: { kind: StepKind; expected: ExpectedTime }[];
};

/** "Expected: restore the disks, from a snapshot about 3 min (4 so far), from the vault not known yet; …" */
export function timesLine({ vault, disks, later }: RestoreTimes, reader: Reader): string {
  const { t } = texts(reader.language);
  if (later.length === 0 && disks.every(({ expected }) => !expected)) {
    return t('cards.points.no-history', { vault: plain(vault) });
  }
  const about = (expected: ExpectedTime | undefined) =>
    expected
      ? t('cards.points.about', {
          duration: formatDuration(expected.seconds * 1000, reader),
          count: expected.count,
        })
      : t('cards.points.no-times');
  const tiers = disks.map(({ tier, expected }) => `${t(`cards.points.from.${tier}`)} ${about(expected)}`).join(', ');
  const steps = [
    `${t('cards.step.restore-disks')}: ${tiers}`,
    ...later.map(({ kind, expected }) => `${t(`cards.step.${kind}`)}: ${about(expected)}`),
  ];
  return t('cards.points.times', { steps: steps.join('; ') });
}
