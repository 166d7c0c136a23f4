import { until } from '../faults/until.ts';
import type { Saga } from './saga.ts';

/** A call that changes something: the n-th of those that fit. */
export type SendCall = { method: string; path: string; call?: number };

/**
 * Has the bot killed between the commit of an attempt and its send: Azure never sees the call.
 * @param act what leads there; time passes until it does
 * @param effect of that call, as the sandbox names it: none may be there yet
 */
export async function killedAtSend(
  { talk: { api } }: Saga,
  { call = 1, ...only }: SendCall,
  act: () => Promise<unknown>,
) {
  await api.tap({ at: 'arrival', call, only });
  const acted = act();
  await until(`the kill at ${only.method} ${only.path}`, async () => {
    if ((await api.bot()).pid === null) return true;
    await api.advance(30);
    return false;
  });
  await api.tap();
  // A click that the kill left without an answer is none of what is tested.
  await acted.catch(() => undefined);
}
