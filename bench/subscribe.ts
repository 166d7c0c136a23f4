import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { roster } from '../sandbox/teams/roster.ts';
import { people } from '../sandbox/world/people.ts';
import type { BotPlace } from './bots.ts';
import type { Services } from './services.ts';
import type { Subscribed } from './subscribe-channels.ts';

/** A channel, the vaults whose failures it hears of, and those that it covers. */
export type Watcher = { id: string; vaults: readonly { id: string; name: string }[]; covers: 'all' | 'its vaults' };

/**
 * Subscribes channels with the rights of the engineer on call. The embedded database's bot must not run.
 * @param digest time of their digests in UTC; absent: they get none
 */
export function subscribe(
  { world, teams }: Services,
  place: BotPlace,
  channels: readonly Watcher[],
  digest?: string,
): void {
  const reference = (conversationId: string) => ({
    serviceUrl: teams.serviceUrl,
    tenantId: roster.tenantId,
    conversationId,
    kind: 'channel',
    bot: { id: roster.bot.teamsId, name: roster.bot.name },
  });
  const told: Subscribed = {
    channels: channels.map(({ id, vaults, covers }) => ({
      id,
      reference: reference(id),
      vaults: vaults.map((vault) => ({ id: vault.id, name: vault.name })),
      covers: covers === 'all' ? 'all' : vaults.map((vault) => vault.id.toLowerCase()),
    })),
    ...(digest !== undefined && { digest }),
    ...(place.databaseUrl !== undefined && { databaseUrl: place.databaseUrl }),
    by: { ...people.oncall, tenantId: roster.tenantId },
    clock: world.clock.setting,
  };
  const file = join(place.dataDir, 'channels.json');
  writeFileSync(file, JSON.stringify(told));
  const script = join(import.meta.dirname, 'subscribe-channels.ts');
  execFileSync(process.execPath, ['--liftoff-only', script, join(place.dataDir, 'data'), file], { stdio: 'pipe' });
}
