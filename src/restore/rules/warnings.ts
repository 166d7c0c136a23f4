import { nameOf, networkOf, resourceGroupIdOf, subscriptionOf } from '../../kernel/arm-id.ts';
import { minuteUtc } from '../../kernel/clock.ts';
import type { WarningCode } from '../../kernel/codes/restore.ts';
import { adeRetirement } from '../../machines/rules/retention.ts';
import { securedDetails, setKeyWarnings } from './keys.ts';
import type { PlanEffects, RestoreChoice, RestoreContext, RestoreFacts, Warning } from './plan.ts';
import { findRehydration, pointEnd, pointThreat, rehydrationHours, threatTitles } from './points.ts';
import { inferredBy, joinsOriginal } from './restore-kinds.ts';
import { stagingAccess } from './staging.ts';
import type { TieredTarget } from './target.ts';
import { hasExcludedDisks } from './violations.ts';

/** Everything worth knowing before approving a restore that is legal. */
export function restoreWarnings(
  facts: RestoreFacts,
  choice: RestoreChoice,
  target: TieredTarget,
  context: RestoreContext,
): Warning[] {
  const vm = facts.item.vmName;
  const found: Warning[] = [];
  const add = (code: WarningCode, params: Warning['params'] = {}) => found.push({ code, params: { vm, ...params } });

  const end = context.restored ? undefined : pointEnd(facts.point, context.now);
  if (end !== undefined)
    add(`point-${end}`, { ...(facts.point.expiresAt && { at: minuteUtc(facts.point.expiresAt) }) });
  const threat = pointThreat(facts.point);
  if (threat !== undefined) add(`point-${threat}`, { titles: threatTitles(facts.point).join('; ') || '-' });
  const rehydration = context.restored ? undefined : findRehydration(target, choice);
  if (rehydration) {
    const { priority, days } = rehydration;
    add(`point-archived-${priority === 'High' ? 'high' : 'standard'}`, { hours: rehydrationHours(rehydration), days });
  }
  const access = stagingAccess(facts);
  if (access.by === 'system' || access.by === 'user') {
    const where = { vault: facts.vault.name, account: nameOf(facts.profile.stagingStorageAccountId) };
    add('staging-by-identity', { ...where, identity: access.by === 'user' ? nameOf(access.id) : facts.vault.name });
  }
  found.push(...networkWarnings(facts, choice, target));
  const placed = choice.mode === 'rebuild' ? (facts.vm?.placement ?? []) : [];
  if (placed.length > 0) add('placement-left', { names: placed.map(nameOf).join(', ') });
  if (facts.vault.multiUserAuthorization === 'yes') add('vault-guarded', { vault: facts.vault.name });
  found.push(...setKeyWarnings(facts, context), ...setsNamed(facts, choice));
  found.push(...adeWarnings(facts, choice, target, context));
  const { atPoint, now } = facts.encryption.ade;
  if (atPoint === 'yes' && now === 'no') add('conflict-vm-no-longer-encrypted');
  if (atPoint === 'no' && now === 'yes') add('conflict-vm-encrypted-since');
  if (facts.encryption.managed.value === 'unknown' && target.form === 'vhd') add('managed-unknown');
  if (facts.encryption.managed.value === 'no' && target.form === 'vhd') add('unmanaged-as-vhd');
  // A plan that was signed says it.
  const made = choice.mode === 'rebuild' || choice.mode === 'new-vm';
  if (made && facts.vm === undefined && !facts.signed) add('security-unknown');
  if (choice.luns !== undefined && !choice.luns.includes(-1)) add('selective-os-disk');
  if (choice.luns !== undefined && facts.encryption.ade.value !== 'no') add('selective-ade');
  if (hasExcludedDisks(facts)) {
    const { included = 0, attached = 0 } = facts.point.diskCounts ?? {};
    const left = (facts.point.leftOut ?? []).map(({ lun, name }) => (lun < 0 ? name : `${name} (LUN ${lun})`));
    add(left.length > 0 ? 'selective-backup-named' : 'selective-backup', {
      included,
      attached,
      ...(left.length > 0 && { names: left.join(', ') }),
    });
  }
  const inferred = inferredBy(facts.encryption, choice.mode === 'rebuild' ? 'disks' : choice.mode);
  if (inferred.some((row) => row !== 'confidential')) add('azure-decides-machine');
  if (inferred.includes('confidential')) add('azure-decides-confidential');
  if (target.otherZone !== undefined && facts.vault.redundancy === 'unknown') {
    add('azure-decides-zone', { zone: target.otherZone });
  }
  if (
    choice.mode !== 'replace' &&
    subscriptionOf(target.resourceGroupId) !== facts.vault.subscriptionId.toLowerCase()
  ) {
    add('azure-decides-other-subscription', { group: nameOf(target.resourceGroupId), vault: facts.vault.name });
  }
  if (choice.mode === 'replace' && choice.diskEncryptionSetId !== undefined) add('azure-decides-set-replace');
  if (subscriptionOf(facts.item.vmId) !== facts.vault.subscriptionId.toLowerCase()) {
    add('azure-decides-other-subscription-vm', { vault: facts.vault.name });
  }
  return found;
}

/**
 * The set that each disk comes back with, where somebody chose: the approver reads it. With its group, since whoever
 * chooses may have made one of the same name.
 */
function setsNamed(facts: RestoreFacts, choice: RestoreChoice): Warning[] {
  const { diskEncryptionSetId: chosen } = choice;
  if (chosen === undefined) return [];
  const set = `${nameOf(chosen)} (${nameOf(resourceGroupIdOf(chosen))})`;
  const details = securedDetails(facts, choice);
  if (!details) return [{ code: 'set-chosen', params: { vm: facts.item.vmName, set } }];
  const data = details.dataDiskEncryptionSettings?.perDiskEncryptionSetIds ?? [];
  const params = { vm: facts.item.vmName, set };
  if (data.length === 0) return [{ code: 'sets-os-disk', params }];
  const list = data.map(({ lun, diskEncryptionSetId }) => `LUN ${lun} ${nameOf(diskEncryptionSetId)}`).join(', ');
  return [{ code: 'sets-each-disk', params: { ...params, list } }];
}

