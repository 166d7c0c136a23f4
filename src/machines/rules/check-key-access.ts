import { nameOf } from '../../kernel/arm-id.ts';
import type { Failure, Read } from '../../kernel/errors.ts';
import type { KeyVaultFacts, Tri } from '../../kernel/facts.ts';
import { isHsmKey, parseKeyUrl } from '../../kernel/keys.ts';
import { evaluate, type Rights } from '../../kernel/permissions.ts';
import { type CheckFacts, isGone, type SetAccessInspection } from './check-machine.ts';
import { act, type Finding, said, stopsBackup, unknown, warn } from './finding.ts';

/** Rights that Azure Backup needs on a vault with access policies. Only the portal asks for `backup` on secrets. */
export const policyVerbs = { keys: ['get', 'list', 'backup'], secrets: ['get', 'list'], optional: ['backup'] } as const;

/** Data actions of the documented custom role, for vaults that use Azure RBAC. */
export const dataActions = {
  keys: ['Microsoft.KeyVault/vaults/keys/read', 'Microsoft.KeyVault/vaults/keys/backup/action'],
  secrets: [
    'Microsoft.KeyVault/vaults/secrets/readMetadata/action',
    'Microsoft.KeyVault/vaults/secrets/getSecret/action',
    'Microsoft.KeyVault/vaults/secrets/backup/action',
  ],
} as const;

/**
 * Checks whether the next backup can read the keys, in both access models of Key Vault (a restore does not need that),
 * and whether a machine created from restored disks can get its keys from there.
 */
export function checkKeyAccess(facts: CheckFacts): Finding[] {
  const { ade } = facts.encryption;
  const gone = isGone(facts);
  // The next backup depends on the machine of today; a deleted machine has no next backup.
  const backsUp = !gone && ade.now !== 'no' && (ade.now === 'yes' || ade.value !== 'no');
  if (!backsUp && ade.value === 'no') return [];
  if (facts.keyVaults.length === 0) {
    if (!backsUp) return [];
    return [unknown('key-access', { code: said('access-unknown'), params: { vm: facts.item.vmName } })];
  }
  const kekVaults = new Set(
    [...ade.keysNow, ...(ade.keysAtPoint ? [ade.keysAtPoint] : [])].flatMap(({ kek }) =>
      kek ? [kek.keyVaultId.toLowerCase()] : [],
    ),
  );
  return facts.keyVaults.flatMap(({ id, settings, backupService }) => {
    if (settings.kind === 'unread') return [unknown('key-access', settings.failure)];
    if (settings.value === undefined) {
      return [act('key-access', said('key-vault-gone'), { vm: facts.item.vmName, vault: nameOf(id) })];
    }
    const kek = kekVaults.has(id.toLowerCase()) || ade.kek === 'unknown';
    return [
      ...(backsUp ? rightsOn(facts, settings.value, backupService, kek) : []),
      ...checkSettings(facts, settings.value, backsUp),
    ];
  });
}

function rightsOn(facts: CheckFacts, vault: KeyVaultFacts, rights: Read<Rights>, kek: boolean): Finding[] {
  const { backupServiceId: service } = facts;
  const vm = facts.item.vmName;
  const mend = `check ${vm}`;
  if (service.kind === 'unread') return [unknown('key-access', service.failure)];
  if (service.value === undefined) return [stopsBackup('key-access', said('backup-service-missing'), { vm })];
  if (vault.permissionModel === 'access-policy') {
    const missing = missingVerbs(vault, service.value, kek);
    const params = { vm, vault: vault.name };
    const words = [
      missing.keys.length > 0 ? `keys ${missing.keys.join(', ')}` : '',
      missing.secrets.length > 0 ? `secrets ${missing.secrets.join(', ')}` : '',
    ].filter((part) => part !== '');
    if (words.length > 0) {
      return [stopsBackup('key-access', said('access-policy-missing'), { ...params, verbs: words.join('; ') }, mend)];
    }
    return missing.optional.length > 0 ? [warn('key-access', said('access-no-backup-verb'), params, mend)] : [];
  }
  if (rights.kind === 'unread') return [unknown('key-access', rights.failure)];
  const wanted = kek ? [...dataActions.keys, ...dataActions.secrets] : dataActions.secrets;
  const answers = wanted.map((action) => ({ action, ...evaluate(rights.value, action, vault.id, 'data') }));
  const params = { vm, vault: vault.name };
  const no = answers.filter(({ answer }) => answer === 'no');
  if (no.length > 0) {
    const actions = no.map(({ action }) => action).join(', ');
    return [stopsBackup('key-access', said('access-role-missing'), { ...params, actions }, mend)];
  }
  if (answers.some(({ answer }) => answer === 'unknown')) {
    return [unknown('key-access', { code: said('access-unknown'), params: { vm } })];
  }
  return [];
}

