import type { RestoreBody } from '../../azure/rules/restore-body.ts';
import { sameArmId } from '../../kernel/arm-id.ts';
import type { EncryptionSetFacts, SetKey } from '../../kernel/facts.ts';
import { isHsmKey, parseKeyUrl } from '../../kernel/keys.ts';
import type { RestoreChoice, RestoreContext, RestoreFacts, RestorePlan, Violation, Warning } from './plan.ts';

/**
 * The place where the original key has to be: the key vault of the set that the disks are restored with, under its own
 * name and version (documented). Where only the chosen set is known, it points to that very key.
 * @param own of the OS disk as it is today
 * @param chosen in its place
 */
export function wantedKey(
  own: EncryptionSetFacts | undefined,
  chosen: EncryptionSetFacts | undefined,
): Pick<SetKey, 'url' | 'keyVaultId'> | undefined {
  const place = chosen ?? own;
  if (!place?.keyUrl) return undefined;
  const at = place.keyVaultId ? { keyVaultId: place.keyVaultId } : {};
  if (!own?.keyUrl || own === place) return { url: place.keyUrl, ...at };
  return { url: `${new URL(place.keyUrl).origin}${new URL(own.keyUrl).pathname}`, ...at };
}

/**
 * The key as it was signed, once the disks are restored with it or the original is gone: the step that would bring it
 * back tells what became of it.
 */
export function signedSetKey({ effects }: Pick<RestorePlan, 'effects'>): SetKey | undefined {
  const { set } = effects.keys;
  if (!set) return undefined;
  const scope = effects.steps.find(({ kind }) => kind === 'recover-set-key')?.scope ?? '';
  return { url: set, ...(scope.startsWith('/') && { keyVaultId: scope }), state: 'present' };
}

/** Whether the customer holds the key of the OS disk: by the point, whose value for that is recorded, or by its set. */
export function hasSetKey({ encryption, point, setKey }: RestoreFacts): boolean {
  if (encryption.confidential.value !== 'yes') return false;
  return setKey !== undefined || /CustomerKey$/i.test(point.securityType ?? '');
}

export function setKeyWarnings(facts: RestoreFacts, { signed }: RestoreContext): Warning[] {
  if (signed || !hasSetKey(facts)) return [];
  const { setKey, item } = facts;
  const params = { vm: item.vmName, ...keyNames(setKey?.url) };
  switch (setKey?.state ?? 'unknown') {
    case 'missing':
      return [{ code: 'set-key-lost', params }];
    case 'soft-deleted':
      return [{ code: 'set-key-deleted', params }];
    case 'disabled':
      return [{ code: 'set-key-disabled', params }];
    case 'unknown':
      return [setKey ? { code: 'set-key-unknown', params } : { code: 'set-key-unnamed', params: { vm: item.vmName } }];
    default:
      return [];
  }
}

/** A snapshot is restored with the key that it was taken with and no other; what brings a lost one out is the vault. */
export function setKeyRules(facts: RestoreFacts, { signed }: RestoreContext): Violation[] {
  if (signed || !hasSetKey(facts) || facts.setKey?.state !== 'missing' || !isSnapshotOnly(facts)) return [];
  return [{ code: 'set-key-snapshot-only', params: { vm: facts.item.vmName, ...keyNames(facts.setKey.url) } }];
}

/** A point that lists no tiers is of before there were any, and lies in the vault. */
export function isSnapshotOnly({ point }: Pick<RestoreFacts, 'point'>): boolean {
  return point.tiers.length > 0 && point.tiers.every(({ tier, status }) => tier === 'snapshot' || status === 'deleted');
}

/** Names that people know: key, and key vault or Managed HSM. */
export function keyNames(url = ''): { key: string; vault: string } {
  const { name = '?', host = '?' } = parseKeyUrl(url) ?? {};
  return { key: name, vault: host.split('.')[0] ?? host };
}

/**
 * What the rights on the key are held at: the key vault; a Managed HSM by its address, as it gives rights by itself; a key
 * vault by its address too where the set names no more of it, as for one in another subscription (documented). Never the
 * vault's subscription, which may be another; that is for a key of which nothing is known, and none such is brought back.
 */
export function scopeOfSetKey({ setKey, vault }: Pick<RestoreFacts, 'setKey' | 'vault'>): string {
  if (!setKey) return `/subscriptions/${vault.subscriptionId}`;
  return setKey.keyVaultId && !isHsmKey(setKey.url) ? setKey.keyVaultId : new URL(setKey.url).origin;
}

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

/** Sets by LUN; [] where no data disk of the point is encrypted as a confidential one, or no set is chosen. */
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

/** The set that the machine has today: a point names none. @param wanted -1: the OS disk */
export function secureSetOf(
  { vm, disks = [] }: Pick<RestoreFacts, 'vm' | 'disks'>,
  wanted: number,
): string | undefined {
  const inModel = vm?.disks.find(({ lun }) => lun === wanted);
  const disk = disks.find(({ id }) => inModel?.diskId !== undefined && sameArmId(id, inModel.diskId));
  return disk?.secureEncryptionSetId ?? inModel?.secureEncryptionSetId;
}
