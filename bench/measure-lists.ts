import { join } from 'node:path';
import { startSandbox } from '../sandbox/start-sandbox.ts';
import type { Chat, Message } from '../sandbox/teams/chat.ts';
import { median, round } from './numbers.ts';
import type { Table } from './table.ts';

export type Lists = { vms: number; calls: number; pages: number; firstMs: number; medianMs: number; cardBytes: number };

export const listsGoalMs = 3000;

const sizes = [10, 100, 1000];
const repeats = 5;
/** World time after which nothing that the bot may have kept is fresh any more. */
const staleMs = 2 * 3600_000;
const say = { as: 'oncall', in: 'personal-oncall', text: 'vms' };

/** `vms` with a vault of so many VMs besides the others, with nothing kept from before. */
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
      const times: number[] = [];
      let calls = 0;
      let pages = 0;
      let cardBytes = 0;
      for (let index = 0; index < repeats; index++) {
        sandbox.world.clock.advance(staleMs);
        const before = sandbox.azure.requests().length;
        const begun = performance.now();
        const said = sandbox.teams.client.say(say);
        if ('error' in said) throw new Error(said.error);
        const answer = await nextOfBot(sandbox.teams.chat);
        times.push(performance.now() - begun);
        if (!answer.card) throw new Error(`"${say.text}" is answered with no card: ${answer.text}`);
        cardBytes = Buffer.byteLength(JSON.stringify(answer.card));
        const asked = sandbox.azure.requests().slice(before);
        calls = asked.length;
        pages = asked.filter(({ path }) => /skipToken/i.test(path)).length;
      }
      const [firstMs = Number.NaN] = times;
      all.push({ vms, calls, pages, firstMs: round(firstMs), medianMs: round(median(times)), cardBytes });
    } finally {
      await sandbox.close();
    }
  }
  return all;
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
    head: ['VMs in the vault', 'Azure calls', 'of them further pages', 'first ms', 'median ms', 'card bytes'],
    rows: all.map((one) => [one.vms, one.calls, one.pages, one.firstMs, one.medianMs, one.cardBytes]),
  };
}
