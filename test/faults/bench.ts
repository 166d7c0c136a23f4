import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { BotProcess } from '../../sandbox/bot-process.ts';
import { botScript, type SandboxOptions, startSandbox } from '../../sandbox/start-sandbox.ts';
import { people } from '../../sandbox/world/people.ts';
import type { Db } from '../../src/store/schema.ts';
import { dataFolder } from '../data-folder.ts';
import { tuesday } from '../open-sandbox.ts';
import { embeddedTemplate } from '../store/template.ts';
import { control, type Message } from './control.ts';
import { endSeconds, patientTeams, until } from './until.ts';

/**
 * World seconds per real second: slow during decisions, so that no deadline passes on a slow machine; then fast while
 * Azure works.
 */
export const deciding = 30;
export const working = 240;

/** A request that waits for a decision. */
export type Asked = {
  id: string;
  vm: string;
  /** Root message of its thread in ops. */
  thread: string;
  /** The message that holds its card. */
  card: string;
  /** Characters of the plan hash to type after the id. */
  piece: string;
  /** Real time of the request. */
  since: string;
};

/** Whether a message tells the requester of these tests something, except that some approvers can't be asked. */
export const tellsRequester = (mentions: readonly { name: string }[], said: string): boolean =>
  mentions.some(({ name }) => name === people.oncall.name) && !/Out of reach: /.test(said);

/** Id of the plan that a text asks somebody to check. */
export const planIn = (text: string): string | undefined => / the plan for .* \((R-[A-Z0-9]+)\)/.exec(text)?.[1];

export type Bench = Awaited<ReturnType<typeof startBench>>;

