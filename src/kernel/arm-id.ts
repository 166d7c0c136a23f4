/**
 * One spelling for an ARM id. Azure returns the same id as /Subscriptions/ and /subscriptions/, VM; and vm;, with
 * resource groups in upper case, and with non-ASCII names percent-encoded or not, so ids are compared in this form
 * only. Never send it: some names are shown.
 */
export function armIdKey(id: string): string {
  return decodeArmId(id.trim().replace(/\/+$/, '')).toLowerCase();
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
  return decodeSegment(id.trim().replace(/\/+$/, '').split('/').at(-1) ?? '');
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
