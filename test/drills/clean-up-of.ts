import type { Saga } from '../saga/saga.ts';
import type { Said } from '../talk.ts';

/**
 * Where the end of a drill's clean-up is said: on the card of the drill, or in a post of its own where it failed.
 * @param but an earlier failure: only what came after it
 */
export function cleanUpOf({ talk }: Saga, id: string, but?: Said, stepSeconds?: number): Promise<Said> {
  const failed = new RegExp(`^R-\\w{4} failed: Cleanup after drill ${id}`);
  const look = async () => {
    const posts = await talk.read('ops');
    return (
      posts.find(({ all }) => leftNothing(id).test(all)) ??
      posts.findLast((one) => failed.test(one.text) && one.id > (but?.id ?? ''))
    );
  };
  return talk.passes(`a clean-up of ${id}`, look, stepSeconds);
}

export function leftNothing(id: string): RegExp {
  return new RegExp(`is done: Cleanup after drill ${id}`);
}
