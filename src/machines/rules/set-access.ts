import { nameOf } from '../../kernel/arm-id.ts';
import type { Read } from '../../kernel/errors.ts';
import type { EncryptionSetFacts, KeyVaultFacts, Tri } from '../../kernel/facts.ts';
import { isHsmKey, parseKeyUrl } from '../../kernel/keys.ts';
import { evaluate, type Rights } from '../../kernel/permissions.ts';

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
