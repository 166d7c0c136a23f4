import { join } from 'node:path';
import { type Sandbox, startSandbox } from '../sandbox/start-sandbox.ts';
import type { Chat, Message } from '../sandbox/teams/chat.ts';
import { median, round } from './numbers.ts';
import type { Table } from './table.ts';

export type Lists = {
  vms: number;
  calls: number;
  /** Number of calls that asked for a further page. */
  pages: number;
  firstMs: number;
  medianMs: number;
  /** Duration if every call to Azure takes `slowSeconds` longer. */
  slowMs: number;
  cardBytes: number;
};

export const listsGoalMs = 3000;

const sizes = [10, 100, 1000];
const repeats = 5;
/** Extra delay per call: the local Azure answers in a few ms; the real one takes some 100 to 400 ms for a list. */
const slowSeconds = 0.3;
/** World time after which no cached data is fresh any more. */
const staleMs = 2 * 3600_000;
const say = { as: 'oncall', in: 'personal-oncall', text: 'vms' };

/** Measures `vms` with a vault of this many VMs beside the others, with an empty cache. */
export async function measureLists(directory: string): Promise<Lists[]> {
  const all: Lists[] = [];
  for (const vms of sizes) {
    const sandbox = await startSandbox({
      port: 0,
      dataDir: join(directory, `lists-${vms}`),
      world: { fleetSize: vms },
    });
    try {
      sandbox.teams.connector.limits.enabled = false;
      const before = sandbox.azure.requests().length;
      const first = await ask(sandbox);
      const asked = sandbox.azure.requests().slice(before);
      const again: Turn[] = [];
      for (let index = 0; index < repeats; index++) again.push(await ask(sandbox));
      sandbox.azure.faults.add({ match: {}, do: 'delay', seconds: slowSeconds });
      const slow = await ask(sandbox);
      all.push({
        vms,
        calls: asked.length,
        pages: asked.filter(({ path }) => /skipToken/i.test(path)).length,
        firstMs: round(first.ms),
        medianMs: round(median(again.map(({ ms }) => ms))),
        slowMs: round(slow.ms),
        cardBytes: first.cardBytes,
      });
    } finally {
      await sandbox.close();
    }
  }
  return all;
}

type Turn = { ms: number; cardBytes: number };

async function ask({ world, teams }: Sandbox): Promise<Turn> {
  world.clock.advance(staleMs);
  const begun = performance.now();
  const said = teams.client.say(say);
  if ('error' in said) throw new Error(said.error);
  const answer = await nextOfBot(teams.chat);
  const ms = performance.now() - begun;
  if (!answer.card) throw new Error(`"${say.text}" is answered without a card: ${answer.text}`);
  return { ms, cardBytes: Buffer.byteLength(JSON.stringify(answer.card)) };
}

/** The next message of the bot. */
function nextOfBot(chat: Chat): Promise<Message> {
  return new Promise((resolve) => {
    const look = (message: Message) => {
      if (message.from !== 'bot') return;
      chat.off('posted', look);
      resolve(message);
    };
    chat.on('posted', look);
  });
}

export function listsTable(all: Lists[]): Table {
  return {
    title: `"vms", nothing kept from before (goal: under ${listsGoalMs} ms; calls grow by pages only)`,
    head: [
      'VMs',
      'Azure calls',
      'for further pages',
      'first ms',
      'median ms',
      `ms at +${slowSeconds} s/call`,
      'card bytes',
    ],
    rows: all.map((one) => [one.vms, one.calls, one.pages, one.firstMs, one.medianMs, one.slowMs, one.cardBytes]),
  };
}
