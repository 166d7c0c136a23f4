/** What a call is in Azure's own words: the unit of throttling and what a 403 is about. */
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

const verbs: Record<string, string> = { GET: 'read', HEAD: 'read', PUT: 'write', PATCH: 'write', DELETE: 'delete' };

export function azureAction(method: string, url: string): AzureAction {
  const { hostname, pathname } = new URL(url);
  const segments = pathname.split('/').filter(Boolean).map(decode);
  const elsewhere = outsideOfResourceManager(hostname, segments);
  if (elsewhere) return elsewhere;
  const at = segments.findIndex((segment) => segment.toLowerCase() === 'subscriptions');
  const provider = segments.findLastIndex((segment) => segment.toLowerCase() === 'providers');
  const namespace = (provider < 0 ? undefined : segments[provider + 1]) ?? 'Microsoft.Resources';
  const typed = provider < 0 ? segments : segments.slice(provider + 2);
  const types = typed.filter((_, index) => index % 2 === 0);
  const verb = verbs[method.toUpperCase()] ?? 'action';
  return {
    subscriptionId: (at < 0 ? undefined : segments[at + 1]?.toLowerCase()) ?? 'tenant',
    action: [namespace, ...types, verb].join('/'),
    path: `/${segments.join('/')}`,
    what: typed.slice(typed.length % 2 === 0 ? -2 : -1).join('/'),
  };
}

/** Key Vault and Graph: each vault counts its own calls. Lists of versions and of deleted ones need these rights. */
function outsideOfResourceManager(host: string, segments: string[]): AzureAction | undefined {
  const [first = '', second = ''] = segments;
  if (/^graph\./i.test(host)) {
    const what = segments.slice(1).join('/');
    return { subscriptionId: 'tenant', action: `Microsoft.Graph/${second}/read`, path: `/${segments.join('/')}`, what };
  }
  const secrets = /^(?:deleted)?secrets$/i.test(first);
  if (!secrets && !/^(?:deleted)?keys$/i.test(first)) return undefined;
  return {
    subscriptionId: host.toLowerCase(),
    action: `Microsoft.KeyVault/vaults/${secrets ? 'secrets/readMetadata/action' : 'keys/read'}`,
    path: host,
    what: segments.slice(0, 2).join('/'),
  };
}

/** Where throttles for such calls are kept. */
export function throttleKey(of: AzureAction): string {
  return `${of.subscriptionId}|${of.action}`;
}

/** ARM's own bucket of the subscription, apart from the resource provider's per action. */
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
