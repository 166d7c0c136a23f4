import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { roster } from '../sandbox/teams/roster.ts';
import { people } from '../sandbox/world/people.ts';
import type { BotPlace } from './bots.ts';
import type { Services } from './services.ts';
import type { Subscribed } from './subscribe-channels.ts';

/** Subscribes channels to failures of vaults, with the rights of the engineer on call. The bot must not run. */
export function subscribe(
  { world, teams }: Services,
  place: BotPlace,
  channels: readonly string[],
  vaults: readonly { id: string; name: string }[],
): void {
  const reference = (conversationId: string) => ({
    serviceUrl: teams.serviceUrl,
    tenantId: roster.tenantId,
    conversationId,
    kind: 'channel',
    bot: { id: roster.bot.teamsId, name: roster.bot.name },
  });
  const told: Subscribed = {
    channels: channels.map((id) => ({ id, reference: reference(id) })),
    vaults: vaults.map(({ id, name }) => ({ id, name })),
    by: people.oncall,
    clock: world.clock.setting,
  };
  const file = join(place.dataDir, 'channels.json');
  writeFileSync(file, JSON.stringify(told));
  const script = join(import.meta.dirname, 'subscribe-channels.ts');
  execFileSync(process.execPath, ['--liftoff-only', script, join(place.dataDir, 'data'), file], { stdio: 'pipe' });
}
