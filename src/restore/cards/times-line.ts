import { formatDuration } from '../../i18n/dates.ts';
import { plain } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { Reader } from '../../kernel/chat.ts';
import type { Tier } from '../../kernel/facts.ts';
import type { ExpectedTime } from '../../store/rules/expected-time.ts';
import type { StepKind } from '../rules/plan.ts';

/** What restores from a vault took so far. */
export type RestoreTimes = {
  vault: string;
  /** Of restoring the disks, for each tier that the points are in. */
  disks: { tier: Tier; expected?: ExpectedTime }[];
  /** Of the steps that follow, as far as there is history. */
  later: { kind: StepKind; expected: ExpectedTime }[];
};

/** "Expected: restore the disks, from a snapshot about 3 min (4 so far), from the vault no history; …" */
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
