import type { Vault } from '../world/vault.ts';
import { type Context, param, type Reply } from './call.ts';
import { group, notInVault, theResource, theVault, vaultPath } from './find.ts';
import { type Route, route } from './router.ts';
import { showDate } from './show-date.ts';

/** Recovery Services vaults themselves. */
export function recoveryServicesRoutes(): Route[] {
  return [
    route('GET', vaultPath, (context) => ({
      status: 200,
      body: theResource(context, 'Microsoft.RecoveryServices/vaults', param(context, 'vaultName')),
    })),
  ];
}

const type = 'Microsoft.DataProtection/resourceGuards';
/** The service's name for the link to a vault's only guard. */
const proxyName = 'VaultProxy';

/** Multi-user authorisation: a vault's link to its guard, and the guard itself, which belongs to somebody else. */
export function resourceGuardRoutes(): Route[] {
  return [
    route('GET', `${vaultPath}/backupResourceGuardProxies`, (context) => {
      const vault = theVault(context);
      return { status: 200, body: { value: vault.guard ? [show(vault, vault.guard)] : [] } };
    }),
    route('GET', `${vaultPath}/backupResourceGuardProxies/{resourceGuardProxyName}`, proxy),
    route('GET', `${group}/providers/${type}/{resourceGuardsName}`, (context) => ({
      status: 200,
      body: theResource(context, type, param(context, 'resourceGuardsName')),
    })),
  ];
}

function proxy(context: Context): Reply {
  const vault = theVault(context);
  const name = param(context, 'resourceGuardProxyName');
  if (!vault.guard || name.toLowerCase() !== proxyName.toLowerCase()) {
    throw notInVault('The specified resource guard proxy was not found.');
  }
  return { status: 200, body: show(vault, vault.guard) };
}

function show(vault: Vault, guard: NonNullable<Vault['guard']>): Record<string, unknown> {
  return {
    id: `${vault.id}/backupResourceGuardProxies/${proxyName}`,
    name: proxyName,
    type: 'Microsoft.RecoveryServices/vaults/backupResourceGuardProxies',
    properties: {
      resourceGuardResourceId: guard.id,
      resourceGuardOperationDetails: guard.operations.map(({ name, requests }) => ({
        vaultCriticalOperation: name,
        defaultResourceRequest: `${guard.id}/${requests}/default`,
      })),
      lastUpdatedTime: showDate(guard.since),
      description: '',
    },
  };
}
