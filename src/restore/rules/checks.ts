import { explainError } from '../../azure/rules/explain-error.ts';
import { isUsableStaging } from '../../azure/rules/staging.ts';
import { nameOf, resourceGroupIdOf, subscriptionOf } from '../../kernel/arm-id.ts';
import type { Read } from '../../kernel/errors.ts';
import type { Tri } from '../../kernel/facts.ts';
import type { MissingRight } from '../../kernel/permissions.ts';
import type {
  GuardFacts,
  NetworkFacts,
  StorageAccountFacts,
  Usage,
  ValidationResult,
} from '../../kernel/place-facts.ts';
import { type CheckFacts, isGone } from '../../machines/rules/check-machine.ts';
import { type Finding, note, said, stopsRestore, unknown, warn, whenRead } from '../../machines/rules/finding.ts';
import { raiseRefusal, usableTier } from '../../machines/rules/item-state.ts';
import type { PlanOutcome } from './plan.ts';
import { choosable } from './points.ts';

/** Further facts of a check about a restore: its plan, where it goes and who may. */
export type PlanCheckFacts = CheckFacts & {
  /** The plan for that point; absent without a point. */
  outcome?: PlanOutcome | undefined;
  staging: Read<StorageAccountFacts | undefined>;
  targetGroupId: string;
  targetGroup: Read<Tri>;
  subnetId?: string | undefined;
  network: Read<NetworkFacts | undefined>;
  requester: { name: string; missing: Read<readonly MissingRight[]> };
  bot: Read<readonly MissingRight[]>;
  /** Rights of the vault's identity, where the restore uses it; absent: not looked at. */
  identityLacks?: Read<readonly MissingRight[]>;
  usages: Read<readonly Usage[]>;
  /** elsewhere: of another tenant, where we cannot sign in. */
  guards: Read<readonly (GuardFacts & { activated: Tri | 'elsewhere' })[]>;
  validation: Read<readonly ValidationResult[]>;
};

/** Whether there is a point, what is known against the machine, and whether a snapshot can be trusted after a change of key. */
export function checkPoint(facts: PlanCheckFacts): Finding[] {
  const vm = facts.item.vmName;
  if (facts.point === undefined && isGone(facts)) return [stopsRestore('point', said('no-points-gone'), { vm })];
  if (facts.point === undefined) return [stopsRestore('point', said('no-points'), { vm }, `backup ${vm}`)];
  return [...checkSource(facts), ...checkSnapshot(facts), ...checkCut(facts)];
}

/** Threats known at the point itself are warnings of its plan, and not told here. */
function checkSource({ item: { vmName: vm, sourceScan } }: PlanCheckFacts): Finding[] {
  if (sourceScan?.summary === 'suspicious') return [warn('point', said('source-suspicious'), { vm })];
  if (sourceScan?.status === 'failed') return [warn('point', said('source-scan-failed'), { vm })];
  return [];
}

/** Points that a shorter policy cut, which a longer one brings back while they last. */
function checkCut({ points, item, vault }: PlanCheckFacts): Finding[] {
  const vm = item.vmName;
  const count = points.filter(({ softDeleted }) => softDeleted).length;
  if (count === 0) return [];
  const refusal = raiseRefusal({ item, vault });
  return [warn('point', said('points-cut'), { vm, count }, refusal ? `points ${vm}` : `retention raise ${vm}`)];
}

/** States of a tier that remains once the snapshot has expired. */
const staying: ReadonlySet<string> = new Set(['valid', 'rehydrated']);

