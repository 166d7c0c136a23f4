import { type Context, param, type Reply } from './call.ts';
import { notServed } from './errors.ts';
import { subscription } from './find.ts';
import { type Route, route } from './router.ts';

/** Namespaces of the world's resources, with some of Azure's many versions for each. */
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

/** Whether a missing resource of this type really doesn't exist; the world knows nothing of other types. */
export function isServed(type: string): boolean {
  return types.has(type.toLowerCase());
}

const action = 'Microsoft.Resources/subscriptions/providers/read';

/** Types and versions of a namespace: az reads them before it reads any resource by its id. */
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
