import { nameOf, sameArmId } from '../arm-id.ts';
import type { RestoreChoice, RestoreFacts, Violation } from './plan.ts';
import type { Target } from './target.ts';

/** Azure's rule for the name of a VM resource: no leading or trailing dot or dash, 64 characters. */
const vmName = /^[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,62}[A-Za-z0-9_])?$/;

/** Rules about which disks are taken and what the new machine is called and connected to. */
export function machineRules(facts: RestoreFacts, choice: RestoreChoice, target: Target): Violation[] {
  return [...diskRules(facts, choice), ...newMachineRules(facts, choice, target)];
}

function diskRules(facts: RestoreFacts, choice: RestoreChoice): Violation[] {
  const found: Violation[] = [];
  const { point } = facts;
  const wholeMachine = choice.mode === 'new-vm' || choice.mode === 'replace';
  if (choice.luns !== undefined) {
    if (wholeMachine) found.push({ code: 'luns-only-with-disks', params: { vm: facts.item.vmName } });
    const known = new Set(point.disks.map((disk) => disk.lun));
    // A point that lists no disks cannot contradict: Azure's validation then decides.
    const missing = known.size === 0 ? [] : choice.luns.filter((lun) => !known.has(lun));
    if (missing.length > 0) {
      const has = point.disks.map((disk) => disk.lun).sort((a, b) => a - b);
      found.push({ code: 'lun-not-in-point', params: { luns: missing.join(', '), has: has.join(', ') } });
    }
  }
  if (wholeMachine && hasExcludedDisks(facts)) {
    const { included = 0, attached = 0 } = point.diskCounts ?? {};
    found.push({ code: 'selective-backup-only-disks', params: { vm: facts.item.vmName, included, attached } });
  }
  return found;
}

/** The point was taken with selective disk backup: some attached disks are not in it. */
export function hasExcludedDisks(facts: RestoreFacts): boolean {
  const counts = facts.point.diskCounts;
  return counts !== undefined && counts.included < counts.attached;
}

function newMachineRules(facts: RestoreFacts, choice: RestoreChoice, target: Target): Violation[] {
  if (choice.mode !== 'new-vm') return [];
  const found: Violation[] = [];
  const name = choice.names?.vm ?? '';
  if (name === '') {
    found.push({ code: 'new-vm-name-missing', params: {} });
  } else if (!vmName.test(name)) {
    found.push({ code: 'new-vm-name-invalid', params: { name } });
  } else if (target.vmId !== undefined && facts.vm !== undefined && sameArmId(target.vmId, facts.vm.id)) {
    found.push({ code: 'new-vm-name-taken', params: { name, group: nameOf(target.resourceGroupId) } });
  }
  if (target.subnetId === undefined) {
    found.push({ code: 'new-vm-subnet-missing', params: { vault: facts.vault.name } });
  }
  return found;
}
