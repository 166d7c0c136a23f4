import { type LocalAzure, startAzure } from '../sandbox/azure/start-azure.ts';
import { startTeams, type Teams } from '../sandbox/teams/start-teams.ts';
import { makeWorld, type WorldOptions } from '../sandbox/world/seed.ts';
import type { World } from '../sandbox/world/world.ts';

/** The local Azure and the local Teams without a bot, so that several bots are measured against the same ones. */
export type Services = { world: World; azure: LocalAzure; teams: Teams; close(): Promise<void> };

export async function startServices(options: WorldOptions = {}): Promise<Services> {
  const world = makeWorld(options);
  const azure = await startAzure(world);
  const teams = await startTeams({
    port: 0,
    now: () => world.clock.now(),
    verifyBearer: async (authorization) =>
      (await azure.verifyToken(authorization ?? '', 'https://api.botframework.com')) !== undefined,
    tap: () => 'go on',
  });
  // Limits are off, because the bot is measured and not its patience with a busy Teams or Azure.
  teams.connector.limits.enabled = false;
  azure.throttle.limit = Number.POSITIVE_INFINITY;
  // No page is open, so nothing needs to be drawn for one.
  teams.chat.removeAllListeners();
  return {
    world,
    azure,
    teams,
    async close() {
      await teams.close();
      await azure.close();
    },
  };
}
