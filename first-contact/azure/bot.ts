import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpClient } from '@azure/core-rest-pipeline';
import type { LocalAzure } from '../../sandbox/azure/start-azure.ts';
import { botConfig } from '../../sandbox/run-bot.ts';
import { cardAsText } from '../../sandbox/teams/card-text.ts';
import { roster } from '../../sandbox/teams/roster.ts';
import { startTeams } from '../../sandbox/teams/start-teams.ts';
import { people } from '../../sandbox/world/people.ts';
import type { World } from '../../sandbox/world/world.ts';
import { start } from '../../src/app/main.ts';
import { product } from '../../src/app/product.ts';
import type { Place } from './place.ts';

/** The person of the run in the local Teams. */
export const asker = people.platform;
/** Under whose names the same person approves: whoever agreed to a quarantine may not decide its release. */
export const approvers = [people['approver-1'], people['approver-2']] as const;

type Shown = { id: string; in: string; from: string; text: string; summary?: string | null; card: Card | null };
type Card = Record<string, unknown>;

/** A message of the bot, the card as lines of text. */
export type Said = { id: string; in: string; all: string };

export type Bot = Awaited<ReturnType<typeof startBot>>;

type Setting = {
  place: Place;
  /** Object id of the person who runs it: in the local Teams it is that of the one who asks. */
  caller: string;
  client: HttpClient;
  dataDir: string;
  /** World whose time is the bot's: that of the local Azure, or one at real speed. */
  world: World;
  /** Sign-in of the bot to the local Teams. */
  signIn: LocalAzure;
  /** Lets time go by between two looks. */
  pass(seconds: number): Promise<void>;
};

/** The real bot in this process, with a local Teams and an Azure that is reached by the client. */
export async function startBot({ place, caller, client, dataDir, world, signIn, pass }: Setting) {
  const teams = await startTeams({
    port: 0,
    now: () => world.clock.now(),
    verifyBearer: async (authorization) =>
      (await signIn.verifyToken(authorization ?? '', 'https://api.botframework.com')) !== undefined,
    tap: () => 'go on',
    // A real Azure takes its time, and nobody here is in a hurry.
    times: { limitMs: 600_000, redeliverMs: [] },
  });
  teams.connector.limits.enabled = false;
  Object.assign(roster.people.find(({ id }) => id === asker.id) ?? {}, { objectId: caller });
  const setting = {
    azurePort: signIn.port,
    teamsOrigin: teams.server.origin,
    dataDir: join(dataDir, 'data'),
    clock: world.clock.setting,
  };
  // Who decides is named: counted by roles there would be nobody but the person who asks.
  const approvalPolicy = join(dataDir, 'policy.yaml');
  const rule = { name: 'first contact', who: ['second'] };
  writeFileSync(
    approvalPolicy,
    JSON.stringify({ groups: { second: { people: approvers.map(({ objectId }) => objectId) } }, rules: [rule] }),
  );
  // The sandbox's anchor is an account of its own world: in Azure the name is anybody's. Access to keys has been given.
  const { auditAnchor: _, ...usual } = botConfig({
    ...setting,
    approvalPolicy,
    grantKeyAccess: false,
    grantKeyPolicies: false,
    patienceMs: 120_000,
  });
  const bot = await start(
    {
      ...usual,
      subscriptions: [place.subscriptionId],
      restoreProfiles: [place.profile],
      admins: [caller],
      logLevel: 'silent',
    },
    product,
    { httpClient: client },
  );
  const stopClock = world.clock.onChange((next) => bot.clock.set(next));
  bot.clock.set(world.clock.setting);
  teams.delivery.botAddress = bot.address;
  await teams.teamsEvents.install('add-upgrade');

  async function settled(): Promise<void> {
    while (teams.delivery.underway + (await bot.inHand()) + teams.delivery.underway > 0) await sleep(10);
  }

  async function post<T>(path: string, body: object): Promise<T> {
    const response = await fetch(`${teams.server.origin}${path}`, { method: 'POST', body: JSON.stringify(body) });
    return (await response.json()) as T;
  }

  async function read(room: string, as: string): Promise<(Said & { from: string })[]> {
    const path = `/api/conversations/${room}/messages?edits=count&as=${as}`;
    const shown = (await (await fetch(`${teams.server.origin}${path}`)).json()) as Shown[];
    return shown.map(({ text, summary, card, ...rest }) => ({
      ...rest,
      all: [text || summary || '', card ? cardAsText(card) : ''].join('\n').trim(),
    }));
  }

  /** Looks until something is there, while time goes by. */
  async function until<T>(
    what: string,
    look: () => Promise<T | undefined>,
    { hours = 8, seconds = 60 } = {},
  ): Promise<T> {
    const giveUpAt = world.clock.now().getTime() + hours * 3_600_000;
    for (;;) {
      await settled();
      const seen = await look();
      if (seen !== undefined) return seen;
      if (world.clock.now().getTime() > giveUpAt) throw new Error(`${what}: not seen in ${hours} hours`);
      await pass(seconds);
    }
  }

  const newest = async (said: Said) => (await read(said.in, asker.id)).find(({ id }) => id === said.id);

  return {
    until,

    /** Says a line and waits for an answer that fits, in the channel or in the person's own chat. */
    async ask(line: string, fits: RegExp): Promise<Said> {
      await settled();
      const { message } = await post<{ message: string }>('/api/say', {
        as: asker.id,
        in: 'ops',
        text: `@Strongroom ${line}`,
      });
      let last = '';
      const look = async () => {
        const rooms = await Promise.all(['ops', `personal-${asker.id}`].map((room) => read(room, asker.id)));
        const answers = rooms.flat().filter(({ id, from }) => from === 'bot' && id > message);
        last = answers.at(-1)?.all ?? last;
        return answers.find(({ all }) => fits.test(all));
      };
      // Short steps: what was asked may end within a minute.
      return until(`an answer to "${line}" that fits ${fits}`, look, { hours: 1, seconds: 5 }).catch(
        (error: unknown) => {
          throw new Error(`${(error as Error).message}; the bot said:\n${last}`);
        },
      );
    },

    /** Waits until the card shows this. */
    shows: (said: Said, fits: RegExp, pace = {}) =>
      until(
        `${fits} on the card`,
        async () => {
          const now = await newest(said);
          return now && fits.test(now.all) ? now : undefined;
        },
        pace,
      ).catch(async (error: unknown) => {
        throw new Error(`${(error as Error).message}; the card shows:\n${(await newest(said))?.all}`);
      }),

    hears: (fits: RegExp) =>
      until(`a message that fits ${fits}`, async () =>
        (await read('ops', asker.id)).findLast(({ from, all }) => from === 'bot' && fits.test(all)),
      ),

    async approve(card: Said, approver: (typeof approvers)[number] = approvers[0]): Promise<void> {
      await settled();
      await read(card.in, approver.id);
      await post('/api/click', { as: approver.id, message: card.id, action: 'approve' });
    },

    async close(): Promise<void> {
      stopClock();
      await bot.stop();
      await teams.close();
    },
  };
}
