import type { ReadersSeen } from '../../access/rules/stored-readers.ts';
import type { GatedChange } from '../../approval/cards/gated-change.ts';
import { formatDuration } from '../../i18n/dates.ts';
import { plain } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import { nameOf } from '../../kernel/arm-id.ts';
import type { Reader } from '../../kernel/chat.ts';
import { withInvisibleNamed } from '../../kernel/invisible.ts';
import type { AnyChange } from '../../requests/cards/change-view.ts';
import { readerFacts, readersLine } from '../../restore/cards/readers-line.ts';
import type { Fact } from '../../ui/fact.ts';
import { shown } from '../../ui/truncate.ts';
import { openingsFact } from './drill-change.ts';

/** Scheduled drills, for a while. */
type Definition = {
  names: readonly string[];
  selection: { by: 'name' } | { by: 'tag'; tag: string; value: string } | { by: 'vault' };
  place: { groupId: string; stagingId: string; subnetId: string; openings: readonly string[] };
  /** Of the machine where most people gain access by a copy. */
  readers: { vm: string; seen: ReadersSeen };
  times: { every: string; from: number; to: number; timeZone: string };
  days: number;
  atOnce: number;
  lifeHours: number;
  most: { cores: number; gb: number; coreHours: number; gbHours: number };
  /** Id of the definition that it takes the place of. */
  renews: string | null;
  /** What is looked at inside besides the usual. */
  probe?: {
    newest?: { path: string; hours: number } | undefined;
    port?: number | undefined;
    script?: string | undefined;
  };
  told?: readonly { name: string }[];
  targets?: { rtoMinutes?: number | undefined; rpoMinutes?: number | undefined };
};

export function definitionChange({ vm, vault, hash, warnings, ...definition }: AnyChange & Definition): GatedChange {
  const { place, names, times, readers, probe } = definition;
  return {
    kind: 'drill-definition',
    vm,
    vault,
    hash,
    warnings,
    params: { group: nameOf(place.groupId), count: names.length },
    words: (reader) => ({ when: whenLine(times, reader) }),
    adds: (reader) => [
      ...(probe?.script === undefined ? [] : [texts(reader.language).t('cards.gated.drills.own-script')]),
      ...readersLine({ readers: readers.seen, vm: readers.vm }, reader),
    ],
    facts: (reader) => definitionFacts(definition, reader),
    namesMachines: true,
  };
}

function definitionFacts(view: Definition, reader: Reader): Fact[] {
  const { t } = texts(reader.language);
  const { names, selection, place, times, most, readers, renews } = view;
  const fact = (name: string, value: string): Fact => ({ title: t(`cards.gated.drills.${name}`), value });
  const by = selection.by === 'tag' ? `${selection.tag}=${selection.value}` : '';
  return [
    // There are few enough to be read, and none is left out.
    fact('machines', plain(names.join(', '))),
    ...(selection.by === 'name'
      ? []
      : [fact('chosen', t(`cards.gated.drills.by.${selection.by}`, { tag: plain(by) }))]),
    fact('when', whenLine(times, reader)),
    fact('at-once', String(view.atOnce)),
    fact('copies', `${nameOf(place.groupId)}, ${nameOf(place.subnetId)}, ${nameOf(place.stagingId)}`),
    openingsFact(place.openings, reader),
    fact('most', t('cards.gated.drills.most-line', { cores: most.cores, gb: most.gb, hours: view.lifeHours })),
    fact('month', t('cards.gated.drills.month-line', { cores: most.coreHours, gb: most.gbHours })),
    fact('days', t('cards.gated.drills.days-line', { count: view.days })),
    ...probeFacts(view, reader),
    ...(renews === null ? [] : [fact('renews', renews)]),
    ...readerFacts({ readers: readers.seen }, reader),
  ];
}

/** Whoever decides reads a script whole: it runs as the system's administrator. */
function probeFacts({ probe = {}, told = [], targets = {} }: Definition, reader: Reader): Fact[] {
  const { t } = texts(reader.language);
  const fact = (name: string, value: string): Fact => ({ title: t(`cards.gated.drills.${name}`), value });
  const { newest, port, script } = probe;
  const within = (name: 'rto' | 'rpo', minutes: number) =>
    t(`cards.gated.drills.${name}`, { duration: formatDuration(minutes * 60_000, reader) });
  const looks = [
    t('cards.gated.drills.usual'),
    ...(newest ? [t('cards.gated.drills.newest', { path: plain(newest.path), hours: newest.hours })] : []),
    ...(port === undefined ? [] : [t('cards.gated.drills.port', { port })]),
  ];
  const goals = [
    ...(targets.rtoMinutes === undefined ? [] : [within('rto', targets.rtoMinutes)]),
    ...(targets.rpoMinutes === undefined ? [] : [within('rpo', targets.rpoMinutes)]),
  ];
  return [
    fact('probe', looks.join('; ')),
    ...(script === undefined ? [] : [fact('script', scriptLines(script))]),
    ...(told.length > 0 ? [fact('told', shown(told.map(({ name }) => name).join(', ')))] : []),
    ...(goals.length > 0 ? [fact('targets', goals.join('; '))] : []),
  ];
}

/**
 * What would not be seen, or be seen as a space, is named: a carriage return ends a comment for PowerShell, and text that
 * runs from right to left reads as something else.
 */
function scriptLines(script: string): string {
  return withInvisibleNamed(script).split('\n').map(plain).join('\n\n');
}

/** "once a month, between 20:00 and 06:00 (Europe/Amsterdam)" */
function whenLine({ every, from, to, timeZone }: Definition['times'], reader: Reader): string {
  const { t } = texts(reader.language);
  const hour = (at: number) => `${String(at).padStart(2, '0')}:00`;
  const often = t(`cards.gated.drills.every.${every}`);
  return from === to
    ? t('cards.gated.drills.any-hour', { often })
    : t('cards.gated.drills.between', { often, from: hour(from), to: hour(to), zone: plain(timeZone) });
}
