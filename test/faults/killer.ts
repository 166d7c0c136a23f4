import { once } from 'node:events';
import type { Chat, Message } from '../../sandbox/teams/chat.ts';
import type { Bench } from './bench.ts';
import type { Random } from './seeded.ts';
import { until } from './until.ts';

/** A kill strikes at one of the next so many HTTP calls. */
const calls = 40;
/**
 * Three kills of four leave the bot alone until it has said something, at most for so long (real milliseconds): one
 * that is killed before any answer for ever has nothing to lose, and nobody waits that long in life.
 */
const untilSaidMs = 15_000;
/** When nothing is called any more, the bot is killed all the same (real milliseconds). */
const idleMs = 4_000;

/**
 * Kills the bot at a call, has it started again, and so on.
 * @param due whether people have got on so far that the n-th kill may come: kills that followed each other as fast as the
 * bot comes up would all fall on the first few requests, and nobody would get anything done between them
 * @throws AbortError as soon as it is stopped; Error when the bot ends by itself
 */
export async function killOn(
  { sandbox: { bot, tap, teams } }: Bench,
  kills: number,
  random: Random,
  due: (kill: number) => boolean,
  after: (killed: number) => Promise<void> | void,
  stopped: AbortSignal,
): Promise<void> {
  for (let killed = 1; killed <= kills; killed += 1) {
    // People get on meanwhile, or give up, which stops this.
    await until(`the time of kill ${killed}`, () => stopped.aborted || due(killed), Number.POSITIVE_INFINITY);
    stopped.throwIfAborted();
    if (random.below(4) > 0) await somethingSaid(teams.chat, stopped);
    // An end that nobody brought about is a defect; restarting it here would hide it.
    if (bot.state.state !== 'running') throw new Error(`the bot ended by itself:\n${bot.log.slice(-15).join('\n')}`);
    const gone = once(bot, 'changed', { signal: stopped });
    tap.arm({ at: random.below(2) ? 'arrival' : 'answer', call: 1 + random.below(calls), signal: 'SIGKILL' });
    const idle = setTimeout(() => bot.signal('SIGKILL'), idleMs);
    try {
      await gone;
    } finally {
      clearTimeout(idle);
      tap.arm();
    }
    await bot.start();
    await after(killed);
  }
}

function somethingSaid(chat: Chat, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      chat.off('posted', look);
      stopped.removeEventListener('abort', end);
      if (stopped.aborted) reject(stopped.reason);
      else resolve();
    };
    const look = ({ from }: Message) => {
      if (from === 'bot') end();
    };
    const timer = setTimeout(end, untilSaidMs);
    chat.on('posted', look);
    stopped.addEventListener('abort', end);
    if (stopped.aborted) end();
  });
}
