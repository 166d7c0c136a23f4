import type { Read } from '../../kernel/errors.ts';
import type {
  EncryptionSetFacts,
  KeyVaultFacts,
  ProtectedItemFacts,
  RecoveryPointFacts,
  VaultFacts,
  VmFacts,
} from '../../kernel/facts.ts';
import type { StoredKey } from '../../kernel/keys.ts';
import type { Rights } from '../../kernel/permissions.ts';
import type { EncryptionAssessment } from './encryption-assessment.ts';
import type { SetAccessLook } from './set-access.ts';

/** One key or secret that the point or the machine names, and what Key Vault says of it. */
export type KeyLook = { url: string; state: Read<StoredKey> };

/** A disk encryption set of the machine, whether its key vault is there, and its key; undefined: it names none. */
export type EncryptionSetLook = {
  id: string;
  settings: Read<EncryptionSetFacts | undefined>;
  keyVault: Read<'yes' | 'no'>;
  key: Read<StoredKey | undefined>;
};

/** What a check reads of the machine, its keys and its backups. */
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
};
