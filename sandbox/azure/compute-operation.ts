import type { ComputeOperation } from '../world/machine.ts';
import type { Refusal } from '../world/refusal.ts';
import { type Context, link, param, type Reply } from './call.ts';
import { AzureError } from './errors.ts';
import { showDate } from './show-date.ts';

/** The two addresses at which an operation of Compute is followed. */
export function operationAddresses(
  context: Context,
  { id, subscriptionId, location }: ComputeOperation,
): Record<string, string> {
  const path = `/subscriptions/${subscriptionId}/providers/Microsoft.Compute/locations/${location}/operations/${id}`;
  const address = link(context, `${path}?api-version=${context.apiVersion}`);
  return { 'azure-asyncoperation': address, location: `${address}&monitor=true`, 'retry-after': '10' };
}

export function followOperation(context: Context): Reply {
  const found = context.world.computeOperations.get(param(context, 'operationId').toLowerCase());
  if (!found) throw new AzureError(404, 'NotFound', 'The entity was not found.');
  const running = context.now < found.doneAt;
  if (context.query.get('monitor') === 'true') {
    // Clients of 2026 read what they wrote at this address (their own; the older ones read the resource again).
    const shown = found.shows && !running ? context.world.resources.get(found.shows) : undefined;
    return { status: running ? 202 : 200, ...(shown && { body: structuredClone(shown) }) };
  }
  return {
    status: 200,
    ...(running && { headers: { 'retry-after': '10' } }),
    body: {
      name: found.id,
      status: running ? 'InProgress' : found.error ? 'Failed' : 'Succeeded',
      startTime: showDate(found.startedAt),
      ...(!running && { endTime: showDate(found.doneAt) }),
      ...(found.error && { error: { code: found.error.code, message: found.error.message } }),
    },
  };
}

/**
 * Answers with a resource provider's refusal, if there is one.
 * @throws AzureError
 */
export function refuse(refusal: Refusal | undefined): void {
  if (refusal) throw new AzureError(refusal.status ?? 409, refusal.code, refusal.message);
}
