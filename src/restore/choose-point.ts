import type { Azure } from '../azure/open.ts';
import type { Turn } from '../chat/turn.ts';
import { formatMoment } from '../i18n/dates.ts';
import { grammar } from '../i18n/grammar.ts';
import { namesPartOfDay, parseMoment } from '../i18n/parse-date.ts';
import { CodedError, type Read, tryRead } from '../kernel/errors.ts';
import type { RecoveryPointFacts, Tier, Tri } from '../kernel/facts.ts';
import { keyUrlKey, parseKeyUrl, type StoredKey } from '../kernel/keys.ts';
import type { Target } from '../machines/inventory.ts';
import { readMachine } from '../machines/read-machine.ts';
import { classify } from '../machines/rules/ade.ts';
import { keyFactsOf, keyUrlsOf } from '../machines/rules/check-keys.ts';
import type { KeyInspection } from '../machines/rules/check-machine.ts';
import type { EncryptionAssessment } from '../machines/rules/encryption-assessment.ts';
import { usableTier } from '../machines/rules/item-state.ts';
import type { ExpectedTimes } from '../requests/request-kind.ts';
import type { RequestServices } from '../requests/services.ts';
import { expectedTime, stepTimes } from '../store/expected-times.ts';
import type { Db } from '../store/schema.ts';
import type { PlanView } from './cards/plan-view.ts';
import type { RestoreHints, RestoreTimes } from './cards/restore-hints.ts';
import { changedSince, type KeyVersions, keyVersions } from './rules/keys.ts';
import { followingSteps, restoringSteps, type SignedPlan } from './rules/plan.ts';
import {
  type PointSelector,
  pointEnd,
  pointThreat,
  type Recommendation,
  recommend,
  rehydrationHours,
  selectPoint,
} from './rules/points.ts';

/** A typed time means a point within this distance of it. */
const nearMs = 5 * 60_000;
const dayMs = 24 * 60 * 60_000;

/**
 * The point that was typed: `latest`, `#2` (2 is the second newest) or a time. Never guessed: several are listed.
 * @throws no-points, point-not-found, time-ambiguous, time-unreadable
 */
export function choosePoint(turn: Turn, points: RecoveryPointFacts[], typed: string, vm: string): RecoveryPointFacts {
  const now = turn.services.clock.now();
  const shown = (date: Date) => formatMoment(date, turn.personal, now);
  const found = selectPoint(points, selectorOf(turn, typed, shown));
  if (found.kind === 'one') return found.point;
  if (found.kind === 'several') {
    throw new CodedError('time-ambiguous', {
      text: typed,
      choices: found.points.map(({ at }) => shown(at)).join(', '),
    });
  }
  if (found.why === 'no-points') throw new CodedError('no-points', { vm });
  throw new CodedError('point-not-found', { vm, point: typed });
}

function selectorOf(turn: Turn, typed: string, shown: (date: Date) => string): PointSelector {
  const text = typed.trim();
  if (grammar.latest.includes(text.toLowerCase())) return { kind: 'latest' };
  const number = /^#\s?(\d{1,4})$/.exec(text)?.[1];
  if (number !== undefined) return { kind: 'number', number: Number(number) };
  const { personal, services } = turn;
  const moment = parseMoment(text, { ...personal, now: services.clock.now(), direction: 'past' });
  // The night that "last night" means is no day's.
  const isPart = moment.kind === 'moment' && moment.wholeDay && namesPartOfDay(text);
  if (moment.kind === 'unreadable' || isPart) throw new CodedError('time-unreadable', { text });
  if (moment.kind === 'ambiguous') {
    throw new CodedError('time-ambiguous', { text, choices: moment.choices.map(shown).join(', ') });
  }
  return moment.wholeDay
    ? { kind: 'between', from: moment.at, to: new Date(moment.at.getTime() + dayMs) }
    : { kind: 'between', from: new Date(moment.at.getTime() - nearMs), to: new Date(moment.at.getTime() + nearMs) };
}

/** Advice on a machine's points before one of them is chosen. */
export type PointAdvice = {
  advice: Recommendation | undefined;
  /** Keys then and now by the point's name; only of points that were read, of machines encrypted with ADE. */
  keys: ReadonlyMap<string, KeyVersions>;
};

