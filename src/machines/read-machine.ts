import type { Azure } from '../azure/open.ts';
import type { Clock } from '../kernel/clock.ts';
import type { DiskFacts, RecoveryPointFacts, VmFacts } from '../kernel/facts.ts';
import { TtlCache } from '../kernel/ttl-cache.ts';
import type { Target } from './inventory.ts';
import { classify } from './rules/classify.ts';
import type { EncryptionAssessment } from './rules/encryption-assessment.ts';

/** The machine as it is now and, if one was asked for, a recovery point of it. */
type Machine = { vm: VmFacts | undefined; disks: DiskFacts[]; encryption: EncryptionAssessment };

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

/** A protected machine as `vm` shows it. */
export type MachineLook = Machine & {
  /** Newest first. */
  points: RecoveryPointFacts[];
  /** The newest point's own answer, which decides what a list leaves out. */
  newest: RecoveryPointFacts | undefined;
};

export type MachineLooks = ReturnType<typeof createMachineLooks>;

/**
 * In an incident several people ask about one machine within seconds, and a look takes six calls or more of an hourly
 * budget. World time. Nothing is decided on it: plans read everything anew.
 */
const ageMs = 5_000;

/** The look is the same for everyone: who may see it is to be checked each time. */
export function createMachineLooks(azure: Azure, clock: Clock) {
  const looks = new TtlCache<MachineLook>(clock, ageMs, 200);

  async function read(target: Target): Promise<MachineLook> {
    const points = await azure.points.list(target.item.id);
    const newest = points[0] && (await azure.points.get(target.item.id, points[0].name));
    return { points, newest, ...(await readMachine(azure, target.item.vmId, newest)) };
  }

  return {
    of: (target: Target): Promise<MachineLook> => looks.get(target.item.id.toLowerCase(), () => read(target)),
  };
}
