import type { RestoreBody } from '../../azure/rules/restore-body.ts';
import { sameArmId } from '../../kernel/arm-id.ts';
import type { RestoreChoice, RestoreFacts } from './plan.ts';

type DiskSet = { lun: number; diskEncryptionSetId: string };

/**
 * The sets that the disks of a confidential machine are restored with, where another is chosen than its own. A data disk
 * keeps the set that it has, unless that is the OS disk's or nobody knows it: whoever replaces a set replaces it
 * everywhere. Azure takes a list by LUN and, from whoever leaves it out, what each disk had (documented).
 */
export function securedDetails(facts: RestoreFacts, choice: RestoreChoice): RestoreBody['securedVMDetails'] {
  const set = choice.diskEncryptionSetId;
  if (set === undefined || facts.encryption.confidential.value !== 'yes') return undefined;
  const data = dataDiskSets(facts, choice);
  return {
    securedVMOsDiskEncryptionSetId: set,
    ...(data.length > 0 && { dataDiskEncryptionSettings: { perDiskEncryptionSetIds: data } }),
  };
}

/** By LUN; [] where no data disk of the point is encrypted as a confidential one, or no set is chosen. */
export function dataDiskSets(facts: RestoreFacts, { diskEncryptionSetId, luns }: RestoreChoice): DiskSet[] {
  if (diskEncryptionSetId === undefined) return [];
  const before = secureSetOf(facts, -1);
  return (facts.point.confidentialDisks ?? [])
    .filter(({ lun }) => luns === undefined || luns.includes(lun))
    .sort((a, b) => a.lun - b.lun)
    .map(({ lun }) => {
      const own = secureSetOf(facts, lun);
      const kept = own !== undefined && before !== undefined && !sameArmId(own, before);
      return { lun, diskEncryptionSetId: kept ? own : diskEncryptionSetId };
    });
}

/** As the machine has it today: a point names none. @param wanted -1: the OS disk */
export function secureSetOf(
  { vm, disks = [] }: Pick<RestoreFacts, 'vm' | 'disks'>,
  wanted: number,
): string | undefined {
  const inModel = vm?.disks.find(({ lun }) => lun === wanted);
  const disk = disks.find(({ id }) => inModel?.diskId !== undefined && sameArmId(id, inModel.diskId));
  return disk?.secureEncryptionSetId ?? inModel?.secureEncryptionSetId;
}
