import type { ReadersSeen } from '../../access/count-readers.ts';
import { formatDuration, formatEstimate, formatMoment, withMoments } from '../../i18n/dates.ts';
import { listed, plain, shown } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { Reader } from '../../kernel/chat.ts';
import type { EncryptionKind } from '../../kernel/codes/encryption.ts';
import type { RecoveryPointFacts, Tier } from '../../kernel/facts.ts';
import { countsOf, findingLine } from '../../machines/cards/lines.ts';
import { type PlanCheck, redFinding } from '../../machines/rules/finding.ts';
import type { Note } from '../../requests/cards/gated-change.ts';
import type { Fact } from '../../ui/render.ts';
import type { NetworkMode, OfPlan, StepKind } from '../rules/plan.ts';
import { type PointThreat, pointThreats } from '../rules/points.ts';
import type { Security } from '../rules/signed-machine.ts';

/** A restore as a person reads it: names instead of ARM ids. */
export type PlanView = {
  mode: 'disks' | 'rebuild' | 'new-vm' | 'replace';
  vm: string;
  vault: string;
  point: { at: Date; consistency: RecoveryPointFacts['consistency']; tier: Tier | 'unknown' };
  /** Resource group, region, and of a new machine what was chosen. */
  target: { group: string; region: string; vm?: string; size?: string; zone?: string; security?: Security[] };
  staging: string;
  network?: string;
  /** The place of a new machine in the network, relative to the original. */
  networkMode?: NetworkMode;
  /** State of the original when the plan was made: an observation, not part of what is signed. */
  original?: 'running' | 'stopped' | 'gone' | 'unknown';
  encryption: EncryptionKind;
  keyVault?: string;
  /** Names of the disks that come back; [] when the point does not list them. */
  disks: string[];
  /** Steps of the plan that nobody but people do; absent: none. */
  byHand?: StepKind[];
  /** SHA-256 over the plan's effects, hex. */
  hash: string;
  warnings: OfPlan[];
  /** Duration of earlier restores in this vault, when the plan was made; `all`: of every step. */
  expected?: { ms: number; all: boolean };
  /** A role of the requester that ends before the restore is expected to, as far as that is known: an observation too. */
  roleEnd?: { name: string; role: string; at: Date };
  /** Findings of the check when the plan was made: an observation, not part of what is signed. */
  check?: PlanCheck;
  /** People who gain access by the copy's destination, as counted when the plan was made: an observation too. */
  readers?: ReadersSeen;
};

/** The result at the end. */
export function planMade({ mode }: Pick<PlanView, 'mode'>): 'disks' | 'machine' | 'replaced' {
  return mode === 'disks' ? 'disks' : mode === 'replace' ? 'replaced' : 'machine';
}

/** A paragraph that a database owner understands: what will happen and what will not. */
export function planParagraph(plan: PlanView, reader: Reader, now: Date): string {
  const { t } = texts(reader.language);
  const vm = plain(plan.vm);
  const machine = plan.mode === 'rebuild' || plan.mode === 'new-vm';
  const mode = plan.networkMode ?? 'isolated';
  // A machine that is gone has no network of its own.
  const gone = plan.mode === 'rebuild' && mode !== 'isolated' && plan.original === 'gone';
  const place = gone ? `${mode}-gone` : mode;
  const effect = t(`cards.plan.effect.${machine ? `machine-${place}` : plan.mode}`, {
    vm,
    when: formatMoment(plan.point.at, reader, now),
    age: ageText(plan.point.at, reader, now),
    consistency: t(`common.consistency.${plan.point.consistency}`),
    group: plain(plan.target.group),
    copy: plain(plan.target.vm ?? ''),
    network: plain(plan.network ?? ''),
    original: originalText(plan, reader),
  });
  if (!plan.expected) return effect;
  const duration = formatEstimate(plan.expected.ms, reader);
  return `${effect} ${t(`cards.plan.${plan.expected.all ? 'took' : 'took-at-least'}`, { duration })}`;
}

/** What becomes of the machine itself, by the state that it had when the plan was made. */
export function originalText({ vm, original }: PlanView, reader: Reader): string {
  return texts(reader.language).t(`cards.plan.original.${original ?? 'unknown'}`, { vm: plain(vm) });
}

