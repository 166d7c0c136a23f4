import type { FaultSpec } from './azure/faults.ts';
import type { LocalAzure } from './azure/start-azure.ts';
import type { Reply, Router } from './teams/http.ts';
import { findPerson, roster } from './teams/roster.ts';
import { setGrantTier } from './world/grant-tier.ts';
import { guid } from './world/ids.ts';
import { needsKeyVault, setKeyAccess } from './world/key-access.ts';
import { drillPlace, quarantinePlace } from './world/places.ts';
import { runNow } from './world/scheduled-backups.ts';
import { peerShutNetwork } from './world/shut-networks.ts';
import { isSize, sizes } from './world/sizes.ts';
import { probeOutcomes, type World } from './world/world.ts';
import { summarize } from './world-summary.ts';

const sizeNames = sizes.map(({ name }) => name).join(', ');

// Highest speed: beyond it the bot only handles wake-ups, and tokens outlive weeks of world time.
const fastest = 3600;

/** The control API's routes for Azure, the world and its clock. */
export function worldRoutes(control: Router, world: World, azure: LocalAzure, reset: () => Promise<void>): void {
  control.on('GET', '/api/world', () => ({ status: 200, body: summarize(world) }));

  control.on('POST', '/api/world/reset', async () => {
    await reset();
    return { status: 200, body: {} };
  });

  control.on('GET', '/api/azure/requests', ({ url }) => ({
    status: 200,
    body: azure.requests(url.searchParams.get('since') ?? undefined),
  }));

  control.on('GET', '/api/azure/resources/*id', async ({ params }) => {
    const id = `/${params.id ?? ''}`;
    const resource = await azure.getResource(id);
    if (resource !== undefined) return { status: 200, body: resource };
    return { status: 404, body: { error: `there is no resource ${id}`, remedy: 'give an ARM id, see GET /api/world' } };
  });

  protectionRoutes(control, world);
  roleRoutes(control, world);
  drillRoutes(control, world);
  control.on('GET', '/api/azure/faults', () => ({ status: 200, body: azure.faults.list() }));
  control.on('POST', '/api/azure/faults', ({ body }) => {
    try {
      return { status: 200, body: azure.faults.add(body as unknown as FaultSpec) };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return bad(error.message, 'see docs/sandbox.md, "Faults"');
    }
  });
  control.on('DELETE', '/api/azure/faults', () => {
    azure.faults.clear();
    return { status: 200, body: [] };
  });
  control.on('DELETE', '/api/azure/faults/:id', ({ params }) => {
    azure.faults.clear(params.id);
    return { status: 200, body: azure.faults.list() };
  });

  control.on('GET', '/api/azure/capacity', () => ({ status: 200, body: world.capacity.list() }));
  control.on('POST', '/api/azure/capacity', ({ body }) => {
    const { size, times, lack = 'hosts' } = body;
    const count = times === undefined ? Number.POSITIVE_INFINITY : Number(times);
    if (typeof size !== 'string' || !isSize(size)) return bad(`there is no size ${size}`, `give one of ${sizeNames}`);
    if (!(count > 0)) return bad('times is no number above 0', 'give how many VMs find no place, or leave it out');
    if (lack === 'permission') world.capacity.restricted.add(size.toLowerCase());
    else world.capacity.runOut(size, count);
    return { status: 200, body: world.capacity.list() };
  });
  control.on('POST', '/api/azure/quota', ({ body }) => {
    const { subscription, cores } = body;
    const known = world.subscriptions.find(({ id, name }) => id === subscription || name === subscription);
    const limit = Number(cores);
    if (!known) return bad(`there is no subscription ${subscription}`, 'give an id or a name, see GET /api/world');
    if (!Number.isInteger(limit) || limit < 0) return bad('cores is no whole number', 'give {"cores": 20}');
    world.coreLimits.set(known.id, limit);
    return { status: 200, body: { subscription: known.id, cores: limit } };
  });
  control.on('DELETE', '/api/azure/capacity', () => {
    world.capacity.end();
    return { status: 200, body: [] };
  });

  control.on('GET', '/api/clock', () => clock(world));
  control.on('POST', '/api/clock', ({ body }) => {
    const { speed, advanceSeconds } = body;
    if (speed === undefined && advanceSeconds === undefined) {
      return bad('neither speed nor advanceSeconds is given', 'give {"speed": 60} or {"advanceSeconds": 3600}');
    }
    if (speed !== undefined) {
      const rate = Number(speed);
      if (!(rate > 0 && rate <= fastest)) return bad(`speed ${speed} is out of range`, `give 1 to ${fastest}`);
      world.clock.setSpeed(rate);
    }
    if (advanceSeconds !== undefined) {
      const seconds = Number(advanceSeconds);
      if (!(seconds >= 0)) return bad('world time does not go back', 'give seconds of 0 or more');
      world.clock.advance(seconds * 1000);
    }
    return clock(world);
  });
}

