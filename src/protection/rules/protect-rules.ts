import { regionKey, subscriptionOf } from '../../kernel/arm-id.ts';
import type { PolicyFacts } from '../../kernel/backup-policy.ts';
import { mostVmsPerPolicy } from '../../kernel/backup-policy.ts';
import type { Failure } from '../../kernel/errors.ts';
import type { DiskFacts, Tri, VaultFacts, VmFacts } from '../../kernel/facts.ts';
import type { EncryptionAssessment } from '../../machines/rules/encryption-assessment.ts';
import { mostVmsPerVault } from './check-policy.ts';

/** A machine to be protected. */
export type Candidate = {
  vm: VmFacts;
  disks: readonly DiskFacts[];
  encryption: EncryptionAssessment;
  /** The vault that protects it now; unknown: Azure did not say, and decides itself. */
  protectedBy: { kind: 'none' } | { kind: 'vault'; vaultName: string } | { kind: 'unknown' };
  /** Whether the KEK belongs to a certificate; Azure Backup does not support that. */
  kekCertificateBacked: Tri;
};

/** Azure Backup supports machines with up to this many disks. */
const maxDisks = 32;
/** Azure Backup does not support larger disks encrypted with ADE (4 TB). */
const maxAdeGb = 4096;
const maxDiskGb = 32_767;

/** Reasons Azure would not protect this machine in any vault, each with its remedy; [] if none. */
export function machineRefusals({ vm, disks, encryption, protectedBy, kekCertificateBacked }: Candidate): Failure[] {
  const params = { vm: vm.name };
  const found: Failure[] = [];
  if (protectedBy.kind === 'vault') {
    found.push({ code: 'protection.elsewhere', params: { ...params, vault: protectedBy.vaultName } });
  }
  // A stopped machine has no agent to query; Azure backs it up all the same.
  if (vm.power === 'running' && vm.agentReady === 'no') found.push({ code: 'protection.agent', params });
  const sizes = sizesOf(vm, disks);
  if (sizes.length > maxDisks) {
    found.push({ code: 'protection.disk-count', params: { ...params, disks: sizes.length, most: maxDisks } });
  }
  const isAde = encryption.ade.value === 'yes';
  const [large] = sizes.filter(({ gb }) => gb > (isAde ? maxAdeGb : maxDiskGb));
  if (large) {
    const most = isAde ? maxAdeGb : maxDiskGb;
    const code = isAde ? 'protection.disk-size-ade' : 'protection.disk-size';
    found.push({ code, params: { ...params, disk: large.disk, gb: large.gb, most } });
  }
  if (isAde && kekCertificateBacked === 'yes') found.push({ code: 'protection.certificate', params });
  return found;
}

/** Reasons it cannot be protected in this vault. @param used VMs that the vault protects, if known */
export function vaultRefusals(candidate: Candidate, vault: VaultFacts, used: number | undefined): Failure[] {
  const { vm } = candidate;
  const params = { vm: vm.name, vault: vault.name };
  const found: Failure[] = [];
  if (regionKey(vault.location) !== regionKey(vm.location)) {
    found.push({ code: 'protection.region', params: { ...params, region: vm.location, home: vault.location } });
  }
  if (!mayCross(candidate, vault)) found.push({ code: 'protection.subscription', params });
  if (used !== undefined && used >= mostVmsPerVault) {
    found.push({ code: 'protection.vault-full', params: { ...params, most: mostVmsPerVault } });
  }
  return found;
}

/**
 * A vault can protect machines of other subscriptions (azure-cli 33703, July 2026), but ADE-encrypted ones could not be
 * restored from it (documented). A machine that may use ADE counts as encrypted.
 */
function mayCross({ vm, encryption }: Pick<Candidate, 'vm' | 'encryption'>, vault: VaultFacts): boolean {
  return isOwn(vm, vault) || encryption.ade.value === 'no';
}

/** Reasons it cannot be protected with this policy. */
export function policyRefusals({ vm, disks }: Candidate, policy: PolicyFacts): Failure[] {
  if (policy.version === 'V2') return [];
  const params = { vm: vm.name, policy: policy.name };
  // The api-version in use supports trusted launch with enhanced policies only (documented).
  if (/^(TrustedLaunch|ConfidentialVM)$/i.test(vm.securityType ?? '')) {
    return [{ code: 'protection.policy-standard', params }];
  }
  const disk = disks.find(({ sku }) => /^(UltraSSD|PremiumV2)_/i.test(sku ?? ''));
  return disk ? [{ code: 'protection.policy-standard-disk', params: { ...params, disk: disk.name } }] : [];
}

/** Warnings that do not prevent protection. */
export function protectWarnings(candidate: Candidate, policy: PolicyFacts, vault: VaultFacts): Failure[] {
  const { vm, encryption } = candidate;
  const params = { vm: vm.name };
  const found: Failure[] = [];
  if (!isOwn(vm, vault))
    found.push({ code: 'protection.other-subscription', params: { ...params, vault: vault.name } });
  if (policy.itemCount >= mostVmsPerPolicy) {
    found.push({ code: 'protection.policy-crowded', params: { policy: policy.name, most: mostVmsPerPolicy } });
  }
  if (vm.power === 'deallocated' || vm.power === 'stopped') found.push({ code: 'protection.is-off', params });
  if (encryption.ade.value === 'unknown') found.push({ code: 'protection.encryption-unknown', params });
  return found;
}

/** The vaults that can protect a machine at all: those of its region. */
export function vaultsFor(machine: Pick<Candidate, 'vm' | 'encryption'>, vaults: readonly VaultFacts[]): VaultFacts[] {
  return vaults.filter(
    (vault) => regionKey(vault.location) === regionKey(machine.vm.location) && mayCross(machine, vault),
  );
}

/** Vaults of the machine's own subscription are proposed first. */
export function isOwn({ id }: VmFacts, vault: VaultFacts): boolean {
  return subscriptionOf(id) === subscriptionOf(vault.id);
}

/** Disk sizes from the machine and from the disks; the disk's own value wins. */
function sizesOf(vm: VmFacts, disks: readonly DiskFacts[]): { disk: string; gb: number }[] {
  const sizes = new Map(vm.disks.map(({ name, sizeGb }) => [name.toLowerCase(), { disk: name, gb: sizeGb ?? 0 }]));
  for (const { name, sizeGb } of disks) {
    if (sizeGb !== undefined) sizes.set(name.toLowerCase(), { disk: name, gb: sizeGb });
  }
  return [...sizes.values()];
}
