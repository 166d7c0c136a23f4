import type { ReadersSeen } from '../../access/rules/stored-readers.ts';
import type { GatedChange } from '../../approval/cards/gated-change.ts';
import { formatDate } from '../../i18n/dates.ts';
import { plain } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { Reader } from '../../kernel/chat.ts';
import type { AnyChange } from '../../requests/cards/change-view.ts';
import { readerFacts, readersLine } from '../../restore/cards/readers-line.ts';
import type { Fact } from '../../ui/fact.ts';
import { shown } from '../../ui/truncate.ts';

type Drill = {
  point: { at: Date; tier: string };
  /** Of the newest point, where this is an older one. */
  newestAt?: Date;
  why: string;
  group: string;
  network: string;
  /** Name of the copy. */
  copy: string;
  openings: readonly string[];
  readers?: ReadersSeen;
};

/** A restore to a place of its own, which is deleted again. */
export function drillChange({ vm, vault, hash, warnings, ...drill }: AnyChange & Drill): GatedChange {
  const { group, network, copy, readers } = drill;
  return {
    kind: 'drill',
    vm,
    vault,
    hash,
    warnings,
    params: { group, network, copy },
    // Who can read what it makes is not behind "Details".
    adds: (reader) => readersLine({ ...(readers && { readers }), vm }, reader),
    facts: (reader) => drillFacts(drill, reader),
  };
}

function drillFacts({ point, newestAt, why, copy, group, network, openings, readers }: Drill, reader: Reader): Fact[] {
  const { t } = texts(reader.language);
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
    ...readerFacts(readers === undefined ? {} : { readers }, reader),
  ];
}

export function openingsFact(openings: readonly string[], reader: Reader): Fact {
  const { t } = texts(reader.language);
  return {
    title: t('cards.gated.drill.openings'),
    value: openings.length > 0 ? shown(openings.join(', ')) : t('cards.gated.drill.none'),
  };
}
