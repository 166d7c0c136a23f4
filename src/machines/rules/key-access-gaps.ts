import { nameOf, sameArmId } from '../../kernel/arm-id.ts';
import type { Failure, Read } from '../../kernel/errors.ts';
import type { KeyVaultFacts, Tri } from '../../kernel/facts.ts';
import { evaluate, type Rights } from '../../kernel/permissions.ts';
import { dataActions, missingVerbs, policyVerbs, setGapFailure } from './check-key-access.ts';
import type { EncryptionAssessment } from './encryption-assessment.ts';
import { type SetAccessGap, type SetAccessLook, setAccessGaps } from './set-access.ts';

/** What Azure Backup needs on one key vault: verbs where it has access policies, data actions where it has roles. */
export type Wanted =
  | { model: 'access-policy'; keyVaultId: string; keyVault: string; keys: string[]; secrets: string[] }
  | { model: 'rbac'; keyVaultId: string; keyVault: string; actions: string[] };

/** A key vault that a machine's keys are in, as it was read. */
export type KeyVaultRead = {
  id: string;
  settings: Read<KeyVaultFacts | undefined>;
  /** What Azure Backup's principal holds there. */
  backupService: Read<Rights>;
};

export type KeyAccess =
  /** Its keys are not in a key vault that Azure Backup would read. */
  | { kind: 'not-needed' }
  | { kind: 'fine'; wanted: Wanted[] }
  /** `gaps`: of what is wanted, only what is missing. `stops`: false where backups go on without it. */
  | { kind: 'lacking'; wanted: Wanted[]; gaps: Wanted[]; stops: boolean }
  | { kind: 'unknown'; failure: Failure };

/**
 * The same of a confidential machine, on the key vaults of its sets. A Managed HSM gives rights by itself and is none of
 * them; a set that lacks its own is given nothing here either. What one key vault keeps to itself leaves all unknown: a
 * grant is signed for every one of them.
 */
export function setKeyAccessOf(
  vmName: string,
  looks: readonly SetAccessLook[],
  serviceId: Read<string | undefined>,
): KeyAccess {
  if (!looks.some(({ keyVault }) => keyVault)) return { kind: 'not-needed' };
  if (serviceId.kind === 'unread') return { kind: 'unknown', failure: serviceId.failure };
  if (serviceId.value === undefined) return { kind: 'unknown', failure: serviceMissing(vmName) };
  const wanted = new Map<string, Wanted>();
  const gaps = new Map<string, Wanted>();
  for (const look of looks) {
    const { set, keyVault, held } = look;
    if (!keyVault) continue;
    if (keyVault.kind === 'unread') return { kind: 'unknown', failure: keyVault.failure };
    const vault = keyVault.value;
    if (!vault) return { kind: 'unknown', failure: vaultGone(vmName, set.keyVaultId ?? '') };
    const gap = setAccessGaps([look]).find(({ who }) => who === 'backup');
    if (gap?.answer === 'unknown') {
      return { kind: 'unknown', failure: held?.backup.kind === 'unread' ? held.backup.failure : unsure(vmName) };
    }
    const [id, of] = [vault.id.toLowerCase(), { keyVaultId: vault.id, keyVault: vault.name }];
    const each: Wanted =
      vault.permissionModel === 'rbac'
        ? { ...of, model: 'rbac', actions: [...keyRoleActions] }
        : { ...of, model: 'access-policy', keys: [...policyVerbs.keys], secrets: [] };
    wanted.set(id, each);
    if (gap && !gaps.has(id)) {
      gaps.set(id, each.model === 'rbac' ? { ...each, actions: gap.missing } : { ...each, keys: gap.missing });
    }
  }
  const all = [...wanted.values()];
  return gaps.size > 0
    ? { kind: 'lacking', wanted: all, gaps: [...gaps.values()], stops: true }
    : { kind: 'fine', wanted: all };
}

/**
 * All that is wanted on the key vaults where a part of it is missing. It is what a person types: both tools of Azure put
 * the verbs that they are told in the place of those that are there, so the missing ones alone would take the others away.
 */
export function wantedWhereLacking({ wanted, gaps }: Pick<KeyAccess & { kind: 'lacking' }, 'wanted' | 'gaps'>) {
  return wanted.filter(({ keyVaultId }) => gaps.some((gap) => sameArmId(gap.keyVaultId, keyVaultId)));
}

/**
 * What is told of it where nothing else is: that Azure Backup needs nothing more in key vaults is not all, as long as it
 * lacks what only a person can give, or nobody can tell.
 * @param byHand worst first
 */