/** "2 hours 5 minutes old": to the minute, the hour or the day, as nobody decides on less. */
export function ageText(at: Date, reader: Reader, now: Date): string {
  const hour = 60 * 60_000;
  const ms = now.getTime() - at.getTime();
  const unit = ms < 10 * hour ? 60_000 : ms < 48 * hour ? hour : 24 * hour;
  const duration = formatDuration(Math.floor(ms / unit) * unit, reader);
  return texts(reader.language).t('cards.plan.age', { duration });
}

/**
 * The steps that are left to people, and how they learn to do them. '' if there are none.
 * @param id of the request, or of its form
 */
export function planByHand({ byHand = [] }: PlanView, id: string, reader: Reader): string {
  if (byHand.length === 0) return '';
  const { t } = texts(reader.language);
  return t('cards.plan.by-hand', { steps: byHand.map((kind) => t(`cards.step.${kind}`)).join(', '), id });
}

/** Readers named on the card's first layer; the rest are counted. */
const mostReaders = 4;

/** Warnings in red: the original is in danger, the restored copy may be, or a key is lost. */
const dangers: ReadonlySet<string> = new Set(['beside-original', 'point-unhealthy', 'point-warning', 'set-key-lost']);

/** Warnings about who holds the keys: whoever decides has to know. */
const ofKeys: ReadonlySet<string> = new Set(['keys-by-approver', 'key-return-by-approver', 'keys-set-anew']);

/** Threats that were known when the point was taken. */
export function planThreat({ warnings }: Pick<PlanView, 'warnings'>): PointThreat | undefined {
  return pointThreats.find((one) => warnings.some(({ code }) => code === `point-${one}`));
}

/** What to know before deciding, worst first. */
export function planNotes(plan: PlanView, reader: Reader, now: Date): Note[] {
  const { check, vm } = plan;
  const { has } = texts(reader.language);
  const said = plan.warnings
    // A plan that an earlier version stored may hold warnings that are no longer given.
    .filter(({ code }) => has(`plan.${code}.message`))
    // The check looks at whether the right on a guard is active, and tells it.
    .filter(({ code }) => !(check && code === 'vault-guarded'))
    .map((warning): Note => {
      const text = `! ${warningText(warning, reader)}`;
      if (dangers.has(warning.code)) return { text, kind: 'danger' };
      return { text, kind: 'warning', ...(ofKeys.has(warning.code) && { stays: true }) };
    });
  const found = (check?.findings ?? []).map((finding): Note => {
    const { verdict, message, remedy } = findingLine(finding, reader);
    // What to do is worth its room where nothing goes on without it; `check` says the rest.
    return redFinding([finding])
      ? { text: `${verdict}: ${message} ${remedy}`.trim(), kind: 'danger' }
      : { text: `${verdict}: ${message}`, kind: 'warning' };
  });
  const more =
    check && check.more > 0 ? [texts(reader.language).t('check.line.more', { more: check.more, vm: plain(vm) })] : [];
  return [
    ...found,
    ...said,
    ...[...roleEndLine(plan, reader, now), ...more].map((text): Note => ({ text: `! ${text}`, kind: 'warning' })),
  ];
}

/** Who gains access, and that the checks found nothing. */
export function planLines(plan: PlanView, reader: Reader): string[] {
  const { check } = plan;
  const clear = check?.findings.length === 0;
  return [
    ...readersLine(plan, reader),
    ...(clear ? [texts(reader.language).t('check.line.clear', countsOf(check.conclusion, reader))] : []),
  ];
}

function roleEndLine({ roleEnd }: PlanView, reader: Reader, now: Date): string[] {
  if (!roleEnd) return [];
  const params = {
    name: shown(roleEnd.name, 80),
    role: shown(roleEnd.role, 80),
    at: formatMoment(roleEnd.at, reader, now),
  };
  return [texts(reader.language).t('cards.plan.role-ends', params)];
}

function warningText({ code, params }: OfPlan, reader: Reader): string {
  const { t } = texts(reader.language);
  const short = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? shown(value, 120) : value]),
  );
  const safe = withMoments(short, reader);
  return t(`plan.${code}.message`, safe);
}

