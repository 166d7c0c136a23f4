import { over, type Saga } from '../saga/saga.ts';
import type { Said } from '../talk.ts';

/**
 * Where the end of a drill's clean-up is said: on the card of the drill, or on its own where it failed.
 * @param but an earlier one
 */
export function cleanUpOf({ talk }: Saga, id: string, but?: Said, stepSeconds?: number): Promise<Said> {
  const fits = (one: Said) =>
    one.id !== but?.id &&
    (leftNothing(id).test(one.all) || (one.all.includes(`Cleanup after drill ${id}`) && over.test(one.all)));
  return talk.passes(`a clean-up of ${id}`, async () => (await talk.read('ops')).findLast(fits), stepSeconds);
}

export function leftNothing(id: string): RegExp {
  return new RegExp(`nothing is left of the \\d+ things that drill ${id} created`);
}