/** Verbs that Azure Backup's principal lacks. Access policies name object ids of this tenant, never app ids. */
export function missingVerbs(
  vault: KeyVaultFacts,
  serviceId: string,
  kek: boolean,
): { keys: string[]; secrets: string[]; optional: string[] } {
  const policies = vault.accessPolicies.filter(({ objectId }) => objectId === serviceId.toLowerCase());
  const lacks = (of: 'keys' | 'secrets', verbs: readonly string[]) => {
    const held = new Set(policies.flatMap((policy) => policy[of]));
    return held.has('all') ? [] : verbs.filter((verb) => !held.has(verb));
  };
  return {
    keys: kek ? lacks('keys', policyVerbs.keys) : [],
    secrets: lacks('secrets', policyVerbs.secrets),
    optional: lacks('secrets', policyVerbs.optional),
  };
}

/** Azure also fetches keys as a trusted service when it creates a machine from encrypted disks (documented). */
function checkSettings(facts: CheckFacts, vault: KeyVaultFacts, backsUp: boolean): Finding[] {
  const params = { vm: facts.item.vmName, vault: vault.name };
  const closed = vault.firewall === 'closed';
  const unlocks = facts.encryption.ade.value !== 'no';
  return [
    ...(closed && unlocks ? [act('key-access', said('key-vault-closed'), params)] : []),
    ...(closed && backsUp ? [stopsBackup('key-access', said('key-vault-firewall'), params)] : []),
    ...(vault.enabledForDiskEncryption === 'no' && unlocks
      ? [warn('key-access', said('key-vault-not-for-disks'), params)]
      : []),
  ];
}

/** Checks whether Azure Backup can copy the keys of a confidential machine, and whether its sets can use them. */
export function checkSetAccess({ setAccess, item, vm }: CheckFacts): Finding[] {
  if (setAccess.kind === 'unread') return [unknown('key-access', setAccess.failure)];
  const gone = isGone({ vm });
  const unread = setAccess.value.flatMap(({ keyVault }) =>
    keyVault?.kind === 'unread' ? [unknown('key-access', keyVault.failure)] : [],
  );
  const gaps = setAccessGaps(setAccess.value).flatMap((gap): Finding[] => {
    const failure = setGapFailure(item.vmName, gap);
    const { code, params } = failure;
    const mend = `check ${item.vmName}`;
    if (gap.answer === 'unknown') return [unknown('key-access', failure)];
    if (gap.who === 'set') return [act('key-access', code, params, mend)];
    // A deleted machine has no next backup.
    return gone ? [] : [stopsBackup('key-access', code, params, mend)];
  });
  return [...gaps, ...unread];
}

/** The failure that describes a gap. */
export function setGapFailure(vm: string, { who, set, store, key, model, answer, missing }: SetAccessGap): Failure {
  const params = { vm, set, store, key, actions: missing.join(', ') };
  if (model === 'unknown') return { code: said('set-access-elsewhere'), params };
  if (answer === 'unknown') return { code: said('set-access-unknown'), params };
  return { code: said(who === 'set' ? 'set-access-missing' : 'set-access-backup'), params };
}

/** Who needs to use the key: Azure Backup copies it, the set's identity wraps disks with it. */
type Holder = 'backup' | 'set';

export type SetAccessGap = {
  who: Holder;
  set: string;
  /** Object id; '' if unknown. */
  principal: string;
  /** unknown: a key vault known by its address alone. */
  model: 'access-policy' | 'rbac' | 'hsm' | 'unknown';
  /** ARM id; absent for a Managed HSM, and if only the address is known. */
  keyVaultId?: string;
  /** Name of the key vault or HSM. */
  store: string;
  key: string;
  /** Verbs, or data actions. */
  missing: string[];
  /** Key verbs of its access policy; absent if it has none. */
  held?: string[];
  /** no: rights are missing. unknown: they could not be read. */
  answer: Exclude<Tri, 'yes'>;
};