/** Behind "Details": what the security officer and the careful approver look at. */
export function planFacts(plan: PlanView, reader: Reader): Fact[] {
  const { t } = texts(reader.language);
  const fact = (name: string, value: string | undefined): Fact[] =>
    value === undefined || value === '' ? [] : [{ title: t(`cards.plan.fact.${name}`), value: shown(value) }];
  return [
    ...fact('vault', plan.vault),
    ...fact('tier', plan.point.tier === 'unknown' ? t('common.unknown') : t(`common.tier.${plan.point.tier}`)),
    ...fact('encryption', t(`encryption.kind-${plan.encryption}.message`)),
    ...fact('key-vault', plan.keyVault),
    ...fact('disks', plan.disks.length > 0 ? listed(plan.disks, 8) : t('cards.plan.disks-unlisted')),
    ...fact('machine', plan.target.vm),
    ...fact('size', plan.target.size),
    ...fact('zone', plan.target.zone),
    ...fact('security', plan.target.security?.map((one) => t(`common.security.${one}`)).join(', ')),
    ...fact('target', `${plan.target.group} (${plan.target.region})`),
    ...fact('network', networkText(plan, reader)),
    ...fact('staging', plan.staging),
    ...readerFacts(plan, reader),
    ...fact('action', actionsOf(plan)),
    ...fact('hash', plan.hash),
  ];
}

/** For whoever assigns roles: the warnings say in people's words what someone must be able to do. */
function actionsOf({ warnings }: PlanView): string {
  return [...new Set(warnings.flatMap(({ params }) => params.action ?? []))].join(', ');
}

function networkText({ network, networkMode }: PlanView, reader: Reader): string | undefined {
  if (network === undefined || networkMode === undefined) return network;
  return `${network} (${texts(reader.language).t(`cards.restore-form.kinds.${networkMode}`)})`;
}

/** One line: who can read the copy and can't read the original today; nothing where they weren't counted. */
export function readersLine({ readers }: { readers?: ReadersSeen }, reader: Reader): string[] {
  if (readers === undefined) return [];
  const { t } = texts(reader.language);
  if (readers === 'unread') return [t('cards.plan.readers.unread')];
  const { people, perhaps, groups } = readers;
  const parts = [
    ...(people > 0 ? [t('cards.plan.readers.more', { count: people, names: readerNames(readers, reader) })] : []),
    ...(perhaps > 0 ? [t('cards.plan.readers.perhaps', { count: perhaps })] : []),
    ...(groups.length > 0 ? [t('cards.plan.readers.groups', { groups: shown(groups.join(', '), 200) })] : []),
  ];
  return [parts.length > 0 ? parts.join(' ') : t('cards.plan.readers.none')];
}

/** "Anton and Bea", "dba (5), Anton and 3 more people". */
function readerNames({ people, ways }: Exclude<ReadersSeen, 'unread'>, reader: Reader): string {
  const named = ways.flatMap(({ names }) => names).slice(0, mostReaders);
  const rest = people - named.reduce((sum, { group = 1 }) => sum + group, 0);
  const others = rest > 0 ? [texts(reader.language).t('cards.plan.readers.others', { count: rest })] : [];
  const names = named.map(({ name, group }) => shown(group === undefined ? name : `${name} (${group})`, 60));
  return new Intl.ListFormat(reader.language, { type: 'conjunction' }).format([...names, ...others]);
}

/** The people and the roles they have it by, worst first, and what could not be counted. */
export function readerFacts({ readers, network }: { readers?: ReadersSeen; network?: string }, reader: Reader): Fact[] {
  if (readers === undefined || readers === 'unread') return [];
  const { t } = texts(reader.language);
  const { ways, applications } = readers;
  const fact = (name: string, value: string): Fact => ({ title: t(`cards.plan.readers.by.${name}`), value });
  return [
    ...ways.map(({ means, people, names }) => {
      const named = names.map(({ name, group }) => shown(group === undefined ? name : `${name} (${group})`, 60));
      const more = people - names.reduce((sum, { group = 1 }) => sum + group, 0);
      return fact(means, `${people}: ${[...named, ...(more > 0 ? [`+${more}`] : [])].join(', ')}`);
    }),
    ...(applications > 0 ? [fact('applications', String(applications))] : []),
    ...(network === undefined ? [] : [fact('network', t('cards.plan.readers.network', { network: plain(network) }))]),
  ];
}
