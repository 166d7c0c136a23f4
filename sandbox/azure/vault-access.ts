import type { KeyVaultContents, Stored, StoredVersion } from '../world/key-vault-contents.ts';
import { find, purgeAt, retentionDays } from '../world/key-vault-contents.ts';
import { allowsLocally, localAction } from '../world/local-roles.ts';
import { bot, tenantId } from '../world/people.ts';
import type { Refusal } from '../world/refusal.ts';
import type { ArmResource } from '../world/resources.ts';
import type { Context } from './call.ts';
import { AzureError } from './errors.ts';

export type Kind = 'keys' | 'secrets';

/** An action in a key vault: the access-policy verb and the data action that allow it. */
export type Wish = {
  kind: Kind;
  verb: 'get' | 'list' | 'set' | 'recover' | 'restore' | 'create' | 'update' | 'delete' | 'backup';
  dataAction: string;
  /** A Managed HSM's own name for the data action, if it differs. */
  ofHsm?: string;
  name?: string;
};

const vaults = 'Microsoft.KeyVault/vaults';

export const wishes = {
  getKey: { kind: 'keys', verb: 'get', dataAction: `${vaults}/keys/read` },
  listKeys: { kind: 'keys', verb: 'list', dataAction: `${vaults}/keys/read` },
  listDeletedKeys: {
    kind: 'keys',
    verb: 'list',
    dataAction: `${vaults}/keys/read`,
    ofHsm: 'Microsoft.KeyVault/managedHsm/keys/deletedKeys/read/action',
  },
  getSecret: { kind: 'secrets', verb: 'get', dataAction: `${vaults}/secrets/getSecret/action` },
  listSecrets: { kind: 'secrets', verb: 'list', dataAction: `${vaults}/secrets/readMetadata/action` },
  // A deleted secret is returned without its value. That a role needs only the right to metadata is modelled.
  getDeletedSecret: { kind: 'secrets', verb: 'get', dataAction: `${vaults}/secrets/readMetadata/action` },
  restoreKey: { kind: 'keys', verb: 'restore', dataAction: `${vaults}/keys/restore/action` },
  recoverKey: { kind: 'keys', verb: 'recover', dataAction: `${vaults}/keys/recover/action` },
  restoreSecret: { kind: 'secrets', verb: 'restore', dataAction: `${vaults}/secrets/restore/action` },
  recoverSecret: { kind: 'secrets', verb: 'recover', dataAction: `${vaults}/secrets/recover/action` },
  setSecret: { kind: 'secrets', verb: 'set', dataAction: `${vaults}/secrets/setSecret/action` },
} satisfies Record<string, Wish>;

/**
 * Returns the changed object, or answers with the refusal.
 * @throws AzureError
 */
export function changed<T extends Stored>(result: T | Refusal): T {
  if ('code' in result) throw new AzureError(result.status ?? 409, result.code, result.message);
  return result;
}

/**
 * The key vault of the host, for a caller with this right.
 * @throws AzureError 403 as Key Vault words it
 */
export function openVault(context: Context, wish: Wish): KeyVaultContents {
  const name = context.host.split('.')[0] ?? '';
  const contents = [...context.world.keyVaults.values()].find((one) => one.uri === `https://${context.host}`);
  if (contents && context.world.localAssignments.has(name)) {
    byLocalRole(context, name, wish);
    return contents;
  }
  const vault = contents && context.world.resources.get(contents.id);
  if (!contents || !vault) throw new AzureError(404, 'VaultNotFound', `There is no key vault ${name}.`);
  const { properties } = vault;
  const rules = properties.networkAcls as { defaultAction?: string } | undefined;
  if (properties.publicNetworkAccess === 'Disabled' || rules?.defaultAction === 'Deny') {
    const message = `Client address is not authorized and caller is not a trusted service.\r\nVault: ${where(vault)}`;
    throw new AzureError(403, 'Forbidden', message, { inner: 'ForbiddenByFirewall' });
  }
  if (properties.enableRbacAuthorization === true) byRole(context, vault, wish);
  else byPolicy(context, vault, wish);
  return contents;
}

