import type { AccessPolicyEntry, Vault } from '@azure/arm-keyvault';
import { parseResourceId, type Ref } from '../kernel/arm-id.ts';
import { CodedError } from '../kernel/errors.ts';
import type { KeyVaultFacts } from '../kernel/facts.ts';
import type { Assignment, Rights, RoleDefinition } from '../kernel/permissions.ts';
import { asObject, asObjects } from '../kernel/stored.ts';
import { askAzure, askIfThere, type SendOutcome, sendForEffect } from './calls.ts';
import type { ClientsOf } from './clients.ts';
import { list, text, textList } from './parse/values.ts';
import type { PlainRead } from './plain-client.ts';

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
