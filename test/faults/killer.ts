import type { Bench } from './bench.ts';
import type { Random } from './seeded.ts';

/** A kill strikes at one of the next so many HTTP calls. */
const calls = 40;
/** When nothing is called any more, the bot is killed all the same (real milliseconds). */
const idleMs = 4_000;

/** Kills the bot at a call, has it started again, and so on. */
export async function killOn(
  { sandbox: { bot, tap } }: Bench,
  kills: number,
  random: Random,
  after: (killed: number) => Promise<void> | void,
  stopped: AbortSignal,
): Promise<void> {
  for (let killed = 1; killed <= kills && !stopped.aborted; killed += 1) {
    const gone = new Promise<void>((resolve) => bot.once('changed', () => resolve()));
    tap.arm({ at: random.below(2) ? 'arrival' : 'answer', call: 1 + random.below(calls), signal: 'SIGKILL' });
    const idle = setTimeout(() => bot.signal('SIGKILL'), idleMs);
    await gone;
    clearTimeout(idle);
    tap.arm();
    await bot.start();
    await after(killed);
  }
}
