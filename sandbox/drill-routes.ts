import type { Router } from './teams/http.ts';
import { peerDrillNetwork } from './world/drill-network.ts';
import { drillPlace } from './world/places.ts';
import type { World } from './world/world.ts';

/** The part of the control API that spoils restore drills: their network, what a guest says, and a lock on their group. */
export function drillRoutes(control: Router, world: World): void {
  control.on('POST', '/api/world/drills', ({ body }) => {
    const { peered, probe, locked } = body;
    world.settle();
    if (typeof peered === 'boolean') peerDrillNetwork(world, peered);
    if (typeof probe === 'string') {
      const [machine = '', outcome] = probe.split(':');
      if (outcome === 'fails' || outcome === 'silent') world.probes.set(machine, outcome);
      else world.probes.delete(machine);
    }
    if (typeof locked === 'boolean') {
      world.locks = world.locks.filter(({ name }) => name !== 'keep-drills');
      const scope = drillPlace.resourceGroupId;
      if (locked) world.locks.push({ scope, name: 'keep-drills', level: 'CanNotDelete' });
    }
    return { status: 200, body: {} };
  });
}
