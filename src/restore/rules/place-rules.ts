import { nameOf, subscriptionOf } from '../../kernel/arm-id.ts';
import { regionKey } from '../../kernel/region-key.ts';
import { isInVault } from '../../machines/rules/usable-tier.ts';
import { forbiddenBy } from './decision-table.ts';
import type { RestoreChoice, RestoreFacts, Violation } from './plan.ts';
import type { TieredTarget } from './target.ts';

/** Rules about where the restore goes: subscription, region, zone. */
export function placeRules(facts: RestoreFacts, choice: RestoreChoice, target: TieredTarget): Violation[] {
  return [
    ...subscriptionRules(facts, choice, target),
    ...regionRules(facts, choice, target),
    ...zoneRules(facts, choice, target),
  ];
}

function subscriptionRules(facts: RestoreFacts, choice: RestoreChoice, target: TieredTarget): Violation[] {
  const home = facts.vault.subscriptionId.toLowerCase();
  const found: Violation[] = [];
  const vm = facts.item.vmName;
  // Replaced disks stay with their machine, whichever subscription that is in: nothing goes to another.
  if (choice.mode !== 'replace' && subscriptionOf(target.resourceGroupId) !== home && target.resourceGroupId !== '') {
    const params = { vm, group: nameOf(target.resourceGroupId), vault: facts.vault.name };
    if (facts.vault.crossSubscriptionRestore === 'no') found.push({ code: 'other-subscription-off', params });
    // Documented with the codes that Azure refuses it with: not with ADE, not unmanaged, no snapshot.
    if (forbiddenBy(facts.encryption, 'other-subscription').length > 0) {
      found.push({ code: 'other-subscription-impossible', params });
    } else if (target.tier.tier === 'snapshot') {
      found.push({ code: 'other-subscription-snapshot', params });
    }
  }
  const staging = facts.profile.stagingStorageAccountId;
  // Azure's own tools take it from that of the target (azure-cli, restore_disks; azure-powershell, PR 18238).
  const replaces = choice.mode === 'replace';
  const stagingHomes = [home, ...(replaces ? [] : [subscriptionOf(target.resourceGroupId)])];
  if (!stagingHomes.includes(subscriptionOf(staging))) {
    const code = replaces ? 'staging-other-subscription-replace' : 'staging-other-subscription';
    found.push({ code, params: { account: nameOf(staging), vault: facts.vault.name } });
  }
  if (subscriptionOf(facts.item.vmId) !== home && facts.encryption.ade.value !== 'no') {
    found.push({ code: 'vm-other-subscription-ade', params: { vm, vault: facts.vault.name } });
  }
  return found;
}

function regionRules(facts: RestoreFacts, choice: RestoreChoice, target: TieredTarget): Violation[] {
  const { vault } = facts;
  const found: Violation[] = [];
  if (choice.region !== undefined && regionKey(choice.region) !== target.region) {
    const params = { vm: facts.item.vmName, vault: vault.name, region: choice.region, home: vault.location };
    if (forbiddenBy(facts.encryption, 'other-region').some((row) => row.known)) {
      found.push({ code: 'other-region-impossible', params });
    } else {
      found.push({ code: vault.crossRegionRestore === 'no' ? 'other-region-off' : 'other-region', params });
    }
  }
  const staging = facts.locations?.staging;
  if (staging !== undefined && regionKey(staging) !== target.region) {
    const account = nameOf(facts.profile.stagingStorageAccountId);
    found.push({ code: 'staging-other-region', params: { account, region: staging, wanted: vault.location } });
  }
  const subnet = facts.locations?.subnet;
  if (target.subnetId !== undefined && subnet !== undefined && regionKey(subnet) !== target.region) {
    const params = { subnet: nameOf(target.subnetId), region: subnet, wanted: vault.location };
    found.push({ code: 'subnet-other-region', params });
  }
  return found;
}

function zoneRules(facts: RestoreFacts, choice: RestoreChoice, target: TieredTarget): Violation[] {
  if (choice.zone === undefined) return [];
  const params = { vm: facts.item.vmName, zone: choice.zone };
  if (choice.mode === 'replace') return [{ code: 'zone-with-replace', params }];
  if (target.otherZone === undefined) return [];
  const rows = forbiddenBy(facts.encryption, 'other-zone');
  const encrypted = rows.filter(({ row }) => row !== 'unmanaged');
  const found: Violation[] = [];
  if (encrypted.length > 0) {
    found.push({ code: encrypted.some(({ known }) => known) ? 'zone-encrypted' : 'zone-encryption-unknown', params });
  } else if (rows.length > 0) {
    found.push({ code: 'zone-unmanaged', params });
  }
  // What Azure's own command line asks before it sends a zone (azure-cli, validate_czr).
  const { name: vault, redundancy } = facts.vault;
  if (redundancy === 'geo' || redundancy === 'local') {
    found.push({ code: 'zone-vault-redundancy', params: { ...params, vault } });
  }
  if (facts.point.tiers.length > 0 && !isInVault(facts.point)) found.push({ code: 'zone-snapshot-tier', params });
  return found;
}
