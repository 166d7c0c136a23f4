import { drillPlace } from '../../sandbox/world/places.ts';
import type { Saga } from '../saga/saga.ts';
import { idIn, type Said } from '../talk.ts';

/** Asks for a drill, which then waits for its approval. */
export async function askForDrill({ talk }: Saga, line: string): Promise<{ id: string; card: Said }> {
  const card = await talk.ask('oncall', 'ops', `drill ${line}`, /asks\. Decide by/);
  return { id: idIn(card.all), card };
}

/** Sets what goes wrong in drills of the world from now on. */
export function spoil({ talk }: Saga, body: object): Promise<Response> {
  return fetch(`${talk.sandbox.address}/api/world/drills`, { method: 'POST', body: JSON.stringify(body) });
}

/** Names of the machines, disks and interfaces where drills make theirs. */
export function madeByDrills({ world }: Saga): string[] {
  return [
    'Microsoft.Compute/virtualMachines',
    'Microsoft.Compute/disks',
    'Microsoft.Network/networkInterfaces',
  ].flatMap((type) => world.resources.list(type, drillPlace.resourceGroupId).map(({ name }) => name));
}

/**
 * Where the end of a drill's clean-up is said: on the card of the drill, or in a post of its own where it failed.
 * @param but an earlier failure: only what came after it
 */
export function cleanUpOf({ talk }: Saga, id: string, but?: Said, stepSeconds?: number): Promise<Said> {
  const failed = new RegExp(`^R-\\w{4} failed: Cleanup after drill ${id}`);
  const look = async () => {
    const posts = await talk.read('ops');
    return (
      posts.find(({ all }) => leftNothing(id).test(all)) ??
      posts.findLast((one) => failed.test(one.text) && one.id > (but?.id ?? ''))
    );
  };
  return talk.passes(`a clean-up of ${id}`, look, stepSeconds);
}

export function leftNothing(id: string): RegExp {
  return new RegExp(`is done: Cleanup after drill ${id}`);
}
