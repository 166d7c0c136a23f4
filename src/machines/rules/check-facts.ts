import type {
  EncryptionSetFacts,
  KeyVaultFacts,
  ProtectedItemFacts,
  RecoveryPointFacts,
  Tri,
  VaultFacts,
  VmFacts,
} from '../../kernel/facts.ts';
import type { Rights } from '../../kernel/permissions.ts';
import type { Read } from '../../kernel/read.ts';
import type { PlanOutcome } from '../../restore/rules/plan.ts';
import type { EncryptionAssessment } from './encryption-assessment.ts';
import type { SetAccessLook } from './set-access.ts';

/** A version of a key or secret as Key Vault lists it. Never its value. */
export type KeyVersion = {
  version: string;
  enabled: boolean;
  createdAt?: Date;
  expiresAt?: Date;
  tags?: Record<string, string>;
};

export type StoredKey =
  | {
      kind: 'present';
      versions: KeyVersion[];
      /** `managed`: the key or secret belongs to a certificate. Absent means no. */
      certificateBacked: boolean;
    }
  /** Soft-deleted: it can be recovered until it is purged. */
  | { kind: 'deleted'; purgedAt?: Date; certificateBacked: boolean }
  | { kind: 'gone' };

/** One key or secret that the point or the machine names, and what Key Vault says of it. */
export type KeyLook = { url: string; state: Read<StoredKey> };

/** A disk encryption set of the machine, whether its key vault is there, and its key; undefined: it names none. */
export type EncryptionSetLook = {
  id: string;
  settings: Read<EncryptionSetFacts | undefined>;
  keyVault: Read<'yes' | 'no'>;
  key: Read<StoredKey | undefined>;
};

export type StorageAccountFacts = {
  location: string;
  /** e.g. StorageV2, BlockBlobStorage */
  kind: string;
  /** e.g. Standard_LRS */
  sku: string;
  available: Tri;
  /** Hierarchical namespace (Data Lake). */
  hierarchical: boolean;
  /** Its keys open it; off where only identities of Entra may. */
  takesKeys: boolean;
};

export type NetworkFacts = { location: string; subnet: Tri };

export type Usage = { name: string; used: number; limit: number };

/** A Resource Guard that stands before a vault. Operations as Azure spells them. */
export type GuardFacts = { guardId: string; operations: string[] };

/** Azure's own finding against a restore. */
export type ValidationResult = { code: string; message: string; recommendations: string[] };

/** An action that somebody does not surely hold. */
export type MissingRight = { action: string; scope: string; answer: Tri };

export type CheckFacts = {
  now: Date;
  vault: VaultFacts;
  item: ProtectedItemFacts;
  /** Id of the request that holds its points. */
  hold: string | undefined;
  /** As listed. */
  points: readonly RecoveryPointFacts[];
  /** The point that would be restored, read by its own GET; absent when there is none. */
  point?: RecoveryPointFacts | undefined;
  /** Its value is undefined when the VM no longer exists. */
  vm: Read<VmFacts | undefined>;
  encryption: EncryptionAssessment;
  /** The plan for that point; absent without a point. */
  outcome?: PlanOutcome | undefined;
  /** Each key and secret named by the point or in use today, once. */
  keys: readonly KeyLook[];
  encryptionSets: readonly EncryptionSetLook[];
  /** The policy that makes its points, and until when the longest kept of today's points stays; undefined: none. */
  policy: Read<{ name: string; keptUntil: Date } | undefined>;
  /** The key vaults that the next backup reads, by ARM id. */
  keyVaults: readonly { id: string; settings: Read<KeyVaultFacts | undefined>; backupService: Read<Rights> }[];
  /** On the keys of a confidential machine's sets. */
  setAccess: Read<readonly SetAccessLook[]>;
  /** Object id of Azure Backup's own principal in this tenant. */
  backupServiceId: Read<string | undefined>;
  stagingId: string;
  staging: Read<StorageAccountFacts | undefined>;
  targetGroupId: string;
  targetGroup: Read<Tri>;
  subnetId?: string | undefined;
  network: Read<NetworkFacts | undefined>;
  requester: { name: string; missing: Read<readonly MissingRight[]> };
  bot: Read<readonly MissingRight[]>;
  /** Of the vault's identity, where the restore goes by it; absent: not looked at. */
  identityLacks?: Read<readonly MissingRight[]>;
  usages: Read<readonly Usage[]>;
  /** elsewhere: of another tenant, where we cannot sign in. */
  guards: Read<readonly (GuardFacts & { activated: Tri | 'elsewhere' })[]>;
  validation: Read<readonly ValidationResult[]>;
};
