import { explainError } from '../../errors/rules/explain-error.ts';
import { nameOf, resourceGroupIdOf, subscriptionOf } from '../../kernel/arm-id.ts';
import { type Finding, note, said, stopsRestore, unknown, warn, whenRead } from '../../machines/rules/finding.ts';
import { isUsableStaging } from '../../machines/rules/usable-staging.ts';
import type { PlanCheckFacts } from './plan-check-facts.ts';

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
  const params = { group: nameOf(targetGroupId) };
  return whenRead('target', targetGroup, (exists) => {
    if (exists === 'no') return [stopsRestore('target', said('target-missing'), params)];
    return exists === 'unknown' ? [unknown('target', { code: said('target-unread'), params })] : [];
  });
}

/** Restored disks need no network; the machine made from them does. */
export function checkNetwork({ network, subnetId, vm, item, vault }: PlanCheckFacts): Finding[] {
  const gone = vm.kind === 'read' && vm.value === undefined;
  if (subnetId === undefined) return [note('network', said('network-none'), { vault: vault.name })];
  const params = { vm: item.vmName, subnet: nameOf(subnetId), vault: vault.name };
  return whenRead('network', network, (found) => {
    if (found === undefined || found.subnet === 'no') return [warn('network', said('network-missing'), params)];
    if (found.subnet === 'unknown') return [unknown('network', { code: said('network-unread'), params })];
    return gone ? [note('network', said('network-asked'), params)] : [];
  });
}

/** Who could hold the request back: the guard's owners, until the right on it is activated. */
export function checkGuard({ guards, vault, item }: PlanCheckFacts): Finding[] {
  if (guards.kind === 'unread' && vault.multiUserAuthorization === 'no') return [];
  return whenRead('guard', guards, (all) =>
    all.map(({ guardId, operations, activated }) => {
      const params = {
        vault: vault.name,
        guard: nameOf(guardId),
        group: nameOf(resourceGroupIdOf(guardId)),
        subscription: subscriptionOf(guardId),
      };
      // A list that was readable and names no restore lets a restore pass.
      if (operations.length > 0 && !operations.some((operation) => /restore/i.test(operation))) {
        return note('guard', said('guard-not-for-restore'), params);
      }
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
