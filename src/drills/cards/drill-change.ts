import { formatDate, formatDuration } from '../../i18n/dates.ts';
import { plain, shown } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import { nameOf } from '../../kernel/arm-id.ts';
import type { Reader } from '../../kernel/chat.ts';
import { withInvisibleNamed } from '../../kernel/normalise.ts';
import { markLine } from '../../machines/cards/lines.ts';
import type { GatedChange } from '../../requests/cards/gated-change.ts';
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
import type { DrillTimes } from '../rules/drill-clock.ts';
import { ceilingsOf } from '../rules/drill-scope.ts';
import { lockedAnywhere } from '../rules/unlocking.ts';
import { drillTimes, type StoredDefinition } from '../stored-definition.ts';
import type { StoredDrill } from '../stored-drill.ts';

/** Approval card of a drill: a restore to an isolated place, deleted afterwards. */
export function drillChange(drill: StoredDrill): GatedChange {
  const { target, plan, restore } = drill;
  const { view } = restore;
  return {
    kind: 'drill',
    vm: target.vmName,
    vault: target.vaultName,
    hash: plan.hash,
    warnings: [],
    params: placeOf(view),
    within: {
      notes: (reader, now) => planNotes(view, reader, now),
      lines: (reader, now) => [usedLine(drill, reader, now), ...planLines(view, reader)],
      stays: (reader) => markLine(planThreat(view), reader),
    },
    facts: (reader) => drillFacts(drill, reader),
  };
}

/** Which point it restores and why that one, which is rarely the newest. */
function usedLine({ restore, why }: StoredDrill, reader: Reader, now: Date): string {
  const { t } = texts(reader.language);
  const { at } = restore.point;
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

function drillFacts({ restore, newestAt, why, place }: StoredDrill, reader: Reader): Fact[] {
  const { t } = texts(reader.language);
  const { point, plan, view } = restore;
  const { group, network, copy } = placeOf(view);
  const when = formatDate(point.at, reader);
  const tier = t(`cards.gated.drill.tier.${plan.effects.point.tier}`);
  // "3 Nov, 02:00, vault tier: never proven from this tier"
  const line = plain(t('cards.gated.drill.line', { when, tier, why: t(`cards.gated.drill.why.${why}`) }));
  return [
    { title: t('cards.gated.drill.point'), value: line },
    ...(newestAt && newestAt > point.at
      ? [{ title: t('cards.gated.drill.newest'), value: formatDate(newestAt, reader) }]
      : []),
    { title: t('cards.gated.drill.copy'), value: shown(`${copy} (${group})`) },
    { title: t('cards.gated.drill.network'), value: shown(network) },
    openingsFact(place.openings, reader),
    ...readerFacts(view, reader),
  ];
}

function openingsFact(openings: readonly string[], reader: Reader): Fact {
  const { t } = texts(reader.language);
  return {
    title: t('cards.gated.drill.openings'),
    value: openings.length > 0 ? shown(openings.join(', ')) : t('cards.gated.drill.none'),
  };
}

/** Approval card of scheduled drills, which are approved for a limited time. */
export function definitionChange(definition: StoredDefinition): GatedChange {
  const { target, names, remade = [], place, readers, plan } = definition;
  return {
    kind: 'drill-definition',
    vm: target.vmName,
    vault: target.vaultName,
    hash: plan.hash,
    warnings: [
      ...(remade.length > 0 ? [{ code: 'drills-remade', params: { names: remade.join(', ') } }] : []),
      ...lockedAnywhere(place.openings),
    ],
    params: { group: nameOf(place.groupId), count: names.length },
    words: (reader) => ({ when: whenLine(drillTimes(plan.effects), reader) }),
    adds: (reader) => [
      ...(plan.effects.probe?.script === undefined ? [] : [texts(reader.language).t('cards.gated.drills.own-script')]),
      ...readersLine({ readers: readers.seen }, reader),
    ],
    facts: (reader) => definitionFacts(definition, reader),
    namesMachines: true,
  };
}

function definitionFacts({ names, selection, place, readers, plan }: StoredDefinition, reader: Reader): Fact[] {
  const { t } = texts(reader.language);
  const { effects } = plan;
  const { atOnce, lifeHours, days, perRun, renews } = effects;
  const { cores = 0, gb = 0 } = perRun;
  const month = ceilingsOf(effects);
  const fact = (name: string, value: string): Fact => ({ title: t(`cards.gated.drills.${name}`), value });
  const by = selection.by === 'tag' ? `${selection.tag}=${selection.value}` : '';
  return [
    // All names are listed: a definition holds few enough machines to read.
    fact('machines', plain(names.join(', '))),
    ...(selection.by === 'name'
      ? []
      : [fact('chosen', t(`cards.gated.drills.by.${selection.by}`, { tag: plain(by) }))]),
    fact('when', whenLine(drillTimes(effects), reader)),
    fact('at-once', String(atOnce)),
    fact('copies', `${nameOf(place.groupId)}, ${nameOf(place.subnetId)}, ${nameOf(place.stagingId)}`),
    openingsFact(place.openings, reader),
    fact('most', t('cards.gated.drills.most-line', { cores, gb, hours: lifeHours })),
    fact('month', t('cards.gated.drills.month-line', { cores: month.coreHours, gb: month.gbHours })),
    fact('days', t('cards.gated.drills.days-line', { count: days })),
    ...probeFacts(effects, reader),
    ...(renews === null ? [] : [fact('renews', renews)]),
    ...readerFacts({ readers: readers.seen }, reader),
  ];
}

/** Approvers read the whole script, because it runs as root or SYSTEM. */
function probeFacts(
  { probe = {}, told = [], targets = {} }: StoredDefinition['plan']['effects'],
  reader: Reader,
): Fact[] {
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
function whenLine({ every, from, to, timeZone }: DrillTimes, reader: Reader): string {
  const { t } = texts(reader.language);
  const hour = (at: number) => `${String(at).padStart(2, '0')}:00`;
  const often = t(`cards.gated.drills.every.${every}`);
  return from === to
    ? t('cards.gated.drills.any-hour', { often })
    : t('cards.gated.drills.between', { often, from: hour(from), to: hour(to), zone: plain(timeZone) });
}
