import { guid } from '../world/ids.ts';
import { localRoles } from '../world/local-roles.ts';
import type { Context } from './call.ts';
import { AzureError } from './errors.ts';
import { hsmRoute, type Route } from './router.ts';

/** Roles of a Managed HSM, and their assignments (documented). */
export function localRbacRoutes(): Route[] {
  return [
    hsmRoute('GET', '/providers/Microsoft.Authorization/roleAssignments', (context) => {
      const hsm = readable(context, 'roleAssignments');
      const value = (context.world.localAssignments.get(hsm) ?? []).map(({ role, principalId, scope }) => {
        const name = guid(`local ${hsm} ${role.name} ${principalId} ${scope}`);
        return {
          id: `${scope === '/' ? '' : scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
          name,
          type: 'Microsoft.Authorization/roleAssignments',
          properties: { principalId, roleDefinitionId: definitionId(role.name), scope },
        };
      });
      return { status: 200, body: { value } };
    }),
    hsmRoute('GET', '/providers/Microsoft.Authorization/roleDefinitions', (context) => {
      readable(context, 'roleDefinitions');
      const value = Object.values(localRoles).map(({ name, roleName, dataActions }) => ({
        id: definitionId(name),
        name,
        type: 'Microsoft.Authorization/roleDefinitions',
        properties: {
          roleName,
          type: 'AKVBuiltInRole',
          description: '',
          assignableScopes: ['/'],
          permissions: [{ actions: [], notActions: [], dataActions, notDataActions: [] }],
        },
      }));
      return { status: 200, body: { value } };
    }),
  ];
}

function definitionId(name: string): string {
  return `Microsoft.KeyVault/providers/Microsoft.Authorization/roleDefinitions/${name}`;
}

/**
 * Reads at the scope `/`, which az leaves out of the address and others write there: leading slashes of a path are
 * ignored.
 */
function readable({ world, host, principal }: Context, what: string): string {
  const hsm = host.split('.')[0] ?? '';
  const held = world.localAssignments.get(hsm);
  if (!held) throw new AzureError(404, 'NotFound', `There is no Managed HSM ${hsm}.`);
  const action = `Microsoft.KeyVault/managedHsm/${what}/read/action`;
  const may = held.some(
    (one) =>
      one.principalId === principal && one.scope === '/' && one.role.dataActions.some((given) => given === action),
  );
  // The text is from a public report by az users.
  if (!may) throw new AzureError(403, 'AccessDenied', `Not authorized to access ${action} on /`);
  return hsm;
}