function clock(world: World): NonNullable<Reply> {
  return {
    status: 200,
    body: { speed: world.clock.speed, now: world.clock.now().toISOString(), setting: world.clock.setting },
  };
}

function bad(error: string, remedy: string): NonNullable<Reply> {
  return { status: 400, body: { error, remedy } };
}

/**
 * Routes that disturb restore drills: their network, a guest's answers, a lock on their group, soft delete of their
 * staging account; and the network of quarantine.
 */
function drillRoutes(control: Router, world: World): void {
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

/** Routes that make scheduled backups of many VMs fail with one cause, and repair it. */
function protectionRoutes(control: Router, world: World): void {
  control.on('POST', '/api/world/key-access', ({ body }) => {
    const { keyVault, granted } = body;
    if (!isKeyVault(world, keyVault)) return noKeyVault(world, keyVault);
    if (typeof granted !== 'boolean') return bad('granted is neither true nor false', 'give {"granted": false}');
    world.settle();
    setKeyAccess(world, keyVault, granted);
    return { status: 200, body: { keyVault, granted } };
  });

  control.on('POST', '/api/world/scheduled-backups', ({ body }) => {
    const { vault: name, keyVault } = body;
    if (keyVault !== undefined && !isKeyVault(world, keyVault)) return noKeyVault(world, keyVault);
    const all = [...world.vaults.values()];
    const vaults = all.filter((vault) => name === undefined || vault.name === name);
    if (vaults.length === 0 || (name === undefined && keyVault === undefined)) {
      return bad(`there is no vault "${name}"`, `use one of ${all.map((vault) => vault.name).join(', ')}`);
    }
    world.settle();
    const items = vaults
      .flatMap((vault) => [...vault.items.values()])
      .filter((item) => keyVault === undefined || needsKeyVault(world, item, keyVault));
    return { status: 200, body: { started: runNow(world, items) } };
  });

  control.on('POST', '/api/world/grant-tier', ({ body }) => {
    if (typeof body.on !== 'boolean') return bad('on is neither true nor false', 'give {"on": false}');
    setGrantTier(world, body.on);
    return { status: 200, body: { on: body.on } };
  });
}

function isKeyVault(world: World, name: unknown): name is string {
  return typeof name === 'string' && world.keyVaults.has(name);
}

function noKeyVault(world: World, given: unknown): NonNullable<Reply> {
  return bad(`there is no key vault "${given}"`, `use one of ${[...world.keyVaults.keys()].join(', ')}`);
}

/** Routes for Privileged Identity Management and deny assignments. */
function roleRoutes(control: Router, world: World): void {
  control.on('POST', '/api/azure/roles/activate', ({ body }) => change(body, (id) => world.roles.activate(id)));
  control.on('POST', '/api/azure/roles/deactivate', ({ body }) => change(body, (id) => world.roles.deactivate(id)));

  control.on('GET', '/api/azure/denials', () => ({ status: 200, body: world.roles.denials }));
  control.on('DELETE', '/api/azure/denials', () => {
    world.roles.denials = [];
    return { status: 200, body: [] };
  });
  control.on('POST', '/api/azure/denials', ({ body }) => {
    const { action, scope } = body;
    const person = findPerson(roster, String(body.as));
    if (!person) return noPerson(body.as);
    if (typeof action !== 'string' || typeof scope !== 'string' || !scope.startsWith('/')) {
      return { status: 400, body: { error: 'action and scope are needed', remedy: 'give an action and an ARM id' } };
    }
    world.roles.denials.push({
      name: guid(`denial ${person.objectId} ${action} ${scope}`),
      denyAssignmentName: `deny-${person.id}`,
      scope,
      actions: [action],
      notActions: [],
      principalIds: [person.objectId],
      excludedIds: [],
    });
    return { status: 200, body: world.roles.denials };
  });
}

function change(body: Record<string, unknown>, act: (objectId: string) => unknown): NonNullable<Reply> {
  const person = findPerson(roster, String(body.as));
  if (!person) return noPerson(body.as);
  act(person.objectId);
  return { status: 200, body: {} };
}

function noPerson(given: unknown): NonNullable<Reply> {
  const remedy = `use one of ${roster.people.map(({ id }) => id).join(', ')}`;
  return { status: 400, body: { error: `there is no person "${given}"`, remedy } };
}
