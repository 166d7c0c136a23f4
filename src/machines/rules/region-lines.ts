import { nameOf, networkOf, regionKey, resourceGroupIdOf, subscriptionOf } from '../../kernel/arm-id.ts';
import type { RegionCode } from '../../kernel/codes/region.ts';
import type { Read } from '../../kernel/errors.ts';
import type { KeyVaultFacts, RecoveryPointFacts, VaultFacts } from '../../kernel/facts.ts';
import { isHsmKey } from '../../kernel/keys.ts';
import type { NetworkFacts, StorageAccountFacts } from '../../kernel/place-facts.ts';
import { sh } from '../../kernel/quote.ts';
import type { RegionGap } from '../../store/rules/region-inspection.ts';
import type { EncryptionSetInspection } from './check-machine.ts';
import type { EncryptionAssessment } from './encryption-assessment.ts';

/** A resource named in a profile, and what was found; undefined: it does not exist. */
export type NamedPlace<T> = { id: string; found: Read<T | undefined> };

/** Resources for copies in the paired region. */
export type PairFacts = {
  /** Region of the resource group. */
  group: NamedPlace<string>;
  staging: NamedPlace<StorageAccountFacts>;
  subnet: NamedPlace<NetworkFacts>;
  /** `keyVaultRegion` is undefined if its key is not in a key vault, or in an unknown one. */
  set?: EncryptionSetInspection & { keyVaultRegion: Read<string | undefined> };
  keyVault?: NamedPlace<KeyVaultFacts>;
};

export type RegionFacts = {
  now: Date;
  vm: string;
  vault: Pick<VaultFacts, 'id' | 'name' | 'resourceGroup' | 'location' | 'crossRegionRestore' | 'redundancy'>;
  item: { containerName: string; itemName: string };
  /** The vault's secondary region; undefined: no pair of its region is known. */
  region: string | undefined;
  encryption: Read<EncryptionAssessment>;
  /** Its points at home, and those in the paired region. */
  home: Read<readonly RecoveryPointFacts[]>;
  there: Read<readonly RecoveryPointFacts[]>;
  /** undefined: no profile names resources there. */
  places: PairFacts | undefined;
};

/** Builds the gap of a code, with its command. */
export type Gap = (code: RegionCode, params?: Record<string, string>) => RegionGap;

/** The gap for something unreadable: the state is unknown. */
export function unreadGap({ failure }: Extract<Read<unknown>, { kind: 'unread' }>): RegionGap {
  return { verdict: 'unknown', text: failure };
}

export function unknownGap(gap: RegionGap): RegionGap {
  return { ...gap, verdict: 'unknown' };
}

type Params = Record<string, string>;

/** Values used in commands. `choose`: a placeholder between < and > for a person to fill in. */
type Parts = RegionFacts & { at: string; params: Params; choose(what: string): string; group: string };

/** The az command that closes a gap or, for a point, shows its details. */
export function regionLine(code: RegionCode, facts: RegionFacts, params: Params): string | undefined {
  const at = regionKey(facts.region ?? '');
  const choose = (what: string) => `<${what} in ${at}>`;
  const group = facts.places ? nameOf(facts.places.group.id) : choose('group');
  return lines[code]?.({ ...facts, at, params, choose, group });
}

const lines: Partial<Record<RegionCode, (parts: Parts) => string>> = {
  off: ({ vault }) => {
    const words = named('<new vault>', vault.resourceGroup);
    const made = `az backup vault create ${words} --location ${sh(regionKey(vault.location))}${within(vault.id)}`;
    return `${made} && ${switchOn(`${words} --backup-storage-redundancy GeoRedundant`, vault.id)}`;
  },
  'off-geo': ({ vault }) => switchOn(named(vault.name, vault.resourceGroup), vault.id),
  'vault-unknown': ({ vault }) =>
    `az backup vault backup-properties show ${named(vault.name, vault.resourceGroup)}${within(vault.id)}`,
  'point-none': listThere,
  'point-late': listThere,
  'places-unnamed': ({ vault, choose, at }) => newGroup(choose('group'), at, vault.id),
  'group-missing': ({ group, at, places }) => newGroup(group, at, places?.group.id),
  'group-elsewhere': ({ choose, at, places }) => newGroup(choose('group'), at, places?.group.id),
  'staging-missing': (parts) => newAccount(parts, parts.places?.staging.id),
  'staging-elsewhere': (parts) => newAccount(parts),
  'staging-kind': (parts) => newAccount(parts),
  'staging-no-keys': ({ places }) =>
    `az storage account update --ids ${sh(places?.staging.id ?? '')} --allow-shared-key-access true`,
  'network-missing': (parts) => newNetwork(parts, networkOf(parts.places?.subnet.id ?? '')),
  'network-elsewhere': (parts) => newNetwork(parts),
  'subnet-missing': ({ places }) => {
    const id = places?.subnet.id ?? '';
    const [subnet, network] = [nameOf(id), nameOf(networkOf(id))];
    return `az network vnet subnet create ${named(subnet, groupOf(id))} --vnet-name ${sh(network)} --address-prefixes ${sh('<free range>')}${within(id)}`;
  },
  'set-unnamed': (parts) => newSet(parts),
  'set-missing': (parts) => newSet(parts, parts.places?.set?.id),
  'set-elsewhere': (parts) => newSet(parts),
  'set-vault-gone': ({ params, at, places }) =>
    `az keyvault recover --name ${sh(params.keyVault ?? '')} --location ${at}${within(places?.set?.id)}`,
  'set-vault-elsewhere': (parts) => newKey(parts, parts.choose('key vault')),
  'set-key-gone': (parts) => newKey(parts, parts.params.keyVault ?? ''),
  'set-key-deleted': ({ params }) =>
    `az keyvault key recover ${holder(params.keyVault ?? '', params)} --name ${sh(params.key ?? '')}`,
  'set-key-disabled': ({ params }) => `az keyvault key set-attributes --id ${sh(params.keyUrl ?? '')} --enabled true`,
  'set-key-expired': ({ params }) =>
    `az keyvault key set-attributes --id ${sh(params.keyUrl ?? '')} --expires ${sh('<date, as 2030-01-31T00:00:00Z>')}`,
  'key-vault-unnamed': (parts) => newKeyVault(parts),
  'key-vault-missing': (parts) => newKeyVault(parts, parts.places?.keyVault?.id),
  'key-vault-elsewhere': (parts) => newKeyVault(parts),
  'key-vault-not-for-disks': ({ places }) => {
    const id = places?.keyVault?.id ?? '';
    return `az keyvault update ${named(nameOf(id), groupOf(id))} --enabled-for-disk-encryption true${within(id)}`;
  },
};

