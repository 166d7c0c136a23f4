import type { FaultSpec } from './azure/faults.ts';
import type { LocalAzure } from './azure/start-azure.ts';
import { drillRoutes } from './drill-routes.ts';
import { protectionRoutes } from './protection-routes.ts';
import { roleRoutes } from './role-routes.ts';
import type { Reply, Router } from './teams/http.ts';
import { isSize, sizes } from './world/sizes.ts';
import type { World } from './world/world.ts';
import { summarize } from './world-summary.ts';

const sizeNames = sizes.map(({ name }) => name).join(', ');

// Beyond this the bot spends its time on wake-ups and tokens outlive weeks of world time.
const fastest = 3600;

/** The part of the control API that is about Azure, the world and its clock. */
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
