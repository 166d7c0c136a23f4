import { AsyncLocalStorage } from 'node:async_hooks';

/** Somebody was told that nothing of this was done, so nothing of it is. */
export class GivenUpError extends Error {}

const current = new AsyncLocalStorage<Saving>();

/**
 * What one person asked, as far as it is written down. Whoever waits for it may give it up: a statement that hangs in a
 * cut connection may still reach the database minutes later, and must not commit then.
 */
export class Saving {
  #givenUp = false;
  #committed = false;

  /** Runs work whose transactions are part of this. */
  run<T>(work: () => Promise<T>): Promise<T> {
    return current.run(this, work);
  }

  /** From now on none of its transactions commits. @returns whether none has: not one, and none whose commit is not answered */
  giveUp(): boolean {
    this.#givenUp = true;
    return !this.#committed;
  }

  /** @throws GivenUpError */
  beginCommit(): void {
    if (this.#givenUp) throw new GivenUpError('whoever asked for this was told that it was not done');
    this.#committed = true;
  }
}

/** Called with nothing between it and the commit, so that giving up comes before both or after both. @throws GivenUpError */
export function beginCommit(): void {
  current.getStore()?.beginCommit();
}
