import { nameOf, subscriptionOf } from '../../kernel/arm-id.ts';
import { forbiddenBy } from './decision-table.ts';
import type { RestoreChoice, RestoreFacts, Violation } from './plan.ts';
import { regionKey, type TieredTarget } from './target.ts';

/** Rules about where the restore goes: subscription, region, zone. */
export function placeRules(facts: RestoreFacts, choice: RestoreChoice, target: TieredTarget): Violation[] {
  return [
    ...subscriptionRules(facts, target),
    ...regionRules(facts, choice, target),
    ...zoneRules(facts, choice, target),
  ];
}

function subscriptionRules(facts: RestoreFacts, target: TieredTarget): Violation[] {
  const home = facts.vault.subscriptionId.toLowerCase();
  const found: Violation[] = [];
  const vm = facts.item.vmName;
  if (subscriptionOf(target.resourceGroupId) !== home && target.resourceGroupId !== '') {
    // Azure itself can do it for unencrypted managed disks from the vault tier; Strongroom does not offer it.
    const impossible =
      forbiddenBy(facts.encryption, 'other-subscription').length > 0 || target.tier.tier === 'snapshot';
    const params = { vm, group: nameOf(target.resourceGroupId), vault: facts.vault.name };
    found.push({ code: impossible ? 'other-subscription-impossible' : 'other-subscription', params });
  }
  const staging = facts.profile.stagingStorageAccountId;
  if (subscriptionOf(staging) !== home) {
    found.push({ code: 'staging-other-subscription', params: { account: nameOf(staging), vault: facts.vault.name } });
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
  const found: Violation[] = [];
  if (rows.length > 0) {
    found.push({ code: rows.some((row) => row.known) ? 'zone-encrypted' : 'zone-encryption-unknown', params });
  }
  if (target.tier.tier === 'snapshot') found.push({ code: 'zone-snapshot-tier', params });
  return found;
}
