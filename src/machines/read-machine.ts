import type { Azure } from '../azure/open.ts';
import type { Clock } from '../kernel/clock.ts';
import { CodedError, type Read, readValue, tryRead } from '../kernel/errors.ts';
import type {
  DiskFacts,
  EncryptionSetFacts,
  ProtectedItemFacts,
  RecoveryPointFacts,
  VmFacts,
} from '../kernel/facts.ts';
import { isHsmKey, parseKeyUrl } from '../kernel/keys.ts';
import type { Rights } from '../kernel/permissions.ts';
import { TtlCache } from '../kernel/ttl-cache.ts';
import type { Target } from './inventory.ts';
import { classify } from './rules/ade.ts';
import { keyUrlsOf } from './rules/check-keys.ts';
import type { EncryptionSetInspection, KeyInspection, SetAccessInspection } from './rules/check-machine.ts';
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

/** A machine of 16 disks has at most 17 addresses; ADE supports no machine with more than this. */
const mostKeys = 40;

/** Reads every key and secret that matters to a restore: versions and attributes, never a value. */
export function inspectKeys(
  azure: Pick<Azure, 'storedKeys'>,
  encryption: EncryptionAssessment,
): Promise<KeyInspection[]> {
  return Promise.all(
    keyUrlsOf(encryption)
      .slice(0, mostKeys)
      .map(async (url) => ({ url, state: await tryRead(() => azure.storedKeys.inspect(url)) })),
  );
}

/** A machine may have one set per disk, but a few are usual; each takes three calls. */
const maxSets = 5;

type Reads = Pick<Azure, 'diskEncryptionSets' | 'keyVaults' | 'storedKeys'>;

/** Reads a machine's disk encryption sets, the key vaults behind them and the state of their keys. */
export function inspectEncryptionSets(
  azure: Reads,
  { customerKey }: EncryptionAssessment,
): Promise<EncryptionSetInspection[]> {
  return Promise.all(customerKey.diskEncryptionSetIds.slice(0, maxSets).map((id) => inspectEncryptionSet(azure, id)));
}

export async function inspectEncryptionSet(azure: Reads, id: string): Promise<EncryptionSetInspection> {
  const settings = await tryRead(() => azure.diskEncryptionSets.get(id));
  const { keyVaultId, keyUrl } = readValue(settings) ?? {};
  const [keyVault, key] = await Promise.all([
    tryRead(async () => (keyVaultId && !(await azure.keyVaults.get(keyVaultId)) ? 'no' : 'yes')),
    tryRead(async () => (keyUrl ? azure.storedKeys.inspect(keyUrl) : undefined)),
  ]);
  return { id, settings, keyVault: keyVault as Read<'yes' | 'no'>, key };
}

/** Rights by Azure roles. */
type Access = { rights(principal: string, scope: string, wide?: boolean, fresh?: boolean): Promise<Rights> };

type Parts = { azure: Pick<Azure, 'diskEncryptionSets' | 'keyVaults' | 'managedHsms'>; access: Access };

/**
 * Reads who has access to the keys of a confidential machine's sets; [] for other machines, whose keys Azure Backup
 * does not copy.
 * @param fresh reads rights again: a grant may be seconds old
 * @throws azure.* if a set cannot be read
 */
export async function inspectSetAccess(
  { azure, access }: Parts,
  { confidential, customerKey }: EncryptionAssessment,
  service: Read<string | undefined>,
  fresh = false,
): Promise<SetAccessInspection[]> {
  if (confidential.value !== 'yes') return [];
  const ids = customerKey.diskEncryptionSetIds.slice(0, maxSets);
  const sets = await Promise.all(ids.map((id) => azure.diskEncryptionSets.get(id)));
  return Promise.all(sets.flatMap((set) => (set?.keyUrl ? [inspect(set, set.keyUrl)] : [])));

  async function inspect(set: EncryptionSetFacts, keyUrl: string): Promise<SetAccessInspection> {
    const keyVaultId = isHsmKey(keyUrl) ? undefined : set.keyVaultId;
    if (!keyVaultId && !isHsmKey(keyUrl)) return { set, service };
    const host = parseKeyUrl(keyUrl)?.host ?? '';
    const rightsOf = (principal: string): Promise<Read<Rights>> =>
      tryRead(() =>
        keyVaultId ? access.rights(principal, keyVaultId, true, fresh) : azure.managedHsms.rights(host, principal),
      );
    const [keyVault, backup, own] = await Promise.all([
      keyVaultId ? tryRead(() => azure.keyVaults.get(keyVaultId)) : undefined,
      rightsOf(readValue(service) ?? ''),
      rightsOf(set.principalIds[0] ?? ''),
    ]);
    return { set, ...(keyVault && { keyVault }), service, held: { backup, set: own } };
  }
}
