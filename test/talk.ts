import assert from 'node:assert/strict';
import { join } from 'node:path';
import { cardAsText } from '../sandbox/teams/card-text.ts';
import { type Answered, control, type Message } from './faults/control.ts';
import { patientSeconds, soonMs, until } from './faults/until.ts';
import { openSandbox, type TestSandboxOptions } from './open-sandbox.ts';

/** Most steps that a test waits: a day by the minute. */
const mostSteps = 24 * 60;

/** A card with what a restore did and made unfolded: that is behind Details, and most tests ask for it. */
export function withSteps(card: Record<string, unknown>): Record<string, unknown> {
  const list = (value: unknown) => (value ?? []) as Record<string, unknown>[];
  const unfolded = (part: Record<string, unknown>) =>
    list(part.actions)
      .flatMap((action) => list((action.card as { body?: unknown } | undefined)?.body))
      .filter(({ id }) => id === 'steps' || id === 'differences');
  return { ...card, body: list(card.body).flatMap((part) => [part, ...unfolded(part)]) };
}

/** A message of the bot: its sentence, and the card as lines of text. */
export type Said = Message & { all: string; replyTo?: string | null };

export type Talk = Awaited<ReturnType<typeof startTalk>>;

/** The real bot in its sandbox, and people who talk to it. All tests of a file share one. */
export async function startTalk(options: TestSandboxOptions = {}) {
  const { sandbox, dataDir, close } = await openSandbox({ ...options, world: { fleetSize: 3, ...options.world } });
  const api = control(sandbox.address);
  // The limits count real time, and tests press an hour of talk into seconds.
  sandbox.teams.connector.limits.enabled = false;

  /** Reads a conversation as a person sees it; this refreshes cards that name them. */
  async function read(room: string, as?: string): Promise<Said[]> {
    const response = await fetch(
      `${sandbox.address}/api/conversations/${room}/messages?edits=count${as ? `&as=${as}` : ''}`,
    );
    const messages = (await response.json()) as (Message & { summary?: string | null })[];
    return messages.map((message) => {
      // The text of a message with a card is its summary.
      const words = message.text || message.summary || '';
      let all: string | undefined;
      return {
        ...message,
        text: words,
        // Computed on demand: few messages need it, and a conversation is read again after each step of time.
        get all() {
          all ??= [words, message.card ? cardAsText(withSteps(message.card)) : ''].join('\n').trim();
          return all;
        },
      };
    });
  }

  /** Says a line and waits for a matching answer, in the conversation or in the speaker's personal chat. */
  async function ask(as: string, room: string, text: string, fits: RegExp = /./, replyTo?: string): Promise<Said> {
    await sandbox.settled();
    const { message } = await api.say(as, room, text, replyTo);
    const rooms = [...new Set([room, `personal-${as}`])];
    const look = async () => {
      await sandbox.settled();
      const lists = await Promise.all(rooms.map((each) => read(each, as)));
      return answersTo(message, lists.flat()).find(({ all }) => fits.test(all));
    };
    return until(`an answer to "${text}" that fits ${fits}`, look, patientSeconds, soonMs);
  }

  async function search(as: string, message: string, query: string): Promise<{ title: string; value: string }[]> {
    const response = await fetch(`${sandbox.address}/api/search`, {
      method: 'POST',
      body: JSON.stringify({ as, message, dataset: 'vms', query }),
    });
    const { choices } = (await response.json()) as { choices: { title: string; value: string }[] };
    assert.ok(choices, 'the bot answers a search');
    return choices;
  }

  /**
   * Lets world time pass, all at once or in steps. Before and after each step the bot does everything due, so that
   * events happen at the same world time on every machine.
   */
  async function letPass(seconds: number, stepSeconds = seconds): Promise<void> {
    for (let passed = 0; passed < seconds; passed += stepSeconds) {
      await sandbox.settled();
      sandbox.world.clock.advance(stepSeconds * 1000);
    }
    await sandbox.settled();
  }

  /** Lets time pass until the check returns something. */
  async function passes<T>(what: string, look: () => Promise<T | undefined>, stepSeconds = 60): Promise<T> {
    for (let step = 0; step <= mostSteps; step += 1) {
      await sandbox.settled();
      const seen = await look();
      if (seen !== undefined) return seen;
      sandbox.world.clock.advance(stepSeconds * 1000);
    }
    throw new Error(`${what}: not seen in ${mostSteps} steps of ${stepSeconds} s`);
  }

  async function shown(message: Pick<Message, 'id' | 'in'>, fits: RegExp): Promise<Said | undefined> {
    await sandbox.settled();
    const now = (await read(message.in)).find(({ id }) => id === message.id);
    return now && fits.test(now.all) ? now : undefined;
  }

  return {
    sandbox,
    /** Folder of the bot's data. */
    botData: join(dataDir, 'data'),
    dataDir,
    api,
    read,
    ask,
    search,

    /** Clicks once nothing moves any more; `api.click` clicks while the bot is working. */
    async click(as: string, message: string, action: string, more: object = {}): Promise<Answered> {
      await sandbox.settled();
      return api.click(as, message, action, more);
    },

    /** The message for one person, after the bot has done everything due. */
    async look(as: string, message: Pick<Message, 'id' | 'in'>): Promise<Said> {
      await sandbox.settled();
      const found = (await read(message.in, as)).find(({ id }) => id === message.id);
      assert.ok(found);
      return found;
    },

    /** Waits until the message matches. */
    shows: (message: Pick<Message, 'id' | 'in'>, fits: RegExp): Promise<Said> =>
      until(`${message.id} showing ${fits}`, () => shown(message, fits)),

    /** Lets time pass until the message matches. */
    becomes: (message: Pick<Message, 'id' | 'in'>, fits: RegExp, stepSeconds = 60): Promise<Said> =>
      passes(`${fits} on ${message.id}`, () => shown(message, fits), stepSeconds),

    /** Waits for a message of the bot in a conversation. */
    hears: (room: string, fits: RegExp): Promise<Said> =>
      until(`a message in ${room} that fits ${fits}`, async () => {
        await sandbox.settled();
        return (await read(room)).find(({ from, all }) => from === 'bot' && fits.test(all));
      }),

    /** Resolves when the bot has done everything due at this moment: nothing more happens until time passes. */
    settled: () => sandbox.settled(),

    letPass,
    passes,

    close,
  };
}

/**
 * Messages of the bot that answer this one: in its thread, or anywhere if it names a request, which is answered in its
 * own place. Other threads of a channel may get news of earlier requests meanwhile.
 */
export function answersTo<T extends Pick<Message, 'id' | 'in' | 'thread' | 'from' | 'text'>>(
  id: string,
  messages: T[],
): T[] {
  const asked = messages.find((message) => message.id === id);
  return messages.filter(
    (message) =>
      message.from === 'bot' &&
      message.id > id &&
      (message.thread === null || message.thread === asked?.thread || requestId.test(asked?.text ?? '')),
  );
}

const requestId = /R-[2-9A-HJKMNP-Z]{4}/;

/** All that a card says, under Details too. */
export function unfolded({ card }: Pick<Said, 'card'>): string {
  return cardAsText(card ?? assert.fail('no card'), 'all');
}

/** The first request id in a text. */
export function idIn(text: string): string {
  const id = requestId.exec(text)?.[0];
  assert.ok(id, `no request id in: ${text}`);
  return id;
}
