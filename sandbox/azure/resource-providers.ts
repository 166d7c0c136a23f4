import { type Context, param, type Reply } from './call.ts';
import { notServed } from './errors.ts';
import { subscription } from './find.ts';
import { type Route, route } from './router.ts';

/** What the world has resources of, and the versions that Azure names for it (some of the many that there are). */
const namespaces: Record<string, Record<string, string[]>> = {
  'Microsoft.Compute': {
    virtualMachines: ['2024-07-01', '2023-09-01'],
    'virtualMachines/extensions': ['2024-07-01', '2023-09-01'],
    disks: ['2024-03-02', '2023-04-02'],
    diskEncryptionSets: ['2024-03-02', '2023-04-02'],
    diskAccesses: ['2024-03-02', '2023-04-02'],
    snapshots: ['2024-03-02', '2023-04-02'],
    availabilitySets: ['2024-07-01', '2023-09-01'],
  },
  'Microsoft.DataProtection': { resourceGuards: ['2023-11-01'] },
  'Microsoft.KeyVault': {
    vaults: ['2023-07-01'],
    'vaults/keys': ['2023-07-01'],
    'vaults/secrets': ['2023-07-01'],
  },
  'Microsoft.ManagedIdentity': { userAssignedIdentities: ['2023-01-31'] },
  'Microsoft.Network': {
    virtualNetworks: ['2024-05-01', '2023-06-01'],
    'virtualNetworks/subnets': ['2024-05-01', '2023-06-01'],
    networkInterfaces: ['2024-05-01', '2023-06-01'],
    networkSecurityGroups: ['2024-05-01', '2023-06-01'],
    applicationSecurityGroups: ['2024-05-01', '2023-06-01'],
    loadBalancers: ['2024-05-01', '2023-06-01'],
    publicIPAddresses: ['2024-05-01', '2023-06-01'],
  },
  'Microsoft.RecoveryServices': { vaults: ['2026-07-01', '2024-04-01', '2023-06-01'] },
  'Microsoft.Resources': { resourceGroups: ['2023-07-01'], deployments: ['2023-07-01'] },
  'Microsoft.Storage': { storageAccounts: ['2023-01-01'] },
};

const types = new Set(
  Object.entries(namespaces).flatMap(([namespace, own]) =>
    Object.keys(own).map((type) => `${namespace}/${type}`.toLowerCase()),
  ),
);

/** Is a resource of this type that is not found one that does not exist? Of other types the world knows nothing. */
export function isServed(type: string): boolean {
  return types.has(type.toLowerCase());
}

const action = 'Microsoft.Resources/subscriptions/providers/read';

/** Which types and versions a namespace has: az asks before it reads any resource by its id. */
export function resourceProviderRoutes(): Route[] {
  return [
    route('GET', `${subscription}/providers`, all, action),
    route('GET', `${subscription}/providers/{resourceProviderNamespace}`, one, action),
  ];
}

function all(context: Context): Reply {
  return { status: 200, body: { value: Object.keys(namespaces).map((namespace) => show(context, namespace)) } };
}

function one(context: Context): Reply {
  const asked = param(context, 'resourceProviderNamespace');
  const namespace = Object.keys(namespaces).find((known) => known.toLowerCase() === asked.toLowerCase());
  if (!namespace) throw notServed(`resource provider ${asked}`);
  return { status: 200, body: show(context, namespace) };
}

function show(context: Context, namespace: string): Record<string, unknown> {
  return {
    id: `/subscriptions/${param(context, 'subscriptionId').toLowerCase()}/providers/${namespace}`,
    namespace,
    registrationPolicy: 'RegistrationRequired',
    registrationState: 'Registered',
    resourceTypes: Object.entries(namespaces[namespace] ?? {}).map(([resourceType, apiVersions]) => ({
      resourceType,
      locations: ['West Europe', 'North Europe'],
      apiVersions,
      capabilities: 'CrossResourceGroupResourceMove, CrossSubscriptionResourceMove, SupportsTags, SupportsLocation',
    })),
  };
}