/** Each detail is a call of an hourly budget: the newest points shown are the ones that are restored. */
const mostDetails = 5;
/** Snapshots are kept for 5 days under the standard policy; older ones are not worth a call each. */
const mostSnapshots = 5;

/**
 * Reads the newest of the points that are shown by their own GET, and Key Vault's versions of what they name. Where the
 * keys of the newest were rotated, its other snapshots too, since only a restore from a snapshot can fail of it.
 * @param points all that there are to choose from, newest first
 * @param shown those of the page
 */
export async function readPointAdvice(
  { azure }: Pick<RequestServices, 'azure'>,
  target: Target,
  points: readonly RecoveryPointFacts[],
  shown: readonly RecoveryPointFacts[],
): Promise<PointAdvice> {
  const { id, vmId } = target.item;
  const detailOf = async ({ name }: RecoveryPointFacts) => azure.points.get(id, name);
  const [newest] = points;
  const detail = newest && (await detailOf(newest));
  const rotated = new Map<string, Tri>();
  const keys = new Map<string, KeyVersions>();
  if (newest && detail) {
    const { vm, disks, encryption } = await readMachine(azure, vmId, detail);
    const stateOf = keyReader(azure);
    const note = async (point: RecoveryPointFacts, verdict: EncryptionAssessment) => {
      const inspections = await Promise.all(keyUrlsOf(verdict).map(stateOf));
      const known = ofKeys(verdict, inspections);
      rotated.set(point.name, known.rotated);
      if (known.versions) keys.set(point.name, known.versions);
    };
    await note(detail, encryption);
    // The other points of a machine that is not encrypted, today or then, are taken to be alike: nothing is said of keys.
    if (encryption.ade.value !== 'no' || encryption.ade.now !== 'no') {
      const snapshots =
        rotated.get(newest.name) === 'yes' ? points.filter(hasSnapshot).slice(0, mostSnapshots + 1) : [];
      const wanted = new Set([...shown.slice(0, mostDetails), ...snapshots].filter(({ name }) => name !== newest.name));
      const details = await Promise.all([...wanted].map(detailOf));
      await Promise.all(
        details.flatMap((point) => (point ? [note(point, classify({ ...(vm && { vm }), disks, point }))] : [])),
      );
    }
  }
  const advice = recommend(points, ({ name }) => rotated.get(name) ?? 'unknown');
  return { advice, keys };
}

/** Asks Key Vault once for all versions of a name, whichever points name one of them. */
function keyReader({ storedKeys }: Pick<Azure, 'storedKeys'>): (url: string) => Promise<KeyInspection> {
  const reads = new Map<string, Promise<Read<StoredKey>>>();
  return async (url) => {
    const address = parseKeyUrl(url);
    const name = address ? `${address.host}/${address.kind}/${address.name}` : url;
    const read = reads.get(name) ?? tryRead(() => storedKeys.inspect(url));
    reads.set(name, read);
    return { url, state: await read };
  };
}

function ofKeys(
  verdict: EncryptionAssessment,
  inspections: readonly KeyInspection[],
): { rotated: Tri; versions?: KeyVersions } {
  const { ade } = verdict;
  const states = new Map(inspections.map(({ url, state }) => [keyUrlKey(url), state]));
  const stateOf = (url: string) => {
    const state = states.get(keyUrlKey(url));
    return state?.kind === 'read' ? state.value : undefined;
  };
  const versions = ade.value !== 'no' && ade.keysAtPoint && keyVersions(ade.keysAtPoint, ade.keysNow, stateOf);
  const told = [
    ade.rotatedSincePoint,
    keyFactsOf(verdict, inspections)?.rotatedSincePoint ?? 'unknown',
    versions ? changedSince(versions) : 'unknown',
  ];
  const rotated = told.includes('yes') ? 'yes' : told.includes('no') ? 'no' : 'unknown';
  return { rotated, ...(versions && { versions }) };
}

function hasSnapshot({ tiers }: RecoveryPointFacts): boolean {
  return tiers.some(({ tier, status }) => tier === 'snapshot' && status === 'valid');
}

