import { CodedError } from '../kernel/errors.ts';
import { asObject, asObjects } from '../kernel/json-object.ts';
import type { Assignment, Rights, RoleDefinition } from '../kernel/permissions.ts';
import { askAzure } from './ask.ts';
import { text, textList } from './parse/values.ts';
import type { PlainRead } from './plain-client.ts';

export type ManagedHsms = {
  /**
   * What a principal holds by the roles of the HSM itself (local RBAC), which Resource Manager knows nothing of. Scopes are
   * `/`, `/keys` and `/keys/name`; groups are not expanded.
   * @throws azure.*; bad-key-url for a host that is no HSM of this cloud
   */
  rights(host: string, principalId: string): Promise<Rights>;
};

const version = 'api-version=7.4';

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
 * Of the scope `/`: with no filter, whatever is given there or below. It is documented as `/{scope}/providers`; what az
 * sends of it is this, as its client drops the slashes before. A next page of another host gets no token.
 */
async function listAll(read: PlainRead, host: string, what: string): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  let next: string | undefined = `https://${host}/providers/Microsoft.Authorization/${what}?${version}`;
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