function checkSnapshot({ points, point, outcome, item }: PlanCheckFacts): Finding[] {
  const vm = item.vmName;
  const rotated =
    outcome?.kind === 'plan' && outcome.plan.warnings.some(({ code }) => code === 'snapshot-after-rotation');
  if (!rotated) return [];
  // Azure takes the snapshot wherever there is one, so only a point without it is restored from the vault.
  const choices = choosable(points);
  const other = choices.findIndex((one) => usableTier(one, one.managed !== 'no').tier === 'vault-standard');
  if (other === -1) {
    const outlives = point?.tiers.some(({ tier, status }) => tier !== 'snapshot' && staying.has(status)) === true;
    return [warn('point', said(outlives ? 'rotated-no-other' : 'rotated-snapshot-only'), { vm })];
  }
  return [warn('point', said('rotated'), { vm, number: other + 1 }, `restore ${vm} #${other + 1}`)];
}

/** The staging account; its region is a rule of the plan. */
export function checkStaging({
  staging,
  stagingId,
  vault,
}: Pick<PlanCheckFacts, 'staging' | 'stagingId' | 'vault'>): Finding[] {
  const params = { account: nameOf(stagingId), vault: vault.name };
  return whenRead('staging', staging, (account) => {
    if (account === undefined) return [stopsRestore('staging', said('staging-missing'), params)];
    if (!isUsableStaging(account)) {
      return [stopsRestore('staging', said('staging-kind'), { ...params, kind: `${account.kind} ${account.sku}` })];
    }
    if (account.available === 'no') return [stopsRestore('staging', said('staging-offline'), params)];
    return [];
  });
}

/** The identity as which Azure Backup gets into a staging account that takes no keys. */
export function checkStagingIdentity({ identityLacks, vault, stagingId }: PlanCheckFacts): Finding[] {
  if (!identityLacks) return [];
  return whenRead('staging', identityLacks, (lacks) => {
    const right = lacks.find(({ answer }) => answer === 'no') ?? lacks[0];
    if (!right) return [];
    const params = { vault: vault.name, account: nameOf(stagingId), action: right.action, scope: nameOf(right.scope) };
    return right.answer === 'no'
      ? [stopsRestore('staging', said('staging-identity-lacks'), params)]
      : [unknown('staging', { code: said('staging-identity-unsure'), params })];
  });
}

export function checkTarget({
  targetGroup,
  targetGroupId,
}: Pick<PlanCheckFacts, 'targetGroup' | 'targetGroupId'>): Finding[] {
  const group = nameOf(targetGroupId);
  return whenRead('target', targetGroup, (exists) => {
    if (exists === 'no') return [stopsRestore('target', said('target-missing'), { group })];
    return exists === 'unknown' ? [unknown('target', { code: said('place-unread'), params: { place: group } })] : [];
  });
}

/** Restored disks need no network; the machine made from them does. */
export function checkNetwork({ network, subnetId, item, vault }: PlanCheckFacts): Finding[] {
  if (subnetId === undefined) return [note('network', said('network-none'), { vault: vault.name })];
  const params = { vm: item.vmName, subnet: nameOf(subnetId), vault: vault.name };
  return whenRead('network', network, (found) => {
    if (found === undefined || found.subnet === 'no') return [warn('network', said('network-missing'), params)];
    if (found.subnet !== 'unknown') return [];
    return [unknown('network', { code: said('place-unread'), params: { place: params.subnet } })];
  });
}

/** People who could hold the request back: the guard's owners, until the right on it is activated. */
export function checkGuard({ guards, vault, item }: PlanCheckFacts): Finding[] {
  if (guards.kind === 'unread' && vault.multiUserAuthorization === 'no') return [];
  return whenRead('guard', guards, (all) =>
    all.flatMap(({ guardId, operations, activated }) => {
      const params = {
        vault: vault.name,
        guard: nameOf(guardId),
        group: nameOf(resourceGroupIdOf(guardId)),
        subscription: subscriptionOf(guardId),
      };
      // A list that was readable and names no restore lets a restore pass.
      if (operations.length > 0 && !operations.some((operation) => /restore/i.test(operation))) return [];
      if (activated === 'yes') return note('guard', said('guard-active'), params);
      const code = activated === 'elsewhere' ? 'guard-elsewhere' : 'guarded';
      return stopsRestore('guard', said(code), { ...params, vm: item.vmName });
    }),
  );
}

