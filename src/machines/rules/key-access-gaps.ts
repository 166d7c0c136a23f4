import { nameOf, sameArmId } from '../../kernel/arm-id.ts';
import type { Failure, Read } from '../../kernel/errors.ts';
import type { KeyVaultFacts, Tri } from '../../kernel/facts.ts';
import { evaluate, type Rights } from '../../kernel/permissions.ts';
import {
  dataActions,
  missingVerbs,
  policyVerbs,
  type SetAccessGap,
  setAccessGaps,
  setGapFailure,
} from './check-key-access.ts';
import type { SetAccessInspection } from './check-machine.ts';
import type { EncryptionAssessment } from './encryption-assessment.ts';

/** Azure Backup's needs on a key vault: verbs with access policies, data actions with Azure RBAC. */
export type Wanted =
  | { model: 'access-policy'; keyVaultId: string; keyVault: string; keys: string[]; secrets: string[] }
  | { model: 'rbac'; keyVaultId: string; keyVault: string; actions: string[] };

/** A key vault that holds keys of a machine, as read. */
export type KeyVaultRead = {
  id: string;
  settings: Read<KeyVaultFacts | undefined>;
  /** Rights of Azure Backup's principal there. */
  backupService: Read<Rights>;
};

export type KeyAccess =
  /** No keys are in a key vault that Azure Backup would read. */
  | { kind: 'not-needed' }
  | { kind: 'fine'; wanted: Wanted[] }
  /** `gaps`: the missing part of `wanted`. `stops`: false if backups work without it. */
  | { kind: 'lacking'; wanted: Wanted[]; gaps: Wanted[]; stops: boolean }
  | { kind: 'unknown'; failure: Failure };

/**
 * Key access of a confidential machine, on the key vaults of its sets. Managed HSMs have their own access model and are
 * not included; rights of the sets themselves are not given here. One unreadable key vault makes the result unknown: a
 * grant is signed for all of them.
 */
export function setKeyAccessOf(
  vmName: string,
  inspections: readonly SetAccessInspection[],
  serviceId: Read<string | undefined>,
): KeyAccess {
  if (!inspections.some(({ keyVault }) => keyVault)) return { kind: 'not-needed' };
  if (serviceId.kind === 'unread') return { kind: 'unknown', failure: serviceId.failure };
  if (serviceId.value === undefined) return { kind: 'unknown', failure: serviceMissing(vmName) };
  const wanted = new Map<string, Wanted>();
  const gaps = new Map<string, Wanted>();
  for (const inspection of inspections) {
    const { set, keyVault, held } = inspection;
    if (!keyVault) continue;
    if (keyVault.kind === 'unread') return { kind: 'unknown', failure: keyVault.failure };
    const vault = keyVault.value;
    if (!vault) return { kind: 'unknown', failure: vaultGone(vmName, set.keyVaultId ?? '') };
    const gap = setAccessGaps([inspection]).find(({ who }) => who === 'backup');
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
 * All needs on each key vault with a gap, for a person to type: both Azure tools replace existing verbs, so typing only
 * the missing ones would remove the others.
 */
export function wantedWhereLacking({ wanted, gaps }: Pick<KeyAccess & { kind: 'lacking' }, 'wanted' | 'gaps'>) {
  return wanted.filter(({ keyVaultId }) => gaps.some((gap) => sameArmId(gap.keyVaultId, keyVaultId)));
}

/**
 * The result where nothing else is shown: `not-needed` in key vaults is not the whole answer while there are gaps, or
 * unknowns, that only a person can close.
 * @param byHand worst first
 */
export function shownAccess(vmName: string, access: KeyAccess, byHand: readonly SetAccessGap[]): KeyAccess {
  const gap = byHand.find(({ who }) => who === 'backup');
  if (!gap || access.kind === 'lacking' || access.kind === 'unknown') return access;
  return { kind: 'unknown', failure: setGapFailure(vmName, gap) };
}

/** Whether Azure Backup can read the keys that the machine uses today. */
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
    const inspected =
      vault.permissionModel === 'rbac' ? inRoles(vault, backupService, hasKek) : inPolicies(vault, service, hasKek);
    if ('failure' in inspected) return { kind: 'unknown', failure: inspected.failure ?? unsure(vmName) };
    wanted.push(inspected.wanted);
    if (inspected.gap) gaps.push(inspected.gap);
    stops ||= inspected.stops;
  }
  return gaps.length > 0 ? { kind: 'lacking', wanted, gaps, stops } : { kind: 'fine', wanted };
}

type InspectedKeyVault = { wanted: Wanted; gap?: Wanted; stops: boolean } | { failure: Failure | undefined };

function inPolicies(vault: KeyVaultFacts, serviceId: string, hasKek: boolean): InspectedKeyVault {
  const of = { model: 'access-policy' as const, keyVaultId: vault.id, keyVault: vault.name };
  const { keys, secrets, optional } = missingVerbs(vault, serviceId, hasKek);
  const wanted = {
    ...of,
    // BitLocker keys alone are secrets: rights on keys are not asked for unless needed.
    keys: hasKek ? [...policyVerbs.keys] : [],
    secrets: [...policyVerbs.secrets, ...policyVerbs.optional],
  };
  const gap = { ...of, keys, secrets: [...secrets, ...optional] };
  const lacks = gap.keys.length + gap.secrets.length > 0;
  return { wanted, ...(lacks && { gap }), stops: keys.length + secrets.length > 0 };
}

/** One custom role holds all five actions, with or without a KEK: Azure documents no smaller one. */
function inRoles(vault: KeyVaultFacts, rights: Read<Rights>, hasKek: boolean): InspectedKeyVault {
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
