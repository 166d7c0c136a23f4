import { nameOf, networkOf, regionKey, sameArmId, subscriptionOf } from '../../kernel/arm-id.ts';
import type { ViolationCode } from '../../kernel/codes/restore.ts';
import { isVmName } from '../../kernel/normalise.ts';
import { isInVault } from '../../machines/rules/item-state.ts';
import { isSnapshotOnly } from './keys.ts';
import { findStanding, type RestoreChoice, type RestoreContext, type RestoreFacts, type Violation } from './plan.ts';
import { type Column, forbiddenBy, type Row } from './restore-kinds.ts';
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
  const found: Violation[] = [];
  if (forbiddenBy(facts.encryption, 'other-zone').length > 0) found.push({ code: 'zone-disks', params });
  // The condition that Azure's own command line checks before it sends a zone (azure-cli, validate_czr).
  const { name: vault, redundancy } = facts.vault;
  if (redundancy === 'geo' || redundancy === 'local') {
    found.push({ code: 'zone-vault-redundancy', params: { ...params, vault } });
  }
  if (facts.point.tiers.length > 0 && !isInVault(facts.point)) found.push({ code: 'zone-snapshot-tier', params });
  return found;
}

/** Rules about the recovery point and the protected item themselves. */
export function pointRules(facts: RestoreFacts, target: TieredTarget, context: RestoreContext): Violation[] {
  const { point, item } = facts;
  if (context.restored) return [];
  const found: Violation[] = [];
  const params = { point: point.name };
  // A list may leave out the encryption members of the very same point.
  if (!point.detailed) found.push({ code: 'point-not-read', params });
  if (item.softDeleted) found.push({ code: 'item-soft-deleted', params: { vm: item.vmName } });
  if (target.tier.tier === 'none') found.push({ code: 'point-no-usable-tier', params });
  return found;
}

/** Rules about which disks are taken. */
export function machineRules(facts: RestoreFacts, choice: RestoreChoice): Violation[] {
  const found: Violation[] = [];
  const { point } = facts;
  const params = { vm: facts.item.vmName };
  const byAzure = choice.mode === 'new-vm' || choice.mode === 'replace';
  if (choice.luns !== undefined) {
    if (byAzure) found.push({ code: 'luns-only-with-disks', params });
    // Azure restores all disks of a point that holds every disk, whatever was chosen (Microsoft, azure-powershell
    // 13111).
    else if (!hasExcludedDisks(facts)) found.push({ code: 'luns-point-whole', params });
    const known = new Set(point.disks.map((disk) => disk.lun));
    // A point that lists no disks cannot contradict: Azure's validation then decides.
    const missing = known.size === 0 ? [] : choice.luns.filter((lun) => !known.has(lun));
    if (missing.length > 0) {
      const has = point.disks.map((disk) => disk.lun).sort((a, b) => a - b);
      found.push({ code: 'lun-not-in-point', params: { luns: missing.join(', '), has: has.join(', ') } });
    }
  }
  if (byAzure && hasExcludedDisks(facts)) {
    const { included = 0, attached = 0 } = point.diskCounts ?? {};
    found.push({ code: 'selective-backup-only-disks', params: { ...params, included, attached } });
  }
  if (choice.mode === 'rebuild' && point.disks.length > 0 && !point.disks.some(({ lun }) => lun === -1)) {
    found.push({ code: 'rebuild-without-os-disk', params });
  }
  return found;
}

/** The point was taken with selective disk backup: some attached disks are not in it. */
export function hasExcludedDisks(facts: RestoreFacts): boolean {
  const counts = facts.point.diskCounts;
  return counts !== undefined && counts.included < counts.attached;
}

/** Rules about a machine that is made: its disks, name, size and network. */
export function newMachineRules(
  facts: RestoreFacts,
  choice: RestoreChoice,
  target: TieredTarget,
  context: RestoreContext,
): Violation[] {
  if (choice.mode !== 'new-vm' && choice.mode !== 'rebuild') return [];
  return [
    ...(choice.mode === 'rebuild' ? rebuildRules(facts, choice, target) : []),
    ...nameRules(facts, choice, target, context),
    ...networkRules(facts, choice, target, context),
  ];
}

function rebuildRules(facts: RestoreFacts, choice: RestoreChoice, target: TieredTarget): Violation[] {
  const found: Violation[] = [];
  if (target.form === 'vhd') {
    const known = facts.encryption.managed.value === 'no';
    found.push({ code: known ? 'rebuild-unmanaged' : 'rebuild-managed-unknown', params: { vm: facts.item.vmName } });
  }
  const { vmSize, vmSizes = [] } = facts.profile;
  const named = [facts.point.vmSize, facts.vm?.size, vmSize, ...vmSizes].flatMap((size) => size ?? []);
  const offered = [...new Map(named.map((size) => [size.toLowerCase(), size])).values()];
  const { size } = choice;
  if (size !== undefined && !offered.some((one) => one.toLowerCase() === size.toLowerCase())) {
    found.push({ code: 'size-not-offered', params: { size, sizes: offered.join(', ') } });
  }
  return found;
}

