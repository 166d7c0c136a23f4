import type { Router } from './teams/http.ts';
import { drillPlace, quarantinePlace } from './world/places.ts';
import { peerShutNetwork } from './world/shut-networks.ts';
import { probeOutcomes, type World } from './world/world.ts';

/**
 * The part of the control API that spoils restore drills, their network, what a guest says, and a lock on their group,
 * soft delete of their staging account;
 * and the network of quarantine.
 */
export function drillRoutes(control: Router, world: World): void {
  control.on('POST', '/api/world/drills', ({ body }) => {
    const { peered, quarantinePeered, probe, locked, softDeleteDays } = body;
    world.settle();
    if (typeof peered === 'boolean') peerShutNetwork(world, drillPlace, peered);
    if (typeof quarantinePeered === 'boolean') peerShutNetwork(world, quarantinePlace, quarantinePeered);
    if (typeof probe === 'string') {
      const [machine = '', outcome] = probe.split(':');
      const known = probeOutcomes.find((one) => one === outcome);
      if (known) world.probes.set(machine, known);
      else world.probes.delete(machine);
    }
    if (typeof softDeleteDays === 'number')
      world.blobs.softDeleteDays.set(drillPlace.stagingStorageAccountId.split('/').at(-1) ?? '', softDeleteDays);
    if (typeof locked === 'boolean') {
      world.locks = world.locks.filter(({ name }) => name !== 'keep-drills');
      const scope = drillPlace.resourceGroupId;
      if (locked) world.locks.push({ scope, name: 'keep-drills', level: 'CanNotDelete' });
    }
    return { status: 200, body: {} };
  });
}
