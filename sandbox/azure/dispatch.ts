import { parseArmId } from '../world/arm-id.ts';
import type { World } from '../world/world.ts';
import type { Call, Reply } from './call.ts';
import { AzureError, authorizationFailed, errorReply, notServed } from './errors.ts';
import { type Match, type Router, scopeOf } from './router.ts';
import { arm, audiencesOf, unauthenticated } from './services.ts';
import type { Claims, Tokens } from './sign-in.ts';
import type { Throttle } from './throttle.ts';

/** In this version alone, the same paths answer for the other region (documented). */
const secondaryView = '2023-01-15';

/** A matched call whose caller was checked; `perform` carries it out. */
export type Prepared = { call: Call; match: Match | undefined; action: string; claims: Claims | undefined };

/** Finds the route and checks the bearer token; nothing is refused or done yet. */
export async function prepare(router: Router, tokens: Tokens, call: Call): Promise<Prepared> {
  const match = router.match(call);
  const bearer = /^Bearer (.+)$/i.exec(call.headers.authorization ?? '')?.[1];
  let claims: Claims | undefined;
  for (const audience of audiencesOf(call)) {
    if (bearer && !claims) claims = await tokens.verify(bearer, audience);
  }
  return { call, match, action: match ? actionFor(match, call) : '', claims };
}

/**
 * Signs in, authorises, counts and acts, in this order, as ARM does; the other services authorise in their routes. Acts
 * at once when the route is synchronous.
 */
export function perform(world: World, throttle: Throttle, prepared: Prepared): Reply | Promise<Reply> {
  try {
    return act(world, throttle, prepared);
  } catch (error) {
    return refuse(error);
  }
}

export function refuse(error: unknown): Reply {
  if (error instanceof AzureError) return errorReply(error);
  throw error;
}

function act(world: World, throttle: Throttle, { call, match, action, claims }: Prepared): Reply | Promise<Reply> {
  const now = world.settle();
  const subscriptionId = call.segments[0]?.toLowerCase() === 'subscriptions' ? (call.segments[1] ?? '') : '';
  if (match && isOpen(match, call))
    return match.route.handle({ ...call, params: match.params, world, now, principal: '' });
  if (!claims) throw unauthenticated(call);
  if (match && call.host !== arm) {
    return match.route.handle({ ...call, params: match.params, world, now, principal: claims.oid });
  }
  if (subscriptionId && !world.subscriptions.some((one) => one.id === subscriptionId.toLowerCase())) {
    throw new AzureError(404, 'SubscriptionNotFound', `The subscription '${subscriptionId}' could not be found.`);
  }
  if (!match) throw notServed(`${call.method} ${call.url.split('?')[0]}`);
  if (!call.apiVersion) {
    throw new AzureError(
      400,
      'MissingApiVersionParameter',
      'The api-version query parameter (?api-version=) is required for all requests.',
    );
  }
  const elsewhere = call.apiVersion === secondaryView && /\/Microsoft\.RecoveryServices\//i.test(call.url);
  const handle = elsewhere ? match.route.inPair : match.route.handle;
  if (!handle) {
    throw notServed(`view of the paired region, which api-version ${secondaryView} of Azure Backup asks for`);
  }
  const scope = scopeOf(call.segments);
  if (action && !world.roles.allows(claims.oid, action, scope))
    throw authorizationFailed(claims.appid, claims.oid, action, scope);
  if (typeof call.body === 'string') {
    const message = 'The request content was invalid and could not be deserialized: it is not JSON.';
    throw new AzureError(400, 'InvalidRequestContent', message);
  }
  const left = throttle.take(subscriptionId, action, now);
  const reply = handle({ ...call, params: match.params, world, now, principal: claims.oid });
  if (reply instanceof Promise) return reply.catch(refuse);
  return { ...reply, headers: { ...counted(action, left), ...reply.headers } };
}

function isOpen({ route }: Match, call: Call): boolean {
  return typeof route.open === 'function' ? route.open(call) : route.open;
}

function counted(action: string, left: number): Record<string, string> {
  return action.startsWith('Microsoft.RecoveryServices/')
    ? { 'x-ms-ratelimit-remaining-subscription-resource-requests': String(left) }
    : { 'x-ms-ratelimit-remaining-subscription-reads': '1099' };
}

/** A GET by id is checked for the type of the resource it names. */
function actionFor({ route, params }: Match, call: Call): string {
  const id = params.resourceId;
  if (id === undefined) return route.action;
  const type = parseArmId(id)?.type;
  return type ? `${type}/${call.method === 'GET' || call.method === 'HEAD' ? 'read' : 'write'}` : route.action;
}
