import type { BotProcess } from '../../sandbox/bot-process.ts';
import { until } from './until.ts';

/**
 * Waits until the outbox is empty, by the bot's own metric. The reply that ends a request is not its last message:
 * edits of its cards come after it.
 * @throws Error if the bot does not run, as nobody counts then
 */
export async function allSent(bot: Pick<BotProcess, 'health'>): Promise<void> {
  await until('an empty outbox', async () => {
    if (!bot.health) throw new Error('the bot does not run, and what waits in its outbox is not counted');
    // A keep-alive connection may be closed just as it is reused.
    const figures = await fetch(new URL('/metrics', bot.health)).then(
      (answer) => answer.text(),
      () => '',
    );
    return /^strongroom_outbox_waiting(?:\{.*\})? 0(?: \d+)?$/m.test(figures);
  });
}
