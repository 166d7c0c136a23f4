import { regionKey } from '../../kernel/arm-id.ts';
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
import { act, type Finding, note, said, unknown, warn, whenRead } from './finding.ts';
import { backupTrouble, isStillHeld, isSuspended } from './item-state.ts';
import { adeRetirement, outlivesAde } from './retention.ts';

/** A key or secret that the point or the machine names, and its state in Key Vault. */
export type KeyInspection = { url: string; state: Read<StoredKey> };

/** A disk encryption set of the machine, its key vault's state, and its key; undefined: it names none. */
export type EncryptionSetInspection = {
  id: string;
  settings: Read<EncryptionSetFacts | undefined>;
  keyVault: Read<'yes' | 'no'>;
  key: Read<StoredKey | undefined>;
};

/** A disk encryption set of a confidential machine, and rights on its key. */
export type SetAccessInspection = {
  set: EncryptionSetFacts;
  /** Its key vault; undefined: a Managed HSM, which has its own roles, or a key vault known by its address alone. */
  keyVault?: Read<KeyVaultFacts | undefined>;
  /** Azure Backup's principal in this tenant; undefined: there is none. */
  service: Read<string | undefined>;
  /** Rights by roles; undefined for a key vault known by its address alone, whose rights cannot be read. */
  held?: { backup: Read<Rights>; set: Read<Rights> };
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

/** Checks encryption, leaving out what the plan's own warnings say. */
export function checkEncryption({ encryption, vm, item, point }: CheckFacts): Finding[] {
  const found: Finding[] = [];
  const params = { vm: item.vmName };
  const managed = encryption.managed.value;
  if (managed === 'no') {
    found.push(
      encryption.ade.value === 'no'
        ? warn('encryption', 'plan.unmanaged-as-vhd', params)
        : warn('encryption', said('disks-only-unmanaged'), params, `commands ${item.vmName}`),
    );
  }
  if (vm.kind === 'unread') return [...found, unknown('encryption', vm.failure)];
  const silent = vm.value !== undefined && (vm.value.instanceDisks ?? []).length === 0;
  if (silent && point?.detailed && encryption.ade.atPoint !== 'unknown') {
    found.push(
      note('encryption', said(encryption.ade.atPoint === 'yes' ? 'silent-encrypted' : 'silent-clear'), params),
    );
  }
  return found;
}

/** Checks the protected item and its vault. */
export function checkVault({ vault, vm, item }: CheckFacts): Finding[] {
  const machine = vm.kind === 'read' ? vm.value : undefined;
  if (machine === undefined || regionKey(machine.location) === regionKey(vault.location)) return [];
  const params = { vm: item.vmName, vault: vault.name, region: machine.location, home: vault.location };
  return [warn('vault', said('vault-other-region'), params)];
}

/** Checks agent and last backup: they affect future points, never a restore of existing ones. */
export function checkBackup({ vm, item, hold }: CheckFacts): Finding[] {
  const name = item.vmName;
  const found: Finding[] = [];
  const machine = vm.kind === 'read' ? vm.value : undefined;
  if (machine?.agentReady === 'no') found.push(warn('backup', said('agent-silent'), { vm: name }));
  const detail = item.healthDetails.find(({ title }) => !/HealthGreen/i.test(title));
  const title = detail?.title || item.protectionState;
  if (hold !== undefined && !isStillHeld(item)) found.push(holdUndone(item, hold));
  switch (machine === undefined && vm.kind === 'read' ? undefined : backupTrouble(item)) {
    case 'stopped': {
      if (hold !== undefined) {
        found.push(warn('backup', said('backup-held'), { vm: name, id: hold }));
        break;
      }
      const code = isSuspended(item) ? 'backup-suspended' : 'backup-stopped';
      found.push(warn('backup', said(code), { vm: name }, `protection resume ${name}`));
      break;
    }
    case 'no-backup-yet':
      found.push(warn('backup', said('backup-none-yet'), { vm: name }, `backup ${name}`));
      break;
    case 'last-failed':
      found.push(warn('backup', said('backup-failed'), { vm: name }, `jobs ${name} failed`));
      break;
    case 'unhealthy':
      found.push(warn('backup', said('backup-unhealthy'), { vm: name, title }, `explain ${title}`));
      break;
    default:
  }
  return found;
}

/** Somebody resumed backups, or deleted them, directly in Azure. */
function holdUndone({ vmName: vm, softDeleted }: CheckFacts['item'], id: string): Finding {
  return softDeleted
    ? act('backup', said('hold-deleted'), { vm, id }, `undelete ${vm}`)
    : act('backup', said('hold-undone'), { vm, id }, `hold ${vm}`);
}

/** Finds points of an ADE machine that are, or will be, kept beyond the day on which Azure retires ADE. */
export function checkRetirement({ encryption, points, item, policy }: CheckFacts): Finding[] {
  if (encryption.ade.value === 'no' && encryption.ade.now !== 'yes') return [];
  const vm = item.vmName;
  const date = adeRetirement.toISOString().slice(0, 10);
  // Without protection no point expires, and Azure names no expiry.
  const stay = backupTrouble(item) === 'stopped' && !isSuspended(item);
  const late = points.filter(({ expiresAt }) => (expiresAt === undefined ? stay : outlivesAde(expiresAt))).length;
  const found = late > 0 ? [warn('retirement', said('retirement'), { vm, count: late, date })] : [];
  // A machine that is no longer encrypted makes no new points that outlive ADE.
  if (encryption.ade.now === 'no') return found;
  const ofPolicy = whenRead('retirement', policy, (rules) =>
    rules && outlivesAde(rules.keptUntil)
      ? [warn('retirement', said('retirement-policy'), { vm, policy: rules.name, date })]
      : [],
  );
  return [...found, ...ofPolicy];
}
