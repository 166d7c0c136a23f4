import type { BotProcess } from '../../sandbox/bot-process.ts';
import { until } from './until.ts';

/**
 * Waits until nothing waits in the outbox, by the bot's own figure. A reply that ends a request is not the last that is
 * said of it: edits of its cards take their turns after it.
 * @throws Error when the bot does not run: nobody counts then
 */
export async function allSent(bot: Pick<BotProcess, 'health'>): Promise<void> {
  await until('an empty outbox', async () => {
    if (!bot.health) throw new Error('the bot does not run, and what waits in its outbox is not counted');
    // A connection that stood unused may be closed as it is used again.
    const figures = await fetch(new URL('/metrics', bot.health)).then(
      (answer) => answer.text(),
      () => '',
    );
    return /^strongroom_outbox_waiting(?:\{.*\})? 0(?: \d+)?$/m.test(figures);
  });
}
