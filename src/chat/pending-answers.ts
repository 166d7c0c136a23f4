import type { Answer, Incoming, PendingAnswer } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import { Saving } from '../store/transaction.ts';
import { deferUntilSettled, dropDeferred } from './deferred-commands.ts';
import type { Dispatch } from './handle.ts';
import type { ChatServices } from './turn.ts';

/**
 * Answers activities from Teams. A slow command is stored before anybody is told that the answer follows: a promise
 * that only this process knows is lost with it.
 */
export function createPendingAnswers(
  services: Pick<ChatServices, 'store' | 'clock' | 'log'>,
  { handle, changes }: Dispatch,
): (incoming: Incoming, remembered: Promise<void>) => PendingAnswer {
  const { store, log } = services;

  return (incoming, remembered) => {
    const saving = new Saving();
    let deferred: Promise<string | undefined> | undefined;
    let isSettled = false;

    async function settle(): Promise<Answer> {
      await remembered;
      try {
        return await handle(incoming);
      } finally {
        isSettled = true;
      }
    }

    async function write(): Promise<string | undefined> {
      if (incoming.kind !== 'search' && changes(incoming)) return deferUntilSettled(services, incoming);
      await store.answers();
      return undefined;
    }

    return {
      answer: saving.run(settle),
      async keep(withinMs) {
        if (isSettled) return 'reading';
        deferred ??= saving.run(write);
        const id = await within(withinMs, deferred).catch((error: unknown) => {
          log.warn(
            { error, activityId: incoming.activityId },
            'a slow answer could not be written down; it is given up',
          );
          throw new CodedError(saving.giveUp() ? 'store.unavailable' : 'store.in-doubt');
        });
        return id === undefined ? 'reading' : 'kept';
      },
      async given() {
        try {
          const id = await deferred;
          if (id !== undefined) await dropDeferred(services, id);
        } catch (error) {
          // The stored command runs again later, and gives the answer that was given here.
          log.warn({ error, activityId: incoming.activityId }, 'what was kept of a slow answer stays');
        }
      },
    };
  };
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing was heard of the database for ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
