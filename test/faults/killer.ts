import { once } from 'node:events';
import type { Chat, Message } from '../../sandbox/teams/chat.ts';
import type { Bench } from './bench.ts';
import type { Random } from './seeded.ts';
import { until } from './until.ts';

/** Range of calls: a kill comes at a random one of the next 40 HTTP calls. */
const calls = 40;
/**
 * Three of four kills wait until the bot has said something, at most this long (real milliseconds): a bot that is
 * always killed before it answers has nothing to lose, and in reality nobody waits that long.
 */
const untilSaidMs = 15_000;
/** Without any calls the bot is killed after this time (real milliseconds). */
const idleMs = 4_000;

/**
 * Kills the bot at a call, has it restarted, and repeats.
 * @param due whether people have got far enough for the n-th kill: kills as fast as the bot restarts would all hit the
 * first few requests, and nobody would get anything done in between
 * @throws AbortError as soon as it is stopped; Error if the bot ends by itself
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
    // People make progress meanwhile, or give up, which stops this.
    await until(`the time of kill ${killed}`, () => stopped.aborted || due(killed), Number.POSITIVE_INFINITY);
    stopped.throwIfAborted();
    if (random.below(4) > 0) await somethingSaid(teams.chat, stopped);
    // An unprovoked exit is a defect that a restart here would hide.
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
