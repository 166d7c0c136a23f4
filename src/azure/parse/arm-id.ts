/** ARM ids come back with any casing and with `;` as it is or as %3B: they are compared, never matched as text. */

/** A resource by its ARM id, given as the id or as facts that carry it. */
export type Ref = string | { id: string };

export function idOf(ref: Ref): string {
  return typeof ref === 'string' ? ref : ref.id;
}

/** The value after a segment, e.g. the name after `resourceGroups`; '' when the id has none. */
export function segmentOf(id: string, segment: string): string {
  const parts = split(id);
  const at = parts.findIndex((part) => part.toLowerCase() === segment.toLowerCase());
  return at < 0 ? '' : (parts[at + 1] ?? '');
}

/** The last name of an id. */
export function nameOf(id: string): string {
  return split(id).at(-1) ?? '';
}

/** What Resource Manager clients ask for. */
export function addressOf(ref: Ref): { id: string; subscriptionId: string; resourceGroup: string; name: string } {
  const id = idOf(ref);
  return {
    id,
    subscriptionId: segmentOf(id, 'subscriptions'),
    resourceGroup: segmentOf(id, 'resourceGroups'),
    name: nameOf(id),
  };
}

/** What backup calls ask for: the vault of any id below it. */
export function vaultOf(ref: Ref): { id: string; subscriptionId: string; resourceGroup: string; name: string } {
  const id = idOf(ref);
  const subscriptionId = segmentOf(id, 'subscriptions');
  const resourceGroup = segmentOf(id, 'resourceGroups');
  const name = segmentOf(id, 'vaults');
  const path = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`;
  return {
    id: `${path}/providers/Microsoft.RecoveryServices/vaults/${name}`,
    subscriptionId,
    resourceGroup,
    name,
  };
}

/** Container and item segments of a protected item's id or of an id below it. */
export function itemOf(ref: Ref): { container: string; item: string } {
  const id = idOf(ref);
  return { container: segmentOf(id, 'protectionContainers'), item: segmentOf(id, 'protectedItems') };
}

export function sameId(a: string, b: string): boolean {
  return split(a).join('/').toLowerCase() === split(b).join('/').toLowerCase();
}

/** At the scope itself or above it. The root scope is `/`. */
export function isAtOrAbove(outer: string, scope: string): boolean {
  const above = split(outer.toLowerCase());
  const below = split(scope.toLowerCase());
  return above.every((part, index) => part === below[index]);
}

/** Jobs name a container `iaasvmcontainerv2;rg;vm`, items with a fabric prefix `IaasVMContainer;` before it. */
export function sameContainer(a: string, b: string): boolean {
  return withoutFabric(a) === withoutFabric(b);
}

function withoutFabric(container: string): string {
  return container
    .toLowerCase()
    .replace(/%3b/g, ';')
    .replace(/^iaasvmcontainer;/, '');
}

function split(id: string): string[] {
  return id
    .split('/')
    .filter(Boolean)
    .map((part) => part.replace(/%3b/gi, ';').replace(/%20/g, ' '));
}
