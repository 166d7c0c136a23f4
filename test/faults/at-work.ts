import type { Message } from '../../sandbox/teams/chat.ts';
import type { Bench } from './bench.ts';
import type { Random } from './seeded.ts';
import { until } from './until.ts';

/** What people mean to do with a request once it waits for a decision. */
export type Wish = 'approve' | 'reject' | 'withdraw' | 'leave';

export type Course = { id: string; vm: string; wish: Wish; thread: string; card: string };

/** After so long without an answer a person says it again (real seconds): a killed bot may have taken it with it. */
const patience = 12;
const mostTries = 40;

/** The bot's messages by thread, as they are posted: looking through a whole channel each time would take long. */
export type Threads = Map<string, Message[]>;

export function listen({ sandbox }: Bench): Threads {
  const threads: Threads = new Map();
  sandbox.teams.chat.on('posted', (message) => {
    if (message.from !== 'bot' || !message.threadId) return;
    threads.set(message.threadId, [...(threads.get(message.threadId) ?? []), message]);
  });
  return threads;
}

/**
 * One request from the first word to the decision. Whoever is told to try again, or hears nothing, does it again, as
 * people do; nobody here knows of kills or faults.
 */
export async function work(bench: Bench, threads: Threads, vm: string, wish: Wish, random: Random): Promise<Course> {
  const { api } = bench;
  const { message: thread } = await api.say('oncall', 'ops', `restore ${vm} latest disks because INC0012345`);
  const heard = () => threads.get(thread) ?? [];

  async function insist<T>(what: string, look: () => T | undefined, again: () => Promise<unknown>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      const before = heard().length;
      // An answer that is not what was asked for says what is wrong; it is tried again at once.
      await until(what, () => look() !== undefined || heard().length > before, patience).catch(() => undefined);
      const seen = look() ?? (await pause(look));
      if (seen !== undefined) return seen;
      if (tries === mostTries) throw new Error(`${what}: ${heard().at(-1)?.text ?? 'never a word'}`);
      await again();
    }
  }

  const again = () => api.say('oncall', 'ops', `restore ${vm} latest disks because INC0012345`, thread);
  const plan = () =>
    heard()
      .map(({ text }) => /confirm (R-[A-Z0-9]+)/.exec(text)?.[1])
      .findLast(Boolean);
  const confirm = () => api.say('oncall', 'ops', `confirm ${plan()}`, thread);
  await insist(`the plan for ${vm}`, plan, again);
  await confirm();
  const { id: card, text } = await insist(
    `the card for ${vm}`,
    () => heard().find(({ text, card: json }) => json && /reject R-/.test(text)),
    // A form is folded away when nobody confirms it for a quarter of an hour.
    () => (/folded away/.test(heard().at(-1)?.text ?? '') ? again() : confirm()),
  );
  const id = /reject (R-[A-Z0-9]+)/.exec(text)?.[1] ?? '';
  if (wish !== 'leave') await decide();
  return { id, vm, wish, thread, card };

  async function decide(): Promise<void> {
    const button = wish === 'reject' ? 'reject-not-now' : wish;
    const who = wish === 'withdraw' ? 'oncall' : `approver-${1 + random.below(2)}`;
    let answer = '';
    for (let tries = 1; tries <= mostTries; tries += 1) {
      const { shown, text } = await api.click(who, card, button);
      if (shown === 'card' || /already decided|already withdrawn/.test(text ?? '')) return;
      answer = `${shown}: ${text}`;
      await new Promise((resolve) => setTimeout(resolve, 2_000));
    }
    throw new Error(`${wish} of ${id} was never taken: ${answer}`);
  }
}

/** What was posted may be followed at once by what is waited for. */
async function pause<T>(look: () => T | undefined): Promise<T | undefined> {
  await new Promise((resolve) => setTimeout(resolve, 1000));
  return look();
}
