import type { AccessPolicyEntry, Vault } from '@azure/arm-keyvault';
import { parseResourceId, type Ref } from '../kernel/arm-id.ts';
import type { Clock } from '../kernel/clock.ts';
import { asFailure, CodedError, type Failure } from '../kernel/errors.ts';
import type { AdeKeys, KeyVaultFacts } from '../kernel/facts.ts';
import { keyUrlKey, parseKeyUrl, spelledName } from '../kernel/keys.ts';
import type { Assignment, Rights, RoleDefinition } from '../kernel/permissions.ts';
import { asObject, asObjects } from '../kernel/stored.ts';
import { askAzure, askIfThere, type SendOutcome, sendForEffect } from './calls.ts';
import type { ClientsOf } from './clients.ts';
import { type RecoveryCall, type RecoveryQuery, sendAll, tagsOf, wrapped } from './key-changes.ts';
import type { EncryptionInfo, ReadKeyMaterial } from './key-source.ts';
import { list, text, textList } from './parse/values.ts';
import type { PlainClient, PlainRead } from './plain-client.ts';
import { type KeyState, readKeyState, type StoredKeys } from './stored-keys.ts';
import { createVaultObjects } from './vault-objects.ts';

export type KeyVaults = {
  /** The vault's settings from Resource Manager, never a key or secret. */
  get(keyVault: Ref): Promise<KeyVaultFacts | undefined>;
};

export function createKeyVaults(clients: ClientsOf): KeyVaults {
  return {
    async get(ref) {
      const { subscriptionId, resourceGroup, name } = parseResourceId(ref);
      const found = await askIfThere(() => clients(subscriptionId).reading.keyVault.vaults.get(resourceGroup, name));
      return found && parseKeyVault(found);
    },
  };
}

type Grant = {
  keyVaultId: string;
  tenantId: string;
  /** Object id, in this tenant, of the principal that gets the rights. */
  principal: string;
  /** Verbs of access policies in lower case, e.g. get; existing ones stay. */
  keys: string[];
  secrets: string[];
  clientRequestId: string;
};

export type KeyVaultAccess = {
  /** For key vaults with access policies: adds to the principal's policy, and never replaces any. */
  grantPolicy(grant: Grant): Promise<SendOutcome>;
};

export function createKeyVaultAccess(clients: ClientsOf): KeyVaultAccess {
  return {
    grantPolicy({ keyVaultId, tenantId, principal, keys, secrets, clientRequestId }) {
      const { subscriptionId, resourceGroup, name } = parseResourceId(keyVaultId);
      const { vaults } = clients(subscriptionId).changing.keyVault;
      const entry: AccessPolicyEntry = {
        tenantId,
        objectId: principal,
        permissions: { ...(keys.length > 0 && { keys }), ...(secrets.length > 0 && { secrets }) },
      };
      const parameters = { properties: { accessPolicies: [entry] } };
      return sendForEffect(clientRequestId, (options) =>
        vaults.updateAccessPolicy(resourceGroup, name, 'add', parameters, options),
      );
    },
  };
}

export type ManagedHsms = {
  /**
   * Rights of a principal by the HSM's own roles (local RBAC), which Resource Manager does not know. Scopes are
   * `/`, `/keys` and `/keys/name`; groups are not expanded.
   * @throws azure.*; bad-key-url for a host that is no HSM of this cloud
   */
  rights(host: string, principalId: string): Promise<Rights>;
};

const hsmVersion = 'api-version=7.4';

/** @param suffix e.g. managedhsm.azure.net: a token is sent to no other host */
export function createManagedHsms(read: PlainRead, suffix: string): ManagedHsms {
  return {
    rights: (host, principalId) =>
      askAzure(async () => {
        if (!host.endsWith(`.${suffix}`)) throw new CodedError('bad-key-url', {});
        const [assignments, definitions] = await Promise.all([
          listAll(read, host, 'roleAssignments'),
          listAll(read, host, 'roleDefinitions'),
        ]);
        return {
          assignments: assignments.flatMap((one) => parseAssignment(one, principalId)),
          definitions: new Map(definitions.flatMap(parseDefinition)),
          denyAssignments: [],
        };
      }),
  };
}

