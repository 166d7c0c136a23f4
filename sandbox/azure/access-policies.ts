import { isDeepStrictEqual } from 'node:util';
import { type AccessPolicy, addPolicy, removePolicy } from '../world/access-policies.ts';
import { resourceId } from '../world/arm-id.ts';
import { tenantId } from '../world/people.ts';
import type { ArmResource } from '../world/resources.ts';
import { type Context, param, type Reply } from './call.ts';
import { AzureError, notServed, resourceNotFound } from './errors.ts';
import { group, theGroup, theResource } from './find.ts';
import { type Route, route } from './router.ts';

const type = 'Microsoft.KeyVault/vaults';

/** Rights in key vaults that use access policies. */
export function accessPolicyRoutes(): Route[] {
  const vault = `${group}/providers/${type}/{vaultName}`;
  return [
    route('PUT', `${vault}/accessPolicies/{operationKind}`, update),
    // az writes the whole vault back, even for one access policy.
    route('PUT', vault, write),
    route('PATCH', vault, write),
  ];
}

/** `add` joins permissions with those that the principal has; `replace` sets them; `remove` takes them away. */
function update(context: Context): Reply {
  const vault = theResource(context, type, param(context, 'vaultName'));
  const kind = param(context, 'operationKind').toLowerCase();
  const { accessPolicies = [] } =
    ((context.body ?? {}) as { properties?: { accessPolicies?: AccessPolicy[] } }).properties ?? {};
  if (!['add', 'replace', 'remove'].includes(kind))
    throw bad(`The access policy operation '${kind}' is not supported.`);
  check(accessPolicies);
  const policies = vault.properties.accessPolicies as AccessPolicy[];
  for (const policy of accessPolicies) {
    if (kind !== 'add') removePolicy(policies, policy.objectId);
    if (kind !== 'remove') addPolicy(policies, policy);
  }
  const changed = policies.filter(({ objectId }) => accessPolicies.some((one) => one.objectId === objectId));
  return {
    status: 200,
    body: {
      id: `${vault.id}/accessPolicies/`,
      type: 'Microsoft.KeyVault/vaults/accessPolicies',
      properties: { accessPolicies: changed },
    },
    effect: `access policies of ${vault.name}: ${kind} ${accessPolicies.map(({ objectId }) => objectId).join(', ')}`,
  };
}

/** Members of an existing key vault that can be changed. */
const settable = [
  'accessPolicies',
  'enabledForDeployment',
  'enabledForDiskEncryption',
  'enabledForTemplateDeployment',
  'enablePurgeProtection',
  'enableRbacAuthorization',
  'networkAcls',
  'publicNetworkAccess',
];

/** Writes a vault; members that cannot be changed may be sent unchanged. */
function write(context: Context): Reply {
  const name = param(context, 'vaultName');
  const id = resourceId(param(context, 'subscriptionId'), theGroup(context), type, name);
  const vault = context.world.resources.get(id);
  if (!vault && context.method === 'PUT') throw notServed(`PUT of a key vault that does not exist yet (${name})`);
  if (!vault) throw resourceNotFound(`${type}/${name}`, theGroup(context));
  const { properties = {}, tags, location } = (context.body ?? {}) as Partial<ArmResource>;
  const { accessPolicies } = properties as { accessPolicies?: AccessPolicy[] };
  if (location !== undefined && location.toLowerCase().replaceAll(' ', '') !== vault.location) {
    throw bad(`The location of key vault ${name} cannot be changed.`);
  }
  for (const [member, value] of Object.entries(properties)) {
    if (settable.includes(member) || ['createMode', 'provisioningState'].includes(member) || value === null) continue;
    if (!isDeepStrictEqual(value, vault.properties[member])) {
      throw bad(`The property "${member}" of key vault ${name} cannot be changed.`);
    }
  }
  if (accessPolicies) check(accessPolicies);
  for (const member of settable) {
    if (properties[member] !== undefined && properties[member] !== null)
      vault.properties[member] = structuredClone(properties[member]);
  }
  if (tags) vault.tags = tags;
  return { status: 200, body: structuredClone(vault), effect: `key vault ${name} written` };
}

/** @throws AzureError 400 */
function check(accessPolicies: AccessPolicy[]): void {
  for (const { tenantId: tenant, objectId, permissions } of accessPolicies) {
    if (!/^[0-9a-f-]{36}$/i.test(objectId ?? ''))
      throw bad("The parameter 'objectId' of an access policy is not valid.");
    if (tenant?.toLowerCase() !== tenantId)
      throw bad(`The tenant ID ${tenant} of an access policy is not that of the vault.`);
    const wrong = Object.entries(verbs).flatMap(([of, known]) =>
      (permissions?.[of as 'keys' | 'secrets'] ?? []).filter((verb) => !known.includes(verb.toLowerCase())),
    );
    if (wrong.length > 0) throw bad(`An invalid value was provided for 'accessPolicies': ${wrong.join(', ')}.`);
  }
}

const verbs = {
  keys: [
    ...['all', 'encrypt', 'decrypt', 'wrapkey', 'unwrapkey', 'sign', 'verify', 'get', 'list', 'create', 'update'],
    ...['import', 'delete', 'backup', 'restore', 'recover', 'purge', 'release', 'rotate', 'getrotationpolicy'],
    'setrotationpolicy',
  ],
  secrets: ['all', 'get', 'list', 'set', 'delete', 'backup', 'restore', 'recover', 'purge'],
};

/** The texts are modelled. */
function bad(message: string): AzureError {
  return new AzureError(400, 'BadRequest', message);
}
