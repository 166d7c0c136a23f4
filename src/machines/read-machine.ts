import type { Azure } from '../azure/open.ts';
import type { Clock } from '../kernel/clock.ts';
import { CodedError } from '../kernel/errors.ts';
import type { DiskFacts, ProtectedItemFacts, RecoveryPointFacts, VmFacts } from '../kernel/facts.ts';
import { TtlCache } from '../kernel/ttl-cache.ts';
import type { Target } from './inventory.ts';
import { classify } from './rules/classify.ts';
import type { EncryptionAssessment } from './rules/encryption-assessment.ts';

/** The machine as it is now; its encryption is that of the recovery point, if one was given. */
type Machine = { vm: VmFacts | undefined; disks: DiskFacts[]; encryption: EncryptionAssessment };

/**
 * Reads a machine, at a recovery point if one is given. Without a point, what only a point shows is unknown.
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
export type MachineInspection = Machine & {
  /** Newest first. */
  points: RecoveryPointFacts[];
  /** The newest point, read by its own GET: lists leave out members. */
  newest: RecoveryPointFacts | undefined;
};

export type MachineInspector = ReturnType<typeof createMachineInspector>;

/**
 * Maximum age (world time). In an incident several people ask about one machine within seconds, and reading it takes
 * six or more calls of an hourly budget. Decisions never use it: plans read everything again.
 */
const ageMs = 5_000;

/** Reads machines for everyone alike: callers must check each time who may see the result. */
export function createMachineInspector(azure: Azure, clock: Clock) {
  const inspections = new TtlCache<MachineInspection>(clock, ageMs, 200);
  const items = new TtlCache<ProtectedItemFacts>(clock, ageMs, 200);

  async function read(target: Target): Promise<MachineInspection> {
    const points = await azure.points.list(target.item.id);
    const newest = points[0] && (await azure.points.get(target.item.id, points[0].name));
    return { points, newest, ...(await readMachine(azure, target.item.vmId, newest)) };
  }

  return {
    /** Its item, which lists may tell as it was some minutes ago. @throws backup-gone */
    itemOf: ({ item: { id, vmName } }: Target): Promise<ProtectedItemFacts> =>
      items.get(id.toLowerCase(), async () => {
        const item = await azure.items.get(id);
        if (!item) throw new CodedError('backup-gone', { name: vmName });
        return item;
      }),
    of: (target: Target): Promise<MachineInspection> =>
      inspections.get(target.item.id.toLowerCase(), () => read(target)),
  };
}