/**
 * Hints of the form about the points that it offers, and the point that is preselected.
 * @param points all that there are to choose from, newest first
 */
export async function restoreHints(
  services: Pick<RequestServices, 'azure' | 'clock' | 'store'>,
  target: Target,
  points: readonly RecoveryPointFacts[],
): Promise<{ hints: RestoreHints; best: RecoveryPointFacts | undefined }> {
  const [{ advice, keys }, times] = await Promise.all([
    readPointAdvice(services, target, points, points),
    restoreTimes(services, target, points),
  ]);
  const ends = Object.fromEntries(
    points.flatMap((point) => {
      const end = pointEnd(point, services.clock.now());
      return end ? [[point.name, end]] : [];
    }),
  );
  const threats = Object.fromEntries(
    points.flatMap((point) => {
      const threat = pointThreat(point);
      return threat ? [[point.name, threat]] : [];
    }),
  );
  const hints = {
    ...(advice && { advice: { number: advice.number, reasons: advice.reasons } }),
    keys: Object.fromEntries(keys),
    times,
    ...(Object.keys(ends).length > 0 && { ends }),
    ...(Object.keys(threats).length > 0 && { threats }),
  };
  return { hints, best: advice?.point };
}

/** Durations of earlier restores from this vault, for the tiers that these points would be read from. */
export async function restoreTimes(
  { store }: Pick<RequestServices, 'store'>,
  { vault }: Target,
  points: readonly RecoveryPointFacts[],
): Promise<RestoreTimes> {
  const times = await stepTimes(store.db, vault.id, 'restore');
  const tiers = new Set(points.map((point) => usableTier(point, point.managed !== 'no').tier));
  return {
    vault: vault.name,
    disks: (['snapshot', 'vault-standard', 'vault-archive'] satisfies Tier[])
      .filter((tier) => tiers.has(tier))
      .map((tier) => {
        const expected = expectedTime(times, 'restore-disks', tier);
        return { tier, ...(expected && { expected }) };
      }),
    later: followingSteps.flatMap((kind) => {
      const expected = expectedTime(times, kind, 'unknown');
      return expected ? [{ kind, expected }] : [];
    }),
  };
}

/** Durations of the steps of a restore, as earlier restores from this vault and tier took. */
export async function expectedOfRestore(db: Db, vaultId: string, plan: SignedPlan): Promise<ExpectedTimes> {
  const times = await stepTimes(db, vaultId, 'restore');
  return Object.fromEntries(
    plan.steps.flatMap(({ kind, conditional }) => {
      const expected = expectedTime(times, kind, plan.effects.point.tier);
      const then = expectedTime(times, kind, 'vault-standard');
      const archived = restoringSteps.includes(kind) ? archiveMs(plan) : undefined;
      // Bringing a point back from the archive has a documented time; the steps after it take as long as from the
      // vault.
      const documented = archived === undefined ? null : archived + (then?.seconds ?? 0) * 1000;
      // What was never needed here takes no time worth telling.
      if (!expected && documented === null && conditional) return [];
      return [[kind, expected ? expected.seconds * 1000 : documented]];
    }),
  );
}

/** Longest time for a point to come back from the archive; undefined: it need not. */
export function archiveMs({ effects: { rehydration } }: SignedPlan): number | undefined {
  return rehydration && rehydrationHours(rehydration) * 3_600_000;
}

/** Sum over the steps that surely run; undefined where none of them ever ran in this vault. */
export async function expectedOfPlan(
  { store }: Pick<RequestServices, 'store'>,
  vaultId: string,
  plan: SignedPlan,
): Promise<PlanView['expected']> {
  const bySteps = await expectedOfRestore(store.db, vaultId, plan);
  const times = plan.steps
    .filter(({ conditional, byHand }) => !conditional && !byHand)
    .map(({ kind }) => bySteps[kind] ?? null);
  const known = times.filter((ms) => ms !== null);
  if (known.length === 0) return undefined;
  return { ms: known.reduce((sum, ms) => sum + ms, 0), all: known.length === times.length };
}
