/**
 * One spelling for an ARM id. Azure returns the same id as /Subscriptions/ and /subscriptions/, VM; and vm;, with
 * resource groups in upper case, and with non-ASCII names percent-encoded or not, so ids are compared in this form
 * only. Never send it: some names are shown.
 */
export function armIdKey(id: string): string {
  return decodeArmId(withoutEnd(id)).toLowerCase();
}

function withoutEnd(id: string): string {
  const bare = id.trim();
  return bare.endsWith('/') ? bare.replace(/\/+$/, '') : bare;
}

/**
 * Decodes the names in an id. Azure percent-encodes non-ASCII letters, blanks and `;` in the id of a protected
 * item, and leaves them as they are in its members (recorded 2018). Escapes that would change the segments stay
 * encoded, and so do invalid ones.
 */
export function decodeArmId(id: string): string {
  return id.includes('%') ? id.split('/').map(decodeSegment).join('/') : id;
}

function decodeSegment(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    const decoded = decodeURIComponent(segment);
    return /[/?#\\]/.test(decoded) ? segment : decoded;
  } catch {
    return segment;
  }
}

export function sameArmId(a: string, b: string): boolean {
  return armIdKey(a) === armIdKey(b);
}

/** Subscription of an ARM id, lower case, or '' if it names none. */
export function subscriptionOf(id: string): string {
  return /^\/subscriptions\/([^/]+)/i.exec(id.trim())?.[1]?.toLowerCase() ?? '';
}

/** The id of the resource group that an ARM id lies in, decoded and spelled as given, or '' if it names none. */
export function resourceGroupIdOf(id: string): string {
  return /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+/i.exec(decodeArmId(id.trim()))?.[0] ?? '';
}

/** The id that the item of a VM has, or would have, in a Recovery Services vault. */
export function protectedItemIdOf(vaultId: string, vmId: string): string {
  const group = nameOf(resourceGroupIdOf(vmId));
  const unique = `iaasvmcontainerv2;${group};${nameOf(vmId)}`.toLowerCase();
  const container = `protectionContainers/IaasVMContainer;${unique}`;
  return `${vaultId}/backupFabrics/Azure/${container}/protectedItems/VM;${unique}`;
}

/** The id of the network that a subnet belongs to. */
export function networkOf(subnetId: string): string {
  return subnetId.replace(/\/subnets\/[^/]+\/*$/i, '');
}

/** The last name in an ARM id, as people write it. */
export function nameOf(id: string): string {
  const bare = withoutEnd(id);
  return decodeSegment(bare.slice(bare.lastIndexOf('/') + 1));
}

/**
 * One spelling for a container: jobs name it `iaasvmcontainerv2;rg;vm`, items with a fabric prefix
 * `IaasVMContainer;` before it.
 */
export function containerKey(container: string): string {
  return decodeArmId(container)
    .toLowerCase()
    .replace(/^iaasvmcontainer;/, '');
}

/** The form in which Azure expects a region: "West Europe" is westeurope. */
export function regionKey(region: string): string {
  return region.replace(/\s+/g, '').toLowerCase();
}

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