/** A sandbox with its bot, and what people do in it. One bench can make many requests. */
export async function startBench(options: Partial<SandboxOptions> = {}) {
  const dataDir = options.dataDir ?? dataFolder();
  const sandbox = await startSandbox({
    port: 0,
    dataDir,
    emptyData: await embeddedTemplate(),
    times: patientTeams,
    ...options,
    world: { origin: tuesday, fleetSize: 3, ...options.world },
  });
  const api = control(sandbox.address);
  // The limits count real time, and the tests press a day of messages into a minute.
  sandbox.teams.connector.limits.enabled = false;

  /** The bot's messages in a request's thread, oldest first. */
  async function thread(asked: Pick<Asked, 'thread'>): Promise<Message[]> {
    const messages = await api.messages('ops', asked.thread);
    return messages.filter((message) => message.thread === asked.thread && message.from === 'bot');
  }

  /** Repeats a line in a thread until it has the expected effect, as people do who are told to try again. */
  async function insist<T>(
    { thread: root }: Pick<Asked, 'thread'>,
    line: string,
    look: (message: Message) => T | undefined,
    as = 'oncall',
  ): Promise<T> {
    let told = 0;
    return until(`what "${line}" leads to`, async () => {
      const messages = await thread({ thread: root });
      const refusals = messages.filter(({ text }) => /try again/i.test(text)).length;
      if (refusals > told) await api.say(as, 'ops', line, root);
      told = refusals;
      return messages.map(look).find((seen) => seen !== undefined);
    });
  }

  /**
   * Requests a restore in one line and confirms the plan.
   * @param what by default the latest point, to a machine if the vault has a subnet for it
   */
  async function ask(vm: string, what = 'latest'): Promise<Asked> {
    await api.speed(deciding);
    const since = new Date().toISOString();
    const line = `restore ${vm} ${what} because INC0012345 table dropped`;
    const root = await api.say('oncall', 'ops', line);
    const asked = { vm, thread: root.message, since };
    const id = await insist(asked, line, ({ text }) => planIn(text));
    await api.say('oncall', 'ops', `confirm ${id}`, root.message);
    const card = await insist(asked, `confirm ${id}`, (message) => {
      const { text, card: json } = message;
      return json && text.includes(id) && text.includes('Approve or reject') ? message : undefined;
    });
    const piece = new RegExp(`approve ${id} ([0-9A-F]{4})`).exec(JSON.stringify(card.card))?.[1] ?? '';
    return { ...asked, id, card: card.id, piece };
  }

  /**
   * Approves it, with as many clicks as it takes: a click may have counted even if its answer was lost or is an error.
   */
  async function approve(asked: Asked): Promise<void> {
    const waits = async () =>
      (await thread(asked)).some(({ id, text }) => id === asked.card && text.includes(`reject ${asked.id}`));
    await until(`the approval of ${asked.id}`, async () => {
      const clicked = await api.click('approver-1', asked.card, 'approve').catch(async (error: unknown) => {
        // The card changed just before the click.
        if (await waits()) throw error;
      });
      return !clicked || clicked.shown === 'closed' || /already decided/.test(clicked.text ?? '');
    });
  }

  /** Replies that mention the requester, which end a request. A second job in Azure is reported in the same way. */
  async function closings(asked: Asked): Promise<Message[]> {
    const second =
      /ran twice in Azure|whose step counted as failed|which nobody follows|Azure is cancelling the job of/;
    const all = await thread(asked);
    return all.filter(
      ({ id, mentions, text }) =>
        id > asked.card && tellsRequester(mentions, text) && text.includes(asked.id) && !second.test(text),
    );
  }

  /** Restores that Azure accepted for this request's machine since the request was made. */
  async function accepted(asked: Asked) {
    const all = await api.requests(asked.since);
    return all.filter(({ effect }) => effect.startsWith('restore accepted') && effect.endsWith(` of ${asked.vm}`));
  }

  /** Requests whose end is awaited and for which Azure has no restore yet. */
  const unsent = new Set<Asked>();

  /**
   * Waits for the reply that ends the request. The world speeds up only once Azure has the restores of all awaited
   * requests: at that speed, the hour in which a restore must start passes in 15 s.
   */
  async function ended(asked: Asked, look: () => Promise<void> = async () => undefined): Promise<Message> {
    unsent.add(asked);
    try {
      return await until(
        `the end of ${asked.id}`,
        async () => {
          await look();
          const [closing] = await closings(asked);
          if (closing ?? (unsent.has(asked) && (await accepted(asked)).length > 0)) await noLongerUnsent(asked);
          return closing;
        },
        endSeconds,
      );
    } finally {
      unsent.delete(asked);
    }
  }

  async function noLongerUnsent(asked: Asked): Promise<void> {
    if (unsent.delete(asked) && unsent.size === 0) await api.speed(working);
  }

  /** Starts the bot again once its process is gone. */
  async function restart(): Promise<void> {
    await until('the end of the killed bot', async () => (await api.bot()).pid === null);
    await api.start();
  }

  /**
   * Starts another bot on the same database server, with the same patience for Azure. Teams talks only to the first.
   * @param how.databaseUrl its own path to the database
   */
  async function startReplica(
    script = botScript,
    { databaseUrl = options.databaseUrl ?? '', env = {} }: { databaseUrl?: string; env?: Record<string, string> } = {},
  ): Promise<{ address: string | null; process: BotProcess; stop(): Promise<void> }> {
    const { world, azure } = sandbox;
    const { azureTimeoutMs } = options;
    const settings = () => ({
      azurePort: azure.port,
      teamsOrigin: sandbox.address,
      dataDir: join(dataDir, 'replica'),
      databaseUrl,
      ...(azureTimeoutMs && { azureTimeoutMs }),
      clock: world.clock.setting,
    });
    const replica = new BotProcess(script, join(dataDir, 'replica.log'), settings, env);
    const end = world.clock.onChange((setting) => replica.setClock(setting));
    const { address } = await replica.start();
    return {
      address,
      process: replica,
      async stop() {
        end();
        await replica.close();
      },
    };
  }

  /** Changes the world at the first call to Azure whose path matches, before the call is answered. */
  function atCall(path: RegExp, change: () => unknown): void {
    const { azure } = sandbox;
    const usual = azure.tap;
    azure.tap = async (call) => {
      if (call.moment === 'arrival' && path.test(call.path)) {
        azure.tap = usual;
        await change();
      }
      return usual?.(call) ?? 'go on';
    };
  }

  /** All posts of the bot after a message, in every conversation. */
  async function posts(after: string): Promise<Message[]> {
    const lists = await Promise.all(
      (await api.conversations()).map(({ name }) => api.messages(encodeURIComponent(name), after)),
    );
    return lists.flat().filter(({ from }) => from === 'bot');
  }

  return {
    sandbox,
    api,
    dataDir,
    thread,
    insist,
    ask,
    approve,
    closings,
    accepted,
    ended,
    restart,
    startReplica,
    atCall,
    posts,
    /** Stops the bot, so that its data can be opened. */
    stopBot: () => sandbox.bot.stop(),
    async close() {
      await sandbox.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** One sandbox shared by several groups of tests. */
export type Shared = {
  readonly bench: Bench;
  /** Requests that must have ended in one restore. */
  restored: Asked[];
  /** Checks of the rows, run once the bot has stopped. */
  rows: ((db: Db) => Promise<void>)[];
};
