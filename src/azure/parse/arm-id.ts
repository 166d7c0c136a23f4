import { containerKey, decodeArmId } from '../../kernel/arm-id.ts';

/** A resource by its ARM id, given as the id or as facts that carry it. */
export type Ref = string | { id: string };

function refId(ref: Ref): string {
  return typeof ref === 'string' ? ref : ref.id;
}

/** The value after a segment, e.g. the name after `resourceGroups`; '' when the id has none. */
export function segmentOf(id: string, segment: string): string {
  const parts = split(id);
  const at = parts.findIndex((part) => part.toLowerCase() === segment.toLowerCase());
  return at < 0 ? '' : (parts[at + 1] ?? '');
}

/**
 * A scope, or a subscription's bare id, for clients that write /{scope}/providers/…: a leading slash would be doubled.
 */
export function withoutLeadingSlash(scope: string): string {
  const path = scope.includes('/') ? scope : `subscriptions/${scope}`;
  return path.replace(/^\/+/, '');
}

/** Parts of an id that Resource Manager clients need. */
export function parseResourceId(ref: Ref): { id: string; subscriptionId: string; resourceGroup: string; name: string } {
  const id = refId(ref);
  return {
    id,
    subscriptionId: segmentOf(id, 'subscriptions'),
    resourceGroup: segmentOf(id, 'resourceGroups'),
    name: split(id).at(-1) ?? '',
  };
}

/** The vault of any id below it, in the parts that backup calls need. */
export function parseVaultId(ref: Ref): { id: string; subscriptionId: string; resourceGroup: string; name: string } {
  const id = refId(ref);
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

/** Names of an item in addresses: IaasVMContainer;iaasvmcontainerv2;rg;vm and VM;iaasvmcontainerv2;rg;vm. */
export type ItemSegments = { containerName: string; itemName: string };

/** Segments of a protected item's id or of an id below it. */
export function parseItemId(ref: Ref): ItemSegments {
  const id = refId(ref);
  return { containerName: segmentOf(id, 'protectionContainers'), itemName: segmentOf(id, 'protectedItems') };
}

/** Whether a job's container and an item's are the same. */
export function sameContainer(a: string, b: string): boolean {
  return containerKey(a) === containerKey(b);
}

function split(id: string): string[] {
  return decodeArmId(id).split('/').filter(Boolean);
}
