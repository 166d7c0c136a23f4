/** ARM ids: built with the case Azure uses, compared without case. */
export function subscriptionPath(subscriptionId: string): string {
  return `/subscriptions/${subscriptionId}`;
}

export function groupId(subscriptionId: string, group: string): string {
  return `${subscriptionPath(subscriptionId)}/resourceGroups/${group}`;
}

/** @param type e.g. Microsoft.Compute/disks, or with a child: Microsoft.Compute/virtualMachines/extensions */
export function resourceId(subscriptionId: string, group: string, type: string, ...names: string[]): string {
  const [provider = '', ...types] = type.split('/');
  const path = types.map((part, index) => `${part}/${names[index] ?? ''}`).join('/');
  return `${groupId(subscriptionId, group)}/providers/${provider}/${path}`;
}

export type ArmId = {
  subscriptionId: string;
  /** Resource group; empty for a subscription. */
  group: string;
  /** Resource type; empty for a subscription or resource group. */
  type: string;
  name: string;
};

/** Reads an id of a subscription, resource group or resource; undefined for anything else. */
export function parseArmId(id: string): ArmId | undefined {
  const parts = id.split('/').filter(Boolean);
  if (parts[0]?.toLowerCase() !== 'subscriptions' || !parts[1]) return undefined;
  const subscriptionId = parts[1];
  if (parts.length === 2) return { subscriptionId, group: '', type: '', name: subscriptionId };
  if (parts[2]?.toLowerCase() !== 'resourcegroups' || !parts[3]) return undefined;
  const group = parts[3];
  if (parts.length === 4) return { subscriptionId, group, type: '', name: group };
  if (parts[4]?.toLowerCase() !== 'providers' || !parts[5] || parts.length % 2 !== 0) return undefined;
  const pairs = parts.slice(6);
  const type = [parts[5], ...pairs.filter((_, index) => index % 2 === 0)].join('/');
  return { subscriptionId, group, type, name: pairs.at(-1) ?? '' };
}

export function sameId(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** Whether `scope` is the id itself or one of its parents. */
export function covers(scope: string, id: string): boolean {
  const [outer, inner] = [scope.toLowerCase().replace(/\/$/, ''), id.toLowerCase()];
  // Every management group contains all subscriptions of the world.
  if (outer.startsWith('/providers/microsoft.management/managementgroups/')) return inner.startsWith('/subscriptions/');
  return outer === '' || inner === outer || inner.startsWith(`${outer}/`);
}
