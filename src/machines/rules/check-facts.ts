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
import type { SetAccessInspection } from './set-access.ts';

/** A key or secret that the point or the machine names, and its state in Key Vault. */
export type KeyInspection = { url: string; state: Read<StoredKey> };

/** A disk encryption set of the machine, its key vault's state, and its key; undefined: it names none. */
export type EncryptionSetInspection = {
  id: string;
  settings: Read<EncryptionSetFacts | undefined>;
  keyVault: Read<'yes' | 'no'>;
  key: Read<StoredKey | undefined>;
};

/** The facts that checks read: machine, keys and backups. */
export type CheckFacts = {
  now: Date;
  vault: VaultFacts;
  item: ProtectedItemFacts;
  /** Id of the request that holds the machine's points. */
  hold: string | undefined;
  /** As listed. */
  points: readonly RecoveryPointFacts[];
  /** The point to restore, read by its own GET; absent if there is none. */
  point?: RecoveryPointFacts | undefined;
  /** The value is undefined if the VM no longer exists. */
  vm: Read<VmFacts | undefined>;
  encryption: EncryptionAssessment;
  /** Each key and secret named by the point or in use today, without duplicates. */
  keys: readonly KeyInspection[];
  encryptionSets: readonly EncryptionSetInspection[];
  /** The machine's policy, and until when the longest kept of today's points stays; undefined: it has none. */
  policy: Read<{ name: string; keptUntil: Date } | undefined>;
  /** Key vaults that the next backup reads, by ARM id. */
  keyVaults: readonly { id: string; settings: Read<KeyVaultFacts | undefined>; backupService: Read<Rights> }[];
  /** Access to the keys of a confidential machine's sets. */
  setAccess: Read<readonly SetAccessInspection[]>;
  /** Object id of Azure Backup's service principal in this tenant. */
  backupServiceId: Read<string | undefined>;
  stagingId: string;
};

/** Whether the machine surely no longer exists: a machine that was not read may. */
export function isGone({ vm }: Pick<CheckFacts, 'vm'>): boolean {
  return vm.kind === 'read' && vm.value === undefined;
}
