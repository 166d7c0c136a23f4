import type { Azure } from '../azure/open.ts';
import type { DiskFacts, RecoveryPointFacts, VmFacts } from '../kernel/facts.ts';
import { classify } from './rules/classify.ts';
import type { EncryptionAssessment } from './rules/encryption-assessment.ts';

/** The machine as it is now and, if one was asked for, a recovery point of it. */
export type Machine = { vm: VmFacts | undefined; disks: DiskFacts[]; encryption: EncryptionAssessment };

/**
 * Reads a machine, as it was at a point if one is given. Without a point, what only the point can tell is unknown.
 * @throws azure.*
 */
export async function readMachine(
  azure: Pick<Azure, 'vms' | 'disks'>,
  vmId: string,
  point?: RecoveryPointFacts,
): Promise<Machine> {
  const vm = await azure.vms.get(vmId);
  const ids = (vm?.disks ?? []).flatMap(({ diskId }) => diskId ?? []);
  const disks = (await Promise.all(ids.map((id) => azure.disks.get(id)))).flatMap((disk) => disk ?? []);
  const encryption = classify({ ...(vm && { vm }), disks, ...(point && { point }) });
  return { vm, disks, encryption };
}
