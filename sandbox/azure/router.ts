import { parseArmId } from '../world/arm-id.ts';
import type { Call, Handler } from './call.ts';
import { arm, blobHosts, graph, hostMatches, hsmHosts, vaultHosts } from './services.ts';
import { hasSharedKey } from './shared-key.ts';

export type Route = {
  /** Host or suffix of hosts (starting with a dot) that the route belongs to. */
  host: string;
  method: string;
  /** As in Microsoft's specifications: /subscriptions/{subscriptionId}/… or /{scope}/providers/… */
  template: string;
  handle: Handler;
  /** Handler for the paired region, if Azure has one. */
  inPair?: Handler;
  /** The ARM action that a caller must hold; derived from the template. Empty: any signed-in caller. */
  action: string;
  /** Needs no bearer token, or not for calls like this one. */
  open: boolean | ((call: Call) => boolean);
};

/** A route of ARM, for callers who hold the action derived from the template. */
export function route(method: string, template: string, handle: Handler, action = actionOf(method, template)): Route {
  return { host: arm, method, template, handle, action, open: false };
}

/** A route of Key Vault's data plane, which checks the caller's rights in the key vault itself. */
export function vaultRoute(method: string, template: string, handle: Handler): Route {
  return { host: vaultHosts, method, template, handle, action: '', open: false };
}

/** A route only of a Managed HSM; its keys are served as in a key vault. */
export function hsmRoute(method: string, template: string, handle: Handler): Route {
  return { host: hsmHosts, method, template, handle, action: '', open: false };
}

function isFor(route: Route, host: string): boolean {
  const keys = route.host === vaultHosts && /^\/(deleted)?keys(\/|$)/.test(route.template);
  return hostMatches(route.host, host) || (keys && hostMatches(hsmHosts, host));
}

/** A route of blob storage, which checks the rights itself. A signed call needs no token. */
export function blobRoute(method: string, template: string, handle: Handler): Route {
  const open = (call: Call) => call.query.has('sig') || hasSharedKey(call);
  return { host: blobHosts, method, template, handle, action: '', open };
}

export function graphRoute(method: string, template: string, handle: Handler): Route {
  return { host: graph, method, template, handle, action: '', open: false };
}

/**
 * The action that ARM checks: type path and read, write, delete, or the last word and action. GET
 * …/vaults/{v}/backupJobs/{j} is Microsoft.RecoveryServices/vaults/backupJobs/read.
 */
function actionOf(method: string, template: string): string {
  const parts = template.split('/').filter(Boolean);
  const provider = parts.lastIndexOf('providers');
  const types = parts.slice(provider < 0 ? 0 : provider + 2).filter((part) => !part.startsWith('{'));
  const namespace = provider < 0 ? 'Microsoft.Resources' : parts[provider + 1];
  const verb =
    { GET: 'read', HEAD: 'read', PUT: 'write', PATCH: 'write', DELETE: 'delete', POST: 'action' }[method] ?? 'action';
  return [namespace, ...types, verb].join('/');
}

/** Id of the resource that a call is about: the path without a last word that names no resource (a list, an action). */
export function scopeOf(segments: string[]): string {
  const provider = segments.findLastIndex((part) => part.toLowerCase() === 'providers');
  const after = provider < 0 ? segments.length : segments.length - provider - 2;
  const whole = after % 2 === 0 ? segments : segments.slice(0, -1);
  const end = whole.length - 2 === provider ? provider : whole.length;
  return `/${whole.slice(0, end).join('/')}`;
}

export type Match = { route: Route; params: Record<string, string> };

/** Finds the route of a call. Paths compare without case; the first of the more specific routes wins. */
export class Router {
  readonly routes: Route[];

  constructor(routes: Route[]) {
    this.routes = routes;
  }

  match(call: Pick<Call, 'method' | 'host' | 'segments'>): Match | undefined {
    for (const route of this.routes) {
      if (route.method !== call.method || !isFor(route, call.host)) continue;
      const params = matchTemplate(route.template, call.segments);
      if (params) return { route, params };
    }
    return undefined;
  }
}

const compiled = new Map<string, string[]>();

function matchTemplate(template: string, segments: string[]): Record<string, string> | undefined {
  let parts = compiled.get(template);
  if (!parts) {
    parts = template.split('/').filter(Boolean);
    compiled.set(template, parts);
  }
  const [first = ''] = parts;
  // {scope} and {resourceId} stand for any number of segments at the start; the latter only for the id of a resource.
  const greedy = first === '{scope}' || first === '{resourceId}';
  if (first === '{resourceId}' && !parseArmId(segments.join('/'))?.type) return undefined;
  if (greedy ? segments.length < parts.length : segments.length !== parts.length) return undefined;
  const skip = greedy ? segments.length - parts.length + 1 : 0;
  const params: Record<string, string> = greedy
    ? { [first.slice(1, -1)]: `/${segments.slice(0, skip).join('/')}` }
    : {};
  const rest = greedy ? parts.slice(1) : parts;
  for (const [index, part] of rest.entries()) {
    const segment = segments[skip + index] ?? '';
    if (part.startsWith('{')) params[part.slice(1, -1)] = segment;
    else if (part.toLowerCase() !== segment.toLowerCase()) return undefined;
  }
  return params;
}
