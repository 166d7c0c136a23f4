import type { Answer } from '../kernel/chat.ts';
import { deferUntilSettled, dropDeferred } from './deferred-commands.ts';
import type { Turn } from './turn.ts';

/** Teams is told "checking" soon after. Real time. */
const slowMs = 2_000;

/**
 * Runs a change. Is its answer not there in time, mostly because Azure is slow to tell what somebody may do, then what
 * was asked is written down, so that it is settled even if this process ends.
 */
export async function resumable(turn: Turn<'text' | 'action'>, act: () => Promise<Answer>): Promise<Answer> {
  const { services, incoming } = turn;
  let deferred: Promise<string | undefined> | undefined;
  const timer = setTimeout(() => {
    deferred = deferUntilSettled(services, incoming).catch((error: unknown) => {
      services.log.warn({ error, activityId: incoming.activityId }, 'A slow ask could not be written down');
      return undefined;
    });
  }, slowMs);
  try {
    return await act();
  } finally {
    clearTimeout(timer);
    const id = await deferred;
    if (id !== undefined) await dropDeferred(services, id);
  }
}
