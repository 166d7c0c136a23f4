import { AsyncLocalStorage } from 'node:async_hooks';

/** A call in Azure's own words: the unit of throttling, and the subject of a 403. */
export type AzureAction = {
  /** Lower case; `tenant` for calls outside a subscription. */
  subscriptionId: string;
  /** e.g. Microsoft.RecoveryServices/vaults/backupJobs/read */
  action: string;
  /** The ARM path, decoded, without query. */
  path: string;
  /** The last type and name, e.g. backupJobs/4d1c…, or the type alone for a list. */
  what: string;
};

/** Methods that change nothing. A POST may also be a read. */
export const readOnly: ReadonlySet<string> = new Set(['GET', 'HEAD']);

const verbs: Record<string, string> = { GET: 'read', HEAD: 'read', PUT: 'write', PATCH: 'write', DELETE: 'delete' };

export function azureAction(method: string, url: string): AzureAction {
  const { hostname, pathname } = new URL(url);
  const segments = pathname.split('/').filter(Boolean).map(decode);
  const elsewhere = outsideOfResourceManager(method, hostname, segments);
  if (elsewhere) return elsewhere;
  const at = segments.findIndex((segment) => segment.toLowerCase() === 'subscriptions');
  // The operations of a deployment are listed below the resource group, without the provider that owns them.
  const provider = segments.findLastIndex((segment) => segment.toLowerCase() === 'providers');
  const bare = provider < 0 ? segments.findIndex((segment) => segment.toLowerCase() === 'deployments') : -1;
  const namespace = (provider < 0 ? undefined : segments[provider + 1]) ?? 'Microsoft.Resources';
  const typed = provider < 0 ? segments.slice(Math.max(0, bare)) : segments.slice(provider + 2);
  const types = typed.filter((_, index) => index % 2 === 0);
  const verb = verbs[method.toUpperCase()] ?? 'action';
  return {
    subscriptionId: (at < 0 ? undefined : segments[at + 1]?.toLowerCase()) ?? 'tenant',
    action: [namespace, ...types, verb].join('/'),
    path: `/${segments.join('/')}`,
    what: typed.slice(typed.length % 2 === 0 ? -2 : -1).join('/'),
  };
}

/** Key Vault, blobs and Graph: each key vault and storage account counts its own calls. */
function outsideOfResourceManager(method: string, host: string, segments: string[]): AzureAction | undefined {
  if (/^graph\./i.test(host)) {
    const what = segments.slice(1).join('/');
    const action = `Microsoft.Graph/${segments[1] ?? ''}/read`;
    return { subscriptionId: 'tenant', action, path: `/${segments.join('/')}`, what };
  }
  const action = /\.blob\./i.test(host)
    ? blobAction(method)
    : /\.managedhsm\./i.test(host)
      ? hsmAction(method, segments)
      : keyVaultAction(method, segments);
  if (action === undefined) return undefined;
  return { subscriptionId: host.toLowerCase(), action, path: host, what: segments.slice(0, 2).join('/') };
}

function blobAction(method: string): string {
  return `Microsoft.Storage/storageAccounts/blobServices/containers/blobs/${verbs[method.toUpperCase()] ?? 'write'}`;
}

/** Data actions. Lists of versions and of deleted ones need the right to read metadata, which is not secret. */
function keyVaultAction(method: string, segments: string[]): string | undefined {
  const [first = '', second = '', third = ''] = segments.map((segment) => segment.toLowerCase());
  const [, deleted, kind] = /^(deleted)?(keys|secrets)$/.exec(first) ?? [];
  if (kind === undefined) return undefined;
  const reads = kind === 'keys' ? 'keys/read' : 'secrets/readMetadata/action';
  const value =
    kind === 'secrets' && !deleted && second !== '' && third !== 'versions' ? 'secrets/getSecret/action' : reads;
  const changes = method === 'PUT' ? `${kind}/setSecret/action` : `${kind}/${deleted ? 'recover' : 'restore'}/action`;
  return `Microsoft.KeyVault/vaults/${method === 'GET' ? value : changes}`;
}

/** A Managed HSM has its own data actions, which its own roles grant. */
function hsmAction(method: string, segments: string[]): string {
  const [first = '', , third = ''] = segments;
  if (first === 'providers') return `Microsoft.KeyVault/managedHsm/${third}/read/action`;
  const asVault = keyVaultAction(method, segments) ?? 'Microsoft.KeyVault/vaults/keys/read';
  const own = asVault.replace('/vaults/', '/managedHsm/').replace(/keys\/read$/, 'keys/read/action');
  return /^deleted/i.test(first) ? own.replace('/keys/', '/keys/deletedKeys/') : own;
}

/** Key of the throttle for such calls. */
export function throttleKey(of: AzureAction): string {
  return `${of.subscriptionId}|${of.action}`;
}

/** Key of ARM's own limit for the subscription, apart from the resource provider's per action. */
export function subscriptionThrottleKey(of: AzureAction): string {
  return `${of.subscriptionId}|*/${of.action.slice(of.action.lastIndexOf('/') + 1)}`;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** The last call of a read: names the call where only parts of its answer are at hand. */
const asking = new AsyncLocalStorage<{ action?: string }>();

export function askingAzure<T>(read: () => Promise<T>): Promise<T> {
  return asking.run({}, read);
}

export function noteCall(action: string): void {
  const store = asking.getStore();
  if (store) store.action = action;
}

/** @returns undefined: no call was made */
export function lastCall(): string | undefined {
  return asking.getStore()?.action;
}