/** Documented for Azure Backup and for disk encryption sets. Confidential machines use no secrets. */
const verbs = { backup: ['get', 'list', 'backup'], set: ['get', 'wrapkey', 'unwrapkey'] } as const;
const actions = {
  rbac: {
    backup: ['Microsoft.KeyVault/vaults/keys/read', 'Microsoft.KeyVault/vaults/keys/backup/action'],
    set: [
      'Microsoft.KeyVault/vaults/keys/read',
      'Microsoft.KeyVault/vaults/keys/wrap/action',
      'Microsoft.KeyVault/vaults/keys/unwrap/action',
    ],
  },
  hsm: {
    backup: ['Microsoft.KeyVault/managedHsm/keys/read/action', 'Microsoft.KeyVault/managedHsm/keys/backup/action'],
    set: [
      'Microsoft.KeyVault/managedHsm/keys/read/action',
      'Microsoft.KeyVault/managedHsm/keys/wrap/action',
      'Microsoft.KeyVault/managedHsm/keys/unwrap/action',
    ],
  },
} as const;

/** Missing rights on the keys of these sets, worst first. A deleted key vault is reported elsewhere. */
export function setAccessGaps(inspections: readonly SetAccessInspection[]): SetAccessGap[] {
  const gaps = inspections.flatMap((inspection) =>
    (['backup', 'set'] as const).flatMap((who) => gapOf(inspection, who) ?? []),
  );
  return gaps.sort((a, b) => a.answer.localeCompare(b.answer, 'en'));
}

function gapOf(inspection: SetAccessInspection, who: Holder): SetAccessGap | undefined {
  const { set, keyVault, service } = inspection;
  const address = parseKeyUrl(set.keyUrl ?? '');
  if (!address) return undefined;
  if (keyVault && (keyVault.kind === 'unread' || !keyVault.value)) return undefined;
  const settings = keyVault?.kind === 'read' ? keyVault.value : undefined;
  const principals = who === 'set' ? set.principalIds : [(service.kind === 'read' && service.value) || ''];
  const model: SetAccessGap['model'] = settings?.permissionModel ?? (isHsmKey(set.keyUrl ?? '') ? 'hsm' : 'unknown');
  const known = principals.length > 0 && principals[0] !== '';
  const common = {
    who,
    set: set.name,
    principal: principals[0] ?? '',
    model,
    ...(settings && { keyVaultId: settings.id }),
    store: settings ? nameOf(settings.id) : (address.host.split('.')[0] ?? address.host),
    key: address.name,
  };
  const wanted: readonly string[] =
    model === 'access-policy' ? verbs[who] : actions[model === 'hsm' ? 'hsm' : 'rbac'][who];
  if (!known) return { ...common, missing: [...wanted], answer: 'unknown' };
  if (settings && model === 'access-policy') {
    const granted = new Set(
      settings.accessPolicies.filter(({ objectId }) => principals.includes(objectId)).flatMap(({ keys }) => keys),
    );
    const missing = granted.has('all') ? [] : wanted.filter((verb) => !granted.has(verb));
    const held = settings.accessPolicies.find(({ objectId }) => objectId === common.principal)?.keys ?? [];
    return missing.length > 0 ? { ...common, missing, ...(held.length > 0 && { held }), answer: 'no' } : undefined;
  }
  const held = inspection.held?.[who];
  if (!held || held.kind === 'unread') return { ...common, missing: [...wanted], answer: 'unknown' };
  const scope = `${settings ? settings.id : ''}/keys/${address.name}`;
  const answers = wanted.map((action) => ({ action, answer: evaluate(held.value, action, scope, 'data').answer }));
  const no = answers.filter(({ answer }) => answer === 'no').map(({ action }) => action);
  if (no.length > 0) return { ...common, missing: no, answer: 'no' };
  const unsure = answers.filter(({ answer }) => answer === 'unknown').map(({ action }) => action);
  return unsure.length > 0 ? { ...common, missing: unsure, answer: 'unknown' } : undefined;
}
