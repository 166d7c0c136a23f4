import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { startAzure } from '../../../sandbox/azure/start-azure.ts';
import { bot } from '../../../sandbox/world/people.ts';
import { makeWorld } from '../../../sandbox/world/seed.ts';
import { npmPackages } from '../npm-packages.ts';
import { outcome, type Part } from '../part.ts';
import { blobCalls } from './blob-calls.ts';
import { type Answers, azuriteService, localService, storageAudience } from './blob-service.ts';
import { botCalls } from './bot-calls.ts';
import { startAzurite } from './start-azurite.ts';

const version = '3.37.0';

export const azurite: Part = {
  about: "Azurite: the bot's own code on it, and the local Azure beside it",
  async run() {
    const packages = await npmPackages('azurite', { azurite: version });
    const folder = mkdtempSync(join(tmpdir(), 'strongroom-azurite-'));
    const server = await startAzurite(packages, folder);
    // Azurite counts real time, and an address that was signed for ten minutes must be open in both.
    const world = makeWorld({ fleetSize: 0, origin: new Date() });
    const local = await startAzure(world);
    try {
      const theirs = azuriteService(server);
      const ours = localService(world, local.port, await local.issueToken(storageAudience, bot.appId, bot.objectId));
      const asked = { "the bot's own code": botCalls, 'raw calls': blobCalls };
      const counts: string[] = [];
      const failures: string[] = [];
      for (const [about, run] of Object.entries(asked)) {
        const [one, other] = [await run(theirs), await run(ours)];
        counts.push(`${Object.keys(one).length} of ${about}`);
        failures.push(...differences(one, other).map((text) => `${about}, ${text}`));
      }
      return outcome(
        `azurite ${version}`,
        `answered alike by both: ${counts.join(', ')}, but for ${Object.keys(azuriteAlone).length} in which Azurite is not like the service`,
        failures,
      );
    } finally {
      server.stop();
      await local.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** Differences of Azurite from the real service that the local Azure doesn't have. */
const azuriteAlone: Record<string, string> = {
  'without a token': 'the service asks for one with 401 and a challenge (documented); Azurite says 403',
  'if-none-match its own': 'the service tells what has not changed (documented for 304 of HTTP); Azurite leaves it out',
  'PUT without a type': 'Azurite refuses it too, without a code',
  'signed for another blob': 'the service: AuthenticationFailed (documented); Azurite: AuthorizationFailure',
  'signed and over': 'the same',
  'signed and not yet': 'the same',
  'signed with another key': 'the same',
  'with the key, for another': 'the service: 403 AuthenticationFailed (documented); Azurite: 400',
};

function differences(theirs: Answers, ours: Answers): string[] {
  return Object.keys(theirs).flatMap((name) => {
    const isAlike = isDeepStrictEqual(theirs[name], ours[name]);
    if (name in azuriteAlone) return isAlike ? [`${name}: Azurite is like the service now; take it off the list`] : [];
    if (isAlike) return [];
    return `${name}: Azurite ${JSON.stringify(theirs[name])}, the local Azure ${JSON.stringify(ours[name])}`;
  });
}