/**
 * Lists at the scope `/`: without a filter, everything assigned there or below. It is documented as
 * `/{scope}/providers`; az sends this, as its client drops the leading slashes. A next page on another host gets
 * no token.
 */
async function listAll(read: PlainRead, host: string, what: string): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  let next: string | undefined = `https://${host}/providers/Microsoft.Authorization/${what}?${hsmVersion}`;
  while (next !== undefined) {
    const page = asObject(await read(next));
    found.push(...asObjects(page.value));
    next = text(page.nextLink);
    if (next !== undefined && new URL(next).host !== host) throw new CodedError('bad-key-url', {});
  }
  return found;
}

function parseAssignment({ properties }: Record<string, unknown>, principalId: string): Assignment[] {
  const { principalId: holder, roleDefinitionId, scope } = asObject(properties);
  const [role, at] = [text(roleDefinitionId), text(scope)];
  return role && at && text(holder)?.toLowerCase() === principalId.toLowerCase()
    ? [{ roleDefinitionId: role, scope: at }]
    : [];
}

function parseDefinition({ id, properties }: Record<string, unknown>): [string, RoleDefinition][] {
  const known = text(id);
  if (!known) return [];
  const { roleName, permissions } = asObject(properties);
  const given = asObjects(permissions).map(({ dataActions, notDataActions }) => ({
    actions: [],
    notActions: [],
    dataActions: textList(dataActions),
    notDataActions: textList(notDataActions),
  }));
  return [[known.toLowerCase(), { id: known, name: text(roleName) ?? '', permissions: given }]];
}

function parseKeyVault(vault: Vault): KeyVaultFacts | undefined {
  if (!vault.id) return undefined;
  const { properties } = vault;
  return {
    ...parseResourceId(vault.id),
    name: vault.name ?? parseResourceId(vault.id).name,
    location: text(vault.location) ?? '',
    url: text(properties.vaultUri) ?? '',
    permissionModel: properties.enableRbacAuthorization === true ? 'rbac' : 'access-policy',
    enabledForDiskEncryption: properties.enabledForDiskEncryption === true ? 'yes' : 'no',
    firewall: parseFirewall(vault),
    accessPolicies: list(properties.accessPolicies).map((policy) => ({
      objectId: policy.objectId.toLowerCase(),
      keys: textList(policy.permissions.keys).map((verb) => verb.toLowerCase()),
      secrets: textList(policy.permissions.secrets).map((verb) => verb.toLowerCase()),
    })),
  };
}

function parseFirewall({ properties }: Vault): KeyVaultFacts['firewall'] {
  const closed = /^disabled$/i.test(properties.publicNetworkAccess ?? '');
  const denies = /^deny$/i.test(properties.networkAcls?.defaultAction ?? '');
  if (!closed && !denies) return 'open';
  // Azure Backup enters as a trusted service, even when public access is off. Without an explicit bypass, trusted
  // services may enter (specification).
  return /^none$/i.test(properties.networkAcls?.bypass ?? '') ? 'closed' : 'trusted-services';
}

/** Keys that came back at another address: a wrapped secret is set again, which makes a new version. */
type Replaced = { from: AdeKeys; to: AdeKeys };

export type RecoveryFound =
  | { kind: 'done'; replaced: Replaced[] }
  | { kind: 'absent' }
  | { kind: 'unknown'; failure: Failure };

export type KeyRecovery = {
  /** The state of each secret and key, each once. */
  inspect(query: { keys: readonly AdeKeys[] }): Promise<KeyState[]>;
  /**
   * Brings missing ones back, one after another: soft-deleted ones are recovered, others restored from Azure
   * Backup's copy. Existing ones are left alone, so that it may be sent again.
   */
  send(call: RecoveryCall): Promise<SendOutcome>;
  find(query: RecoveryQuery): Promise<RecoveryFound>;
};