function nameRules(
  facts: RestoreFacts,
  choice: RestoreChoice,
  target: TieredTarget,
  { restored }: RestoreContext,
): Violation[] {
  const name = choice.names?.vm ?? '';
  if (name === '') return [{ code: 'new-vm-name-missing', params: {} }];
  if (!isVmName(name)) return [{ code: 'new-vm-name-invalid', params: { name } }];
  const params = { name, group: nameOf(target.resourceGroupId) };
  // The copy of an original that was gone may have its very id by then: a tag tells whether it is ours.
  const original =
    !restored && target.vmId !== undefined && facts.vm !== undefined && sameArmId(target.vmId, facts.vm.id);
  const others = (facts.taken ?? []).filter(({ ours }) => !ours);
  if (original || others.some(({ type }) => type === 'vm')) return [{ code: 'new-vm-name-taken', params }];
  const nic = others.find(({ type }) => type === 'nic');
  return nic ? [{ code: 'new-vm-interface-taken', params: { ...params, nic: nic.name } }] : [];
}

function networkRules(
  facts: RestoreFacts,
  choice: RestoreChoice,
  target: TieredTarget,
  context: RestoreContext,
): Violation[] {
  const found: Violation[] = [];
  const vm = facts.item.vmName;
  if (target.subnetId === undefined) {
    const params = { vm, vault: facts.vault.name };
    const network = choice.network ?? 'isolated';
    if (network === 'quarantine') found.push({ code: 'quarantine-no-place', params });
    else if (network === 'isolated') found.push({ code: 'new-vm-subnet-missing', params: { vault: params.vault } });
    else found.push({ code: 'original-subnet-unknown', params });
  }
  if (target.subnetId !== undefined && facts.subnetThere === 'no') {
    const subnet = nameOf(target.subnetId);
    found.push({ code: 'subnet-gone', params: { subnet, network: nameOf(networkOf(target.subnetId)) } });
  }
  if (choice.network === 'in-place' && !context.signed && !isOut(facts)) {
    found.push({ code: 'in-place-running', params: { vm } });
  }
  return found;
}

/** Gone or deallocated: the only states in which the original surely answers to nobody. */
function isOut({ vm }: RestoreFacts): boolean {
  return vm === undefined || vm.power === 'deallocated';
}

/** [certain, not known] for each machine that forbids a way of restoring. */
const forbidden: Partial<Record<Column, Partial<Record<Row, readonly [ViolationCode, ViolationCode]>>>> = {
  'new-vm': { ade: ['new-vm-ade', 'new-vm-encryption-unknown'] },
  replace: {
    ade: ['replace-ade', 'replace-encryption-unknown'],
    unmanaged: ['replace-unmanaged', 'replace-managed-unknown'],
  },
};

/** Rules that follow from how the machine is encrypted at the point. */
export function encryptionRules(
  facts: Pick<RestoreFacts, 'encryption' | 'item' | 'vm' | 'signed'>,
  choice: RestoreChoice,
): Violation[] {
  const { encryption, item } = facts;
  const params = { vm: item.vmName };
  const codes = new Set<ViolationCode>();
  // Azure restores the disks of a machine that is to be rebuilt; its encryption does not limit what is made of them.
  const way = choice.mode === 'rebuild' ? 'disks' : choice.mode;
  for (const { row, known } of forbiddenBy(encryption, way)) {
    const pair = forbidden[way]?.[row];
    if (pair !== undefined) codes.add(known ? pair[0] : pair[1]);
  }
  // The documents ask it of the machine whose disks are replaced, and not of the point alone. Until they are: then it is as the point.
  if (choice.mode === 'replace' && encryption.ade.now === 'yes' && !findStanding(facts)) codes.add('replace-ade');
  const found: Violation[] = [...codes].map((code) => ({ code, params }));

  if (choice.mode === 'replace') {
    if (facts.vm === undefined) found.push({ code: 'replace-vm-gone', params });
    // Azure refuses to move a trusted launch point onto a machine without it.
    const now = facts.vm?.securityType?.toLowerCase() ?? '';
    if (facts.vm !== undefined && encryption.trustedLaunch.value === 'yes' && now !== 'trustedlaunch') {
      found.push({ code: 'replace-leaves-trusted-launch', params });
    }
  }
  return found;
}

/**
 * A disk encryption set may be named only if the vault itself is encrypted with a customer's key, the point is of
 * managed disks, and it is not encrypted with ADE. Unknown meets no condition.
 * A confidential machine whose key was lost is restored with a set in any vault (recorded), from the vault tier only
 * (documented in February 2026).
 */
export function encryptionSetRules(facts: RestoreFacts, choice: RestoreChoice): Violation[] {
  if (choice.diskEncryptionSetId === undefined) return [];
  const { vault, encryption } = facts;
  const params = { set: nameOf(choice.diskEncryptionSetId), vault: vault.name, vm: facts.item.vmName };
  const found: Violation[] = [];
  if (encryption.confidential.value === 'yes') {
    if (isSnapshotOnly(facts)) found.push({ code: 'set-confidential-snapshot-only', params });
  } else {
    if (vault.customerManagedKey !== 'yes') found.push({ code: 'set-vault-key', params });
  }
  if (encryption.managed.value !== 'yes' || encryption.ade.value !== 'no') found.push({ code: 'set-disks', params });
  const region = facts.locations?.diskEncryptionSet;
  if (region !== undefined && regionKey(region) !== regionKey(vault.location)) {
    found.push({ code: 'set-other-region', params: { ...params, region, wanted: vault.location } });
  }
  return found;
}
