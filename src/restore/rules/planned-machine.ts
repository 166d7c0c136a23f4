import { nameOf } from '../../kernel/arm-id.ts';
import type { MarketplacePlan, OsType, RecoveryPointFacts } from '../../kernel/facts.ts';
import { interfaceNameOf } from '../../kernel/normalise.ts';
import type { Deviation } from '../../requests/rules/addendum.ts';
import type { Compared } from './compare-template.ts';
import type { ExpectedTemplate } from './expected-template.ts';
import type { RestoredDisk } from './made.ts';
import type { RestoreChoice, RestorePlan } from './plan.ts';
import type { Security } from './signed-machine.ts';

/** A restored disk as the machine gets it. lun -1 is the OS disk; securityType is that of the disk. */
export type PlannedDisk = {
  lun: number;
  id: string;
  caching?: string | undefined;
  securityType?: string | undefined;
};

/** The machine that was signed, with the disks that the restore made of it: everything that a deployment is built from. */
export type PlannedMachine = {
  name: string;
  /** ARM ids. */
  subnetId: string;
  size: string;
  region: string;
  osType: OsType;
  disks: readonly PlannedDisk[];
  zone?: string | undefined;
  security?: readonly Security[] | undefined;
  plan?: MarketplacePlan | undefined;
  licenseType?: string | undefined;
  diskController?: string | undefined;
  acceleratedNetworking?: boolean | undefined;
  /** Members that a vote added. */
  agreed?: readonly Deviation[] | undefined;
};

/** A plan as it is kept, with the disks that were restored for it. */
export type PlannedSource = {
  plan: Pick<RestorePlan, 'target' | 'effects'>;
  choice: Pick<RestoreChoice, 'size'>;
  point: Pick<RecoveryPointFacts, 'vmSize' | 'zones' | 'osType' | 'securityType'>;
  disks: readonly RestoredDisk[];
};

const sizePath = 'virtualMachines/properties/hardwareProfile/vmSize';

/** The measure of a template. Where no machine is signed, only the point describes it. */
export function toExpectedTemplate({ plan, choice, point, disks }: PlannedSource): ExpectedTemplate {
  const { effects, target } = plan;
  const { vmId, subnetId, security } = target;
  if (!vmId || !subnetId) throw new Error('a machine is deployed without a name or a subnet');
  const sizes = [choice.size, effects.machine?.size ?? point.vmSize, ...effects.alternatives.sizes];
  return {
    groupId: target.resourceGroupId,
    region: target.region,
    name: nameOf(vmId),
    nic: interfaceNameOf(nameOf(vmId)),
    subnetId,
    sizes: sizes.flatMap((size) => size ?? []),
    zones: [target.otherZone, effects.machine?.zone ?? point.zones[0]].flatMap((zone) => zone ?? []),
    security,
    signed: effects.machine,
    disks: disks.map(({ lun, id, facts }) => ({ lun, id, diskEncryptionSetId: facts.diskEncryptionSetId })),
  };
}

/**
 * The machine that is built.
 * @param size of a later try, one of those that were signed
 * @returns undefined where nobody has said which size it has
 */
export function plannedMachine(
  source: PlannedSource,
  size: string | undefined,
  agreed: readonly Deviation[],
  taken?: Compared['taken'],
): PlannedMachine | undefined {
  const { choice, point } = source;
  const { name, subnetId, region, zones, signed, security } = toExpectedTemplate(source);
  const voted = agreed.find(({ path }) => path === sizePath);
  const wanted = size ?? choice.size ?? signed?.size ?? point.vmSize ?? (voted && String(JSON.parse(voted.value)));
  if (!wanted) return undefined;
  const original = signed?.original;
  const before = (lun: number) => original?.disks.find((disk) => disk.lun === lun)?.caching;
  return {
    name,
    subnetId,
    region,
    size: wanted,
    osType: signed?.osType ?? point.osType,
    zone: zones[0],
    security,
    plan: original?.plan ?? undefined,
    licenseType: original?.licenseType ?? undefined,
    diskController: original?.diskController ?? undefined,
    acceleratedNetworking: original?.acceleratedNetworking ?? taken?.acceleratedNetworking,
    disks: source.disks.map(({ lun, id, facts }) => ({
      lun,
      id,
      caching: before(lun) ?? taken?.caching.get(lun),
      // The restored disk counts; its point is asked where the disk does not tell.
      ...(lun === -1 && { securityType: facts.securityEncryptionType ?? point.securityType }),
    })),
    // A size that was chosen since stands over the template's.
    agreed: agreed.filter(({ path }) => path !== sizePath || (!size && !choice.size)),
  };
}