export function createKeyRecovery(
  storedKeys: StoredKeys,
  readMaterial: ReadKeyMaterial,
  vault: { reading: PlainClient; changing: PlainClient },
  clock: Clock,
): KeyRecovery {
  const look = (keys: readonly AdeKeys[]) =>
    Promise.all(keyAddresses(keys).map((url) => readKeyState(storedKeys, url, clock.now())));

  const isThere = async (url: string) => {
    const { state } = await readKeyState(storedKeys, url, clock.now());
    return state !== 'missing' && state !== 'soft-deleted' && state !== 'unknown';
  };

  return {
    inspect: ({ keys }) => look(keys),
    async send(call) {
      const standings = await look(call.keys);
      const unknown = standings.find(({ state }) => state === 'unknown');
      if (unknown?.failure) return { kind: 'refused', failure: unknown.failure };
      const missing = standings.filter(({ state }) => state === 'missing' || state === 'soft-deleted');
      const needsMaterial = missing.some(({ state }) => state === 'missing');
      const objects = createVaultObjects(vault.reading, vault.changing, call.clientRequestId);
      try {
        const info = needsMaterial ? await readMaterial(call) : undefined;
        return await sendAll(objects, call, missing, info, isThere);
      } catch (error) {
        if (error instanceof CodedError) return { kind: 'refused', failure: asFailure(error) };
        throw error;
      }
    },
    async find(query) {
      const { keys } = query;
      const standings = await look(keys);
      const unknown = standings.find(({ state }) => state === 'unknown');
      if (unknown?.failure) return { kind: 'unknown', failure: unknown.failure };
      if (standings.some(({ state }) => state === 'soft-deleted')) return { kind: 'absent' };
      const lacks = new Set(standings.filter(({ state }) => state === 'missing').map(({ url }) => keyUrlKey(url)));
      const lacking = keys.filter(({ bek }) => lacks.has(keyUrlKey(bek.secretUrl)));
      const wholeKeys = keys.every(({ kek }) => !kek || !lacks.has(keyUrlKey(kek.keyUrl)));
      // Only a wrapped secret comes back under another version; the others keep theirs.
      if (!wholeKeys || lacking.some(({ kek }) => !kek)) return { kind: 'absent' };
      if (lacking.length === 0) return { kind: 'done', replaced: [] };
      try {
        const info = await readMaterial(query);
        const replaced = await Promise.all(lacking.map((one) => replacementOf(query, one, info)));
        const found = replaced.flatMap((one) => one ?? []);
        return found.length === lacking.length ? { kind: 'done', replaced: found } : { kind: 'absent' };
      } catch (error) {
        if (error instanceof CodedError) return { kind: 'unknown', failure: asFailure(error) };
        throw error;
      }
    },
  };

  /** The newest version of the secret if it equals what this sets: the stored value, its type and all of its tags. */
  async function replacementOf(
    query: RecoveryQuery,
    from: AdeKeys,
    info: EncryptionInfo,
  ): Promise<Replaced | undefined> {
    const { bek, kek } = from;
    const { origin } = new URL(bek.secretUrl);
    const name = spelledName(bek.secretUrl);
    const newest = await createVaultObjects(vault.reading, vault.changing).newestSecret(origin, name);
    const wanted = info.bySecret.get(keyUrlKey(bek.secretUrl))?.secretValue;
    if (!newest || !kek || newest.value !== wanted || newest.contentType !== wrapped) return undefined;
    const meant = Object.entries(tagsOf(query, name, kek.keyUrl));
    if (meant.some(([tag, value]) => newest.tags[tag] !== value)) return undefined;
    const [address, before] = [parseKeyUrl(newest.url), parseKeyUrl(bek.secretUrl)];
    if (!address || address.host !== before?.host || address.name !== before.name) return undefined;
    return { from, to: { ...from, bek: { ...bek, secretUrl: newest.url } } };
  }
}

/** Keys before the secrets that they wrap, each once. */
function keyAddresses(keys: readonly AdeKeys[]): string[] {
  const all = [...keys.flatMap(({ kek }) => kek?.keyUrl ?? []), ...keys.map(({ bek }) => bek.secretUrl)];
  const byKey = new Map(all.map((url) => [keyUrlKey(url), url]));
  return [...byKey.values()];
}
