import type { ReadersSeen } from '../../access/count-readers.ts';
import { formatDate, formatDuration } from '../../i18n/dates.ts';
import { plain, shown } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import { nameOf } from '../../kernel/arm-id.ts';
import type { Reader } from '../../kernel/chat.ts';
import { withInvisibleNamed } from '../../kernel/normalise.ts';
import { markLine } from '../../machines/cards/lines.ts';
import type { AnyChange, GatedChange } from '../../requests/cards/gated-change.ts';
import {
  ageText,
  type PlanView,
  planLines,
  planNotes,
  planThreat,
  readerFacts,
  readersLine,
} from '../../restore/cards/plan-view.ts';
import type { Fact } from '../../ui/render.ts';

type Drill = {
  point: { at: Date; tier: string };
  /** When the vault's newest point was made, if the drilled point is older. */
  newestAt?: Date;
  why: string;
  /** The restore that the drill runs. */
  restore: PlanView;
  openings: readonly string[];
};

/** Approval card of a drill: a restore to an isolated place, deleted afterwards. */
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
      notes: (reader, now) => planNotes(restore, reader, now),
      lines: (reader, now) => [usedLine(drill, reader, now), ...planLines(restore, reader)],
      stays: (reader) => markLine(planThreat(restore), reader),
    },
    facts: (reader) => drillFacts(drill, reader),
  };
}

/** Which point it restores and why that one, which is rarely the newest. */
function usedLine({ point: { at }, why }: Drill, reader: Reader, now: Date): string {
  const { t } = texts(reader.language);
  const params = {
    when: formatDate(at, reader),
    age: ageText(at, reader, now),
    why: t(`cards.gated.drill.why.${why}`),
  };
  return t('cards.gated.drill.used', params);
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

function openingsFact(openings: readonly string[], reader: Reader): Fact {
  const { t } = texts(reader.language);
  return {
    title: t('cards.gated.drill.openings'),
    value: openings.length > 0 ? shown(openings.join(', ')) : t('cards.gated.drill.none'),
  };
}

/** Scheduled drills, approved for a limited time. */
type Definition = {
  names: readonly string[];
  selection: { by: 'name' } | { by: 'tag'; tag: string; value: string } | { by: 'vault' };
  place: { groupId: string; stagingId: string; subnetId: string; openings: readonly string[] };
  /** Read access of the machine whose copy gives access to the most people. */
  readers: { vm: string; seen: ReadersSeen };
  times: { every: string; from: number; to: number; timeZone: string };
  days: number;
  atOnce: number;
  lifeHours: number;
  most: { cores: number; gb: number; coreHours: number; gbHours: number };
  /** Id of the definition that this one replaces. */
  renews: string | null;
  /** Checks in the guest beyond the standard ones. */
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
      ...readersLine({ readers: readers.seen }, reader),
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
    // All names are listed: a definition holds few enough machines to read.
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

/** Approvers read the whole script, because it runs as root or SYSTEM. */
function probeFacts({ probe = {}, told = [], targets = {} }: Definition, reader: Reader): Fact[] {
  const { t } = texts(reader.language);
  const fact = (name: string, value: string): Fact => ({ title: t(`cards.gated.drills.${name}`), value });
  const { newest, port, script } = probe;
  const within = (name: 'rto' | 'rpo', minutes: number) =>
    t(`cards.gated.drills.${name}`, { duration: formatDuration(minutes * 60_000, reader) });
  const inspections = [
    t('cards.gated.drills.usual'),
    ...(newest ? [t('cards.gated.drills.newest', { path: plain(newest.path), hours: newest.hours })] : []),
    ...(port === undefined ? [] : [t('cards.gated.drills.port', { port })]),
  ];
  const goals = [
    ...(targets.rtoMinutes === undefined ? [] : [within('rto', targets.rtoMinutes)]),
    ...(targets.rpoMinutes === undefined ? [] : [within('rpo', targets.rpoMinutes)]),
  ];
  return [
    fact('probe', inspections.join('; ')),
    ...(script === undefined ? [] : [fact('script', scriptLines(script))]),
    ...(told.length > 0 ? [fact('told', shown(told.map(({ name }) => name).join(', ')))] : []),
    ...(goals.length > 0 ? [fact('targets', goals.join('; '))] : []),
  ];
}

/**
 * Invisible characters, and those that look like a space, are shown by name: a carriage return ends a comment in
 * PowerShell, and right-to-left text reads as something else.
 */
function scriptLines(script: string): string {
  return withInvisibleNamed(script).split('\n').map(plain).join('\n\n');
}

/** Example: "once a month, between 20:00 and 06:00 (Europe/Amsterdam)". */
function whenLine({ every, from, to, timeZone }: Definition['times'], reader: Reader): string {
  const { t } = texts(reader.language);
  const hour = (at: number) => `${String(at).padStart(2, '0')}:00`;
  const often = t(`cards.gated.drills.every.${every}`);
  return from === to
    ? t('cards.gated.drills.any-hour', { often })
    : t('cards.gated.drills.between', { often, from: hour(from), to: hour(to), zone: plain(timeZone) });
}