/** A Managed HSM checks its own roles; code and text are modelled. */
function byLocalRole({ world, principal }: Context, hsm: string, { dataAction, ofHsm, name }: Wish): void {
  const action = ofHsm ?? localAction(dataAction);
  if (allowsLocally(world, hsm, principal, action, name)) return;
  throw new AzureError(403, 'AccessDenied', `Caller lacks ${action} on this resource.`, { inner: 'AccessDenied' });
}

function byRole({ world, principal }: Context, vault: ArmResource, { dataAction, kind, name }: Wish): void {
  const id = name ? `${vault.id}/${kind}/${name}` : vault.id;
  if (world.roles.allowsData(principal, dataAction, id)) return;
  const lines = [
    'Caller is not authorized to perform action on resource.',
    'If role assignments, deny assignments or role definitions were changed recently, please observe propagation time.',
    `Caller: ${caller(principal)}`,
    `Action: '${dataAction}'`,
    `Resource: '${id.toLowerCase()}'`,
    'Assignment: (not found)',
    'DenyAssignmentId: null',
    'DecisionReason: null ',
    `Vault: ${where(vault)}`,
  ];
  throw new AzureError(403, 'Forbidden', lines.join('\r\n'), { inner: 'ForbiddenByRbac' });
}

type Policy = { objectId: string; permissions: Record<Kind, string[]> };

function byPolicy({ principal }: Context, vault: ArmResource, { kind, verb }: Wish): void {
  const granted = (vault.properties.accessPolicies as Policy[])
    .filter((one) => one.objectId === principal)
    .flatMap((one) => one.permissions[kind] ?? [])
    .map((one) => one.toLowerCase());
  if (granted.includes(verb) || granted.includes('all')) return;
  const message = `The user, group or application '${caller(principal)}' does not have ${kind} ${verb} permission on key vault '${where(vault)}'. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125287`;
  throw new AzureError(403, 'Forbidden', message, { inner: 'AccessDenied' });
}

function caller(principal: string): string {
  const appId = principal === bot.objectId ? bot.appId : '';
  return `appid=${appId};oid=${principal};iss=https://sts.windows.net/${tenantId}/`;
}

function where(vault: ArmResource): string {
  return `${vault.name};location=${vault.location}`;
}

/**
 * The key or secret of this name, if it is in use.
 * @throws AzureError 404
 */
export function inUse<T extends Stored>(among: Map<string, T>, name: string, kind: 'Key' | 'Secret', now: Date): T {
  const found = find(among, name, now);
  if (!found || found.deletedAt) throw notFound(kind, name);
  return found;
}

/**
 * The soft-deleted key or secret of this name.
 * @throws AzureError 404
 */
export function deleted<T extends Stored>(
  among: Map<string, T>,
  name: string,
  kind: 'Key' | 'Secret',
  now: Date,
): T & { deletedAt: Date } {
  const found = find(among, name, now);
  if (!found?.deletedAt) throw notFound(kind, name);
  return found as T & { deletedAt: Date };
}

export function notFound(kind: 'Key' | 'Secret', id: string): AzureError {
  const command = `az keyvault ${kind.toLowerCase()} recover`;
  const message = `A ${kind.toLowerCase()} with (name/id) ${id} was not found in this key vault. If you recently deleted this ${kind.toLowerCase()} you may be able to recover it using the correct recovery command (${command}).`;
  return new AzureError(404, `${kind}NotFound`, message);
}

export function attributes(version: StoredVersion): Record<string, unknown> {
  return {
    enabled: version.enabled,
    created: seconds(version.createdAt),
    updated: seconds(version.updatedAt ?? version.createdAt),
    ...(version.expiresAt && { exp: seconds(version.expiresAt) }),
    recoveryLevel: 'Recoverable+Purgeable',
    recoverableDays: retentionDays,
  };
}

/** Additional members of a deleted key or secret. */
export function deletion(uri: string, kind: Kind, stored: { name: string; deletedAt: Date }): Record<string, unknown> {
  return {
    recoveryId: `${uri}/deleted${kind}/${stored.name}`,
    deletedDate: seconds(stored.deletedAt),
    scheduledPurgeDate: seconds(purgeAt(stored.deletedAt)),
  };
}

function seconds(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}
