import { type AccessPolicy, addPolicy, removePolicy } from '../world/access-policies.ts';
import { tenantId } from '../world/people.ts';
import { type Context, param, type Reply } from './call.ts';
import { AzureError } from './errors.ts';
import { theResource } from './find.ts';
import { group } from './paths.ts';
import { type Route, route } from './router.ts';

const type = 'Microsoft.KeyVault/vaults';

/** Rights in key vaults that go by access policies. */
export function accessPolicyRoutes(): Route[] {
  return [route('PUT', `${group}/providers/${type}/{vaultName}/accessPolicies/{operationKind}`, update)];
}

/** `add` joins the permissions with those that the principal has; `replace` sets them; `remove` takes them away. */
function update(context: Context): Reply {
  const vault = theResource(context, type, param(context, 'vaultName'));
  const kind = param(context, 'operationKind').toLowerCase();
  const { accessPolicies = [] } =
    ((context.body ?? {}) as { properties?: { accessPolicies?: AccessPolicy[] } }).properties ?? {};
  if (!['add', 'replace', 'remove'].includes(kind))
    throw bad(`The access policy operation '${kind}' is not supported.`);
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
