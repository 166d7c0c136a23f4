import { resourceId } from './arm-id.ts';
import { guid, version } from './ids.ts';
import { retentionDays } from './key-vault-contents.ts';
import { localRoles } from './local-roles.ts';
import { markers } from './markers.ts';
import { backupManagementService, bot, people, tenantId } from './people.ts';
import { region } from './places.ts';
import type { World } from './world.ts';

const day = 86_400_000;

type KeyVaultRights = { mode: 'policies' | 'roles'; backup: boolean; restore: boolean; location: string };

/** Permissions that bringing secrets back takes. */
const restoring = ['Get', 'List', 'Set', 'Recover', 'Restore'];

/**
 * Adds a key vault. Azure Backup has the rights that the portal's template sets, unless `backup` is false. The bot may
 * list keys and secrets and, unless `restore` is false, recover them, for which it compares a secret's value.
 * @param mode how rights are given; with roles nobody has any until they are assigned
 */
export function addKeyVault(
  world: World,
  subscriptionId: string,
  group: string,
  name: string,
  { mode = 'policies', backup = true, restore = true, location = region }: Partial<KeyVaultRights> = {},
): void {
  const policies = [
    ...(backup ? [policy(backupManagementService, ['Get', 'List', 'Backup'], ['Get', 'List', 'Backup'])] : []),
    policy(bot, ['Get', 'List', ...(restore ? ['Recover', 'Restore'] : [])], restore ? restoring : ['List']),
  ];
  const id = resourceId(subscriptionId, group, 'Microsoft.KeyVault/vaults', name);
  const uri = `https://${name}.vault.azure.net`;
  world.resources.put({
    id,
    name,
    type: 'Microsoft.KeyVault/vaults',
    location,
    tags: {},
    properties: {
      sku: { family: 'A', name: 'standard' },
      tenantId,
      accessPolicies: mode === 'policies' ? policies : [],
      enabledForDeployment: false,
      enabledForDiskEncryption: true,
      enabledForTemplateDeployment: true,
      enableSoftDelete: true,
      softDeleteRetentionInDays: retentionDays,
      enableRbacAuthorization: mode === 'roles',
      vaultUri: `${uri}/`,
      provisioningState: 'Succeeded',
      publicNetworkAccess: 'Enabled',
    },
  });
  world.keyVaults.set(name, { id, uri, keys: new Map(), secrets: new Map(), purged: { keys: [], secrets: [] } });
}

function policy({ objectId }: { objectId: string }, keys: string[], secrets: string[]) {
  return { tenantId, objectId, permissions: { keys, secrets } };
}

/**
 * Adds a Managed HSM. The bot and key holders may list and recover keys; Azure Backup and disk encryption sets get
 * rights key by key.
 */
export function addManagedHsm(world: World, subscriptionId: string, group: string, name: string): void {
  const id = resourceId(subscriptionId, group, 'Microsoft.KeyVault/managedHSMs', name);
  const uri = `https://${name}.managedhsm.azure.net`;
  world.resources.put({
    id,
    name,
    type: 'Microsoft.KeyVault/managedHSMs',
    location: region,
    properties: { hsmUri: uri, provisioningState: 'Succeeded', statusMessage: 'The Managed HSM is provisioned.' },
  });
  world.keyVaults.set(name, { id, uri, keys: new Map(), secrets: new Map(), purged: { keys: [], secrets: [] } });
  const holders = [bot, people['approver-1'], people['approver-2']];
  world.localAssignments.set(
    name,
    holders.flatMap(({ objectId }) =>
      [localRoles.cryptoUser, localRoles.cryptoOfficer].map((role) => ({
        role,
        principalId: objectId,
        scope: '/keys',
      })),
    ),
  );
  world.localAssignments.get(name)?.push({ role: localRoles.cryptoAuditor, principalId: bot.objectId, scope: '/' });
}

/** Grants the rights that a new disk encryption set needs: its identity and Azure Backup may use its key. */
export function grantSetKey(world: World, setId: string): void {
  const set = world.resources.get(setId);
  const { principalId = '' } = (set?.identity ?? {}) as { principalId?: string };
  const { keyUrl, sourceVault } = (set?.properties.activeKey ?? {}) as { keyUrl: string; sourceVault?: { id: string } };
  const policies = sourceVault && world.resources.get(sourceVault.id)?.properties.accessPolicies;
  if (Array.isArray(policies)) {
    policies.push({
      tenantId,
      objectId: principalId,
      permissions: { keys: ['Get', 'WrapKey', 'UnwrapKey'], secrets: [] },
    });
    return;
  }
  const { hostname, pathname } = new URL(keyUrl);
  const scope = `/keys/${pathname.split('/')[2]}`;
  world.localAssignments
    .get(hostname.split('.')[0] ?? '')
    ?.push(
      { role: localRoles.encryptionUser, principalId, scope },
      { role: localRoles.cryptoUser, principalId: backupManagementService.objectId, scope },
    );
}

/** Adds a certificate, which Key Vault stores as a key and a secret that it manages. */
export function addCertificate(world: World, keyVault: string, name: string): void {
  const contents = world.keyVault(keyVault);
  const first = {
    version: version(`${keyVault} ${name} 1`),
    createdAt: new Date(world.origin.getTime() - 200 * day),
    enabled: true,
    expiresAt: new Date(world.origin.getTime() + 165 * day),
  };
  contents.keys.set(name, { name, managed: true, versions: [first] });
  const secret = { ...first, value: markers.secretValue, contentType: 'application/x-pkcs12', tags: {} };
  contents.secrets.set(name, { name, managed: true, versions: [secret] });
}

export function addDiskEncryptionSet(
  world: World,
  subscriptionId: string,
  group: string,
  name: string,
  keyVault: string,
  key: string,
  location = region,
): string {
  const contents = world.keyVault(keyVault);
  const isVault = !world.localAssignments.has(keyVault);
  const first = version(`${keyVault} ${key} 1`);
  contents.keys.set(key, { name: key, versions: [{ version: first, createdAt: world.origin, enabled: true }] });
  const id = resourceId(subscriptionId, group, 'Microsoft.Compute/diskEncryptionSets', name);
  world.resources.put({
    name,
    id,
    type: 'Microsoft.Compute/diskEncryptionSets',
    location,
    identity: { type: 'SystemAssigned', principalId: guid(`identity ${id}`), tenantId },
    properties: {
      // A key in a Managed HSM is named by its address alone (documented).
      activeKey: {
        ...(isVault && { sourceVault: { id: contents.id } }),
        keyUrl: `${contents.uri}/keys/${key}/${first}`,
      },
      previousKeys: [],
      provisioningState: 'Succeeded',
      encryptionType: 'EncryptionAtRestWithCustomerKey',
      rotationToLatestKeyVersionEnabled: false,
    },
  });
  return id;
}
