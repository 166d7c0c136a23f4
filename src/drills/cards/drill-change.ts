import type { GatedChange } from '../../approval/cards/gated-change.ts';
import { formatDate } from '../../i18n/dates.ts';
import { plain } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { Reader } from '../../kernel/chat.ts';
import { markLine } from '../../machines/cards/proof-line.ts';
import type { AnyChange } from '../../requests/cards/change-view.ts';
import { type PlanView, planDangers, planThreat, planWarnings } from '../../restore/cards/plan-view.ts';
import { readerFacts } from '../../restore/cards/readers-line.ts';
import type { Fact } from '../../ui/fact.ts';
import { shown } from '../../ui/truncate.ts';

type Drill = {
  point: { at: Date; tier: string };
  /** Of the newest point, where this is an older one. */
  newestAt?: Date;
  why: string;
  /** The restore that it carries out. */
  restore: PlanView;
  openings: readonly string[];
};

/** A restore to a place of its own, which is deleted again. */
export function drillChange({ vm, vault, hash, ...drill }: Omit<AnyChange, 'warnings'> & Drill): GatedChange {
  const { restore } = drill;
  return {
    kind: 'drill',
    vm,
    vault,
    hash,
    warnings: [],
    params: placeOf(restore),
    within: {
      dangers: (reader) => planDangers(restore, reader),
      warnings: (reader, now) => planWarnings(restore, reader, now),
      stays: (reader) => markLine(planThreat(restore), reader),
    },
    facts: (reader) => drillFacts(drill, reader),
  };
}

function placeOf({ target, network = '' }: PlanView) {
  return { group: target.group, network, copy: target.vm ?? '' };
}

function drillFacts({ point, newestAt, why, restore, openings }: Drill, reader: Reader): Fact[] {
  const { t } = texts(reader.language);
  const { group, network, copy } = placeOf(restore);
  const when = formatDate(point.at, reader);
  const tier = t(`cards.gated.drill.tier.${point.tier}`);
  // "3 Nov, 02:00, vault tier: never proven from this tier"
  const line = plain(t('cards.gated.drill.line', { when, tier, why: t(`cards.gated.drill.why.${why}`) }));
  return [
    { title: t('cards.gated.drill.point'), value: line },
    ...(newestAt ? [{ title: t('cards.gated.drill.newest'), value: formatDate(newestAt, reader) }] : []),
    { title: t('cards.gated.drill.copy'), value: shown(`${copy} (${group})`) },
    { title: t('cards.gated.drill.network'), value: shown(network) },
    openingsFact(openings, reader),
    ...readerFacts(restore, reader),
  ];
}

export function openingsFact(openings: readonly string[], reader: Reader): Fact {
  const { t } = texts(reader.language);
  return {
    title: t('cards.gated.drill.openings'),
    value: openings.length > 0 ? shown(openings.join(', ')) : t('cards.gated.drill.none'),
  };
}