/** Azure's own look at the very request that would be sent. */
export function checkValidation({ validation, outcome, item }: PlanCheckFacts): Finding[] {
  if (outcome?.kind !== 'plan') {
    return [unknown('validation', { code: said('no-plan'), params: { vm: item.vmName } })];
  }
  return whenRead('validation', validation, (results) =>
    results.map(({ code, message, recommendations }) => {
      const known = explainError({ code, title: code, message });
      return known
        ? stopsRestore('validation', said('azure-known'), { title: code, known: known.id })
        : stopsRestore('validation', said('azure-says'), { title: code, message, advice: recommendations.join(' ') });
    }),
  );
}

/** Power comes from the requester; the bot must be able to send what they ask for. */
export function checkRights({ requester, bot, outcome, item }: PlanCheckFacts): Finding[] {
  // Nobody can say which rights a restore takes that has no plan.
  if (outcome?.kind !== 'plan') return [unknown('rights', { code: said('no-plan'), params: { vm: item.vmName } })];
  return [
    ...whenRead('rights', requester.missing, (missing) =>
      first(missing, (right, params) =>
        stopsRestore('rights', said(right.answer === 'no' ? 'requester-lacks' : 'requester-unsure'), {
          ...params,
          name: requester.name,
        }),
      ),
    ),
    ...whenRead('rights', bot, (missing) =>
      first(missing, (right, params) =>
        right.answer === 'no'
          ? stopsRestore('rights', said('bot-lacks'), params)
          : warn('rights', said('bot-unsure'), params),
      ),
    ),
  ];
}

/** The first right tells enough: roles mostly bring the others too. A sure "no" comes before a doubt. */
function first(
  missing: readonly MissingRight[],
  say: (right: MissingRight, params: Record<string, string | number>) => Finding,
): Finding[] {
  const right = missing.find(({ answer }) => answer === 'no') ?? missing[0];
  return right ? [say(right, { action: right.action, scope: nameOf(right.scope), count: missing.length })] : [];
}

/** Restoring disks takes no cores; the machine made from them does. */
export function checkQuota({ usages, vm, point, vault }: PlanCheckFacts): Finding[] {
  const size = (vm.kind === 'read' ? vm.value?.size : undefined) ?? point?.vmSize;
  const needed = size === undefined ? undefined : parseCores(size);
  return whenRead('quota', usages, (all) => {
    if (size === undefined || needed === undefined) return [];
    const family = parseFamily(size);
    const short = all
      .filter(({ name }) => name.toLowerCase() === 'cores' || name.toLowerCase() === family)
      .map((usage) => ({ usage, left: left(usage) }))
      .filter((one) => one.left < needed)
      .sort((a, b) => a.left - b.left)[0];
    if (!short) return [];
    const params = { size, needed, left: short.left, quota: short.usage.name, region: vault.location };
    return [warn('quota', said('quota-short'), params)];
  });
}

function left({ used, limit }: Usage): number {
  return Math.max(0, limit - used);
}

const sizeName = /^(?:Standard|Basic)_([A-Z]+)(\d+)(?:-\d+)?([a-z]*)(?:_v(\d+))?$/i;

/** vCPUs from the name of a size, e.g. 4 for Standard_E4s_v5; undefined for names of another make (A-series, GPUs). */
export function parseCores(size: string): number | undefined {
  const cores = sizeName.exec(size.trim())?.[2];
  return cores === undefined ? undefined : Number(cores);
}

/** Name of the quota of a size, in lower case: Standard_E4s_v5 counts in standardESv5Family. */
export function parseFamily(size: string): string {
  const [, series = '', , features = '', version] = sizeName.exec(size.trim()) ?? [];
  return `standard${series}${features}${version === undefined ? '' : `v${version}`}family`.toLowerCase();
}
