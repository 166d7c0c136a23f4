import type { RegionCode } from '../../kernel/codes/region.ts';
import type { Read } from '../../kernel/errors.ts';
import type { KeyVaultFacts, RecoveryPointFacts, VaultFacts } from '../../kernel/facts.ts';
import type { NetworkFacts, StorageAccountFacts } from '../../kernel/place-facts.ts';
import type { RegionGap } from '../../store/rules/region-look.ts';
import type { EncryptionSetLook } from './check-facts.ts';
import type { EncryptionAssessment } from './encryption-assessment.ts';

/** A place that a profile names, and what is there; undefined: nothing is. */
export type NamedPlace<T> = { id: string; found: Read<T | undefined> };

/** Where copies go in the paired region. */
export type PairFacts = {
  /** Its region. */
  group: NamedPlace<string>;
  staging: NamedPlace<StorageAccountFacts>;
  subnet: NamedPlace<NetworkFacts>;
  /** `keyVaultRegion` is undefined where its key lies in no key vault, or nobody can tell in which. */
  set?: EncryptionSetLook & { keyVaultRegion: Read<string | undefined> };
  keyVault?: NamedPlace<KeyVaultFacts>;
};

export type RegionFacts = {
  now: Date;
  vm: string;
  vault: Pick<VaultFacts, 'id' | 'name' | 'resourceGroup' | 'location' | 'crossRegionRestore' | 'redundancy'>;
  item: { containerName: string; itemName: string };
  /** Where the vault is copied to; undefined: no pair of its region is known. */
  region: string | undefined;
  encryption: Read<EncryptionAssessment>;
  /** Its points at home, and what the paired region has of them. */
  home: Read<readonly RecoveryPointFacts[]>;
  there: Read<readonly RecoveryPointFacts[]>;
  /** undefined: nobody has named a place there. */
  places: PairFacts | undefined;
};

/** Makes the gap of a code, with the line that goes with it. */
export type Gap = (code: RegionCode, params?: Record<string, string>) => RegionGap;

/** What could not be read: nobody knows. */
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
