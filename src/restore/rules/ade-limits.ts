import { actions } from '../../access/rules/actions.ts';
import type { PlanStep, RestoreFacts, Warning } from './plan.ts';
import type { TieredTarget } from './target.ts';

/** Past these the restore job does not write the ADE settings onto the restored disks. */
const mostDisks = 16;
const largestDiskGb = 4097;
/** 4 TB: Azure Backup does not back up a larger encrypted disk. */
const largestBackedUpGb = 4096;

/** Warnings about Azure's limits for machines encrypted with ADE; unknown encryption counts as ADE. */
export function adeLimits(facts: RestoreFacts): Warning[] {
  if (facts.encryption.ade.value === 'no') return [];
  const vm = facts.item.vmName;
  const found: Warning[] = [];
  const disks = diskCount(facts);
  if (disks > mostDisks) found.push({ code: 'ade-settings-disks', params: { vm, disks, limit: mostDisks } });
  const sizes = diskSizes(facts);
  for (const { disk, gb } of sizes.filter((one) => one.gb > largestDiskGb)) {
    found.push({ code: 'ade-settings-size', params: { vm, disk, gb, limit: largestDiskGb } });
  }
  for (const { disk, gb } of sizes.filter((one) => one.gb > largestBackedUpGb)) {
    found.push({ code: 'ade-next-backup-size', params: { vm, disk, gb, limit: largestBackedUpGb } });
  }
  return found;
}

/** Whether Azure leaves the settings out on this restored disk. @param count of disks restored together */
export function isPastAdeLimits(disk: { lun: number; sizeGb?: number | undefined }, count: number): boolean {
  // The settings belong on the OS disk of a machine of too many disks: the others unlock through it.
  return (count > mostDisks && disk.lun === -1) || (disk.sizeGb ?? 0) > largestDiskGb;
}

/** Whether the settings have to be written by a step of their own after the restore. */
export function needsAdeSettings(facts: RestoreFacts): boolean {
  return adeLimits(facts).some((one) => one.code === 'ade-settings-disks' || one.code === 'ade-settings-size');
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

/**
 * The settings are a property of the restored OS disk where it is managed, and metadata of the OS blob in the staging
 * account where it is a VHD file.
 */
export function adeSettingsStep(facts: RestoreFacts, target: TieredTarget): PlanStep {
  const onDisk = target.form === 'managed';
  return {
    kind: 'apply-ade-settings',
    action: onDisk ? actions.writeDisk : actions.writeStaging,
    scope: onDisk ? target.resourceGroupId : facts.profile.stagingStorageAccountId,
    // The point alone decides: what the VM shows changes when it is stopped, and the approver signs this.
    conditional: facts.encryption.ade.atPoint !== 'yes' || !needsAdeSettings(facts),
    byHand: !onDisk,
    carrier: 'requester',
    needs: [],
    keyNeeds: [],
  };
}
