import type { RegionCode } from '../../kernel/codes/region.ts';
import type { Read } from '../../kernel/errors.ts';
import type { KeyVaultFacts, RecoveryPointFacts, VaultFacts } from '../../kernel/facts.ts';
import type { NetworkFacts, StorageAccountFacts } from '../../kernel/place-facts.ts';
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

/** Azure Backup stages on general-purpose accounts with standard, not zone-redundant storage only. */
export function isUsableStaging({ kind, sku, hierarchical }: StorageAccountFacts): boolean {
  return /^Storage(V2)?$/i.test(kind) && /^Standard_(?!.*ZRS)/i.test(sku) && !hierarchical;
}