function adeWarnings(
  facts: RestoreFacts,
  choice: RestoreChoice,
  target: TieredTarget,
  context: RestoreContext,
): Warning[] {
  const { ade } = facts.encryption;
  const vm = facts.item.vmName;
  if (ade.value === 'no') return [];
  const found: Warning[] = [];
  if (ade.value === 'unknown') found.push({ code: 'encryption-unknown', params: { vm } });
  // A machine that is made of the disks gets steps that deal with their encryption.
  if (ade.value === 'yes' && choice.mode === 'disks') found.push({ code: 'ade-stays-encrypted', params: { vm } });
  found.push(...tooLarge(facts));
  const rotated = facts.keys?.rotatedSincePoint === 'yes' || ade.rotatedSincePoint === 'yes';
  // Dual pass keeps its keys in the VM model; the trouble is documented for single pass only.
  if (rotated && target.tier.tier === 'snapshot' && ade.pass !== 'dual') {
    found.push({ code: 'snapshot-after-rotation', params: { vm } });
  }
  // Documented as a limit of backups; what was backed up before is restored like any other.
  if (facts.keys?.kekCertificateBacked === 'yes') found.push({ code: 'kek-certificate', params: { vm } });
  if (facts.keys?.kekCertificateBacked === 'unknown' && ade.kek !== 'no') {
    found.push({ code: 'kek-certificate-unknown', params: { vm } });
  }
  if (context.now.getTime() >= adeRetirement.getTime()) {
    found.push({ code: 'ade-retired', params: { vm, date: adeRetirement.toISOString().slice(0, 10) } });
  }
  return found;
}

function networkWarnings(facts: RestoreFacts, choice: RestoreChoice, { subnetId }: TieredTarget): Warning[] {
  if (choice.mode !== 'rebuild' && choice.mode !== 'new-vm') return [];
  const params = { vm: facts.item.vmName };
  const named = joinsOriginal(choice.network ?? 'isolated') && facts.originalSubnetId === undefined;
  if (named && subnetId !== undefined) {
    const where = { subnet: nameOf(subnetId), network: nameOf(networkOf(subnetId)) };
    return [...besides(facts, choice), { code: 'subnet-of-profile', params: { ...params, ...where } }];
  }
  return besides(facts, choice);
}

function besides(facts: RestoreFacts, choice: RestoreChoice): Warning[] {
  const params = { vm: facts.item.vmName };
  // Deallocated is the one state in which the original answers to nobody: any other may be running.
  if (choice.network === 'beside' && facts.vm !== undefined && facts.vm.power !== 'deallocated') {
    return [{ code: 'beside-original', params }];
  }
  if (choice.network === 'in-place' && facts.vm !== undefined) {
    return [{ code: 'in-place-original-deallocated', params }];
  }
  return [];
}

/** Sentences that somebody has to accept, besides the plan, before it goes to the approvers: the second tap. */
export type Sentence = 'replace' | 'threat';

export function sentencesOf({ mode, point }: Pick<PlanEffects, 'mode' | 'point'>): Sentence[] {
  return [...(mode === 'replace' ? ['replace' as const] : []), ...(point.threat ? ['threat' as const] : [])];
}

/** Past these the restore job does not write the ADE settings onto the restored disks. */
const mostDisks = 16;
const largestDiskGb = 4097;
/** 4 TB: Azure Backup does not back up a larger encrypted disk. */
const largestBackedUpGb = 4096;

/** Disks that Azure no longer backs up; unknown encryption counts as ADE. */
function tooLarge(facts: RestoreFacts): Warning[] {
  return diskSizes(facts)
    .filter(({ gb }) => gb > largestBackedUpGb)
    .map(({ disk, gb }) => ({
      code: 'ade-next-backup-size',
      params: { vm: facts.item.vmName, disk, gb, limit: largestBackedUpGb },
    }));
}

/** Whether Azure leaves the settings out on this restored disk. @param count of disks restored together */
export function isPastAdeLimits(disk: { lun: number; sizeGb?: number | undefined }, count: number): boolean {
  // The settings belong on the OS disk of a machine of too many disks: the others unlock through it.
  return (count > mostDisks && disk.lun === -1) || (disk.sizeGb ?? 0) > largestDiskGb;
}

/** Whether the settings have to be written by a step of their own after the restore; unknown encryption counts as ADE. */
export function needsAdeSettings(facts: RestoreFacts): boolean {
  if (facts.encryption.ade.value === 'no') return false;
  return diskCount(facts) > mostDisks || diskSizes(facts).some(({ gb }) => gb > largestDiskGb);
}

function diskCount(facts: RestoreFacts): number {
  const { point } = facts;
  if (point.disks.length > 0) return point.disks.length;
  return point.diskCounts?.included ?? facts.vm?.disks.length ?? 0;
}

/** Sizes come from today's disks only; the disk's own GET wins, since a deallocated VM may report none. */
function diskSizes(facts: RestoreFacts): { disk: string; gb: number }[] {
  const sizes = new Map<string, { disk: string; gb: number }>();
  for (const disk of [...(facts.vm?.disks ?? []), ...(facts.disks ?? [])]) {
    if (disk.sizeGb !== undefined) sizes.set(disk.name.toLowerCase(), { disk: disk.name, gb: disk.sizeGb });
  }
  return [...sizes.values()];
}