export function toldAccess(vmName: string, access: KeyAccess, byHand: readonly SetAccessGap[]): KeyAccess {
  const gap = byHand.find(({ who }) => who === 'backup');
  if (!gap || access.kind === 'lacking' || access.kind === 'unknown') return access;
  return { kind: 'unknown', failure: setGapFailure(vmName, gap) };
}

/** Whether Azure Backup may read the keys that the machine is encrypted with today. */
export function keyAccessOf(
  vmName: string,
  { ade }: EncryptionAssessment,
  keyVaults: readonly KeyVaultRead[],
  serviceId: Read<string | undefined>,
): KeyAccess {
  if (ade.now === 'no' || (ade.now === 'unknown' && ade.value === 'no')) return { kind: 'not-needed' };
  if (serviceId.kind === 'unread') return { kind: 'unknown', failure: serviceId.failure };
  const service = serviceId.value;
  if (service === undefined) return { kind: 'unknown', failure: serviceMissing(vmName) };
  if (keyVaults.length === 0) return { kind: 'unknown', failure: unsure(vmName) };
  const kekVaults = new Set(ade.keysNow.flatMap(({ kek }) => (kek ? [kek.keyVaultId.toLowerCase()] : [])));
  const wanted: Wanted[] = [];
  const gaps: Wanted[] = [];
  let stops = false;
  for (const { id, settings, backupService } of keyVaults) {
    if (settings.kind === 'unread') return { kind: 'unknown', failure: settings.failure };
    const vault = settings.value;
    if (!vault) return { kind: 'unknown', failure: vaultGone(vmName, id) };
    const hasKek = kekVaults.has(id.toLowerCase()) || ade.kek === 'unknown';
    const looked =
      vault.permissionModel === 'rbac' ? inRoles(vault, backupService, hasKek) : inPolicies(vault, service, hasKek);
    if ('failure' in looked) return { kind: 'unknown', failure: looked.failure ?? unsure(vmName) };
    wanted.push(looked.wanted);
    if (looked.gap) gaps.push(looked.gap);
    stops ||= looked.stops;
  }
  return gaps.length > 0 ? { kind: 'lacking', wanted, gaps, stops } : { kind: 'fine', wanted };
}

type Looked = { wanted: Wanted; gap?: Wanted; stops: boolean } | { failure: Failure | undefined };

function inPolicies(vault: KeyVaultFacts, serviceId: string, hasKek: boolean): Looked {
  const of = { model: 'access-policy' as const, keyVaultId: vault.id, keyVault: vault.name };
  const { keys, secrets, optional } = missingVerbs(vault, serviceId, hasKek);
  const wanted = {
    ...of,
    // BitLocker keys alone are secrets: no right on keys is asked for that nothing needs.
    keys: hasKek ? [...policyVerbs.keys] : [],
    secrets: [...policyVerbs.secrets, ...policyVerbs.optional],
  };
  const gap = { ...of, keys, secrets: [...secrets, ...optional] };
  const lacks = gap.keys.length + gap.secrets.length > 0;
  return { wanted, ...(lacks && { gap }), stops: keys.length + secrets.length > 0 };
}

/** One custom role holds all five, whether there is a KEK or not: Azure documents no smaller one. */
function inRoles(vault: KeyVaultFacts, rights: Read<Rights>, hasKek: boolean): Looked {
  if (rights.kind === 'unread') return { failure: rights.failure };
  const of = { model: 'rbac' as const, keyVaultId: vault.id, keyVault: vault.name };
  const answers = keyRoleActions.map((action) => ({ action, answer: held(rights.value, action, vault.id) }));
  const missing = answers.filter(({ answer }) => answer === 'no').map(({ action }) => action);
  if (missing.length === 0 && answers.some(({ answer }) => answer === 'unknown')) return { failure: undefined };
  return {
    wanted: { ...of, actions: [...keyRoleActions] },
    ...(missing.length > 0 && { gap: { ...of, actions: missing } }),
    stops: missing.some((action) => hasKek || !dataActions.keys.some((key) => key === action)),
  };
}

function held(rights: Rights, action: string, scope: string): Tri {
  return evaluate(rights, action, scope, 'data').answer;
}

function unsure(vm: string): Failure {
  return { code: 'check.access-unknown', params: { vm } };
}

function serviceMissing(vm: string): Failure {
  return { code: 'check.backup-service-missing', params: { vm } };
}

function vaultGone(vm: string, id: string): Failure {
  return { code: 'check.key-vault-gone', params: { vm, vault: nameOf(id) } };
}

/** The five data actions of the documented custom role. */
export const keyRoleActions: readonly string[] = [...dataActions.keys, ...dataActions.secrets];