function named(name: string, group: string): string {
  return `--name ${sh(name)} --resource-group ${sh(group)}`;
}

function groupOf(id: string): string {
  return nameOf(resourceGroupIdOf(id));
}

/** The shell may be set to another subscription. */
function within(id: string | undefined): string {
  return id === undefined ? '' : ` --subscription ${sh(subscriptionOf(id))}`;
}

function switchOn(words: string, vaultId: string): string {
  return `az backup vault backup-properties set ${words} --cross-region-restore-flag True${within(vaultId)}`;
}

function listThere({ vault, item }: Parts): string {
  const of = `--resource-group ${sh(vault.resourceGroup)} --vault-name ${sh(vault.name)} --container-name ${sh(item.containerName)} --item-name ${sh(item.itemName)}`;
  return `az backup recoverypoint list ${of} --backup-management-type AzureIaasVM --workload-type VM --use-secondary-region --query "[].properties.recoveryPointTime" --output tsv${within(vault.id)}`;
}

function newGroup(name: string, at: string, id: string | undefined): string {
  return `az group create --name ${sh(name)} --location ${at}${within(id)}`;
}

/** The resource by the name in the profile, or in the group there by a name to choose. */
function placeOf({ group, choose, places }: Parts, what: string, id?: string): { words: string; after: string } {
  return {
    words: id === undefined ? named(choose(what), group) : named(nameOf(id), groupOf(id)),
    after: within(id ?? places?.group.id),
  };
}

function newAccount(parts: Parts, id?: string): string {
  const { words, after } = placeOf(parts, 'staging account', id);
  return `az storage account create ${words} --location ${parts.at} --sku Standard_LRS --kind StorageV2${after}`;
}

function newNetwork(parts: Parts, id?: string): string {
  const { words, after } = placeOf(parts, 'network', id);
  return `az network vnet create ${words} --location ${parts.at} --subnet-name ${sh(nameOf(parts.places?.subnet.id ?? ''))}${after}`;
}

function newKeyVault(parts: Parts, id?: string): string {
  const { words, after } = placeOf(parts, 'key vault', id);
  return `az keyvault create ${words} --location ${parts.at} --enabled-for-disk-encryption true${after}`;
}

function newSet(parts: Parts, id?: string): string {
  const { words, after } = placeOf(parts, 'set', id);
  return `az disk-encryption-set create ${words} --location ${parts.at} --key-url ${sh(parts.choose('address of a key'))} --enable-auto-key-rotation true${after}`;
}

/** Names a key vault or a Managed HSM by az's option for it. */
function holder(name: string, { keyUrl = '' }: Params): string {
  return `${isHsmKey(keyUrl) ? '--hsm-name' : '--vault-name'} ${sh(name)}`;
}

/** Creates a key and points the set at it. */
function newKey({ places, params }: Parts, keyVault: string): string {
  const id = places?.set?.id ?? '';
  // A Managed HSM supports no other key type, and az defaults to software keys.
  const kind = isHsmKey(params.keyUrl ?? '') ? ' --kty RSA-HSM' : '';
  const made = `az keyvault key create ${holder(keyVault, params)} --name ${sh(params.key ?? '')}${kind} --query key.kid --output tsv`;
  return `az disk-encryption-set update ${named(nameOf(id), groupOf(id))} --key-url "$(${made})"${within(id)}`;
}
