/** A call that changes something, or tells people: the one that `call` counts to among those that fit. */
export type Change = { method: string; path: string; call?: number };

export type Case = {
  vm: string;
  /** The rest of the request in one line. @param run a number of its own */
  wish: (run: number) => string;
  ends: RegExp;
  /** Restores that Azure takes; absent: one. */
  restores?: 2;
  /** Of the world of uncommon machines. */
  uncommon?: true;
  /** Machines that are deployed. */
  deployments: 0 | 1;
  /** What must not act twice: killed at in both ways, in the short form too. */
  changes: Change[];
  /** Keys that are taken away again before each run. */
  keysGone?: 'deleted' | 'purged';
  /** It does not come up: what is on its screen is sent to whoever asked. */
  screen?: true;
  /** What it ends in once whoever asked has it deallocated and started. */
  restarted?: RegExp;
};

const done = /✓ Done/;
/** A restore to a machine of its own. */
export const toMachine = (vm: string, changes: Change[], more: Partial<Case> = {}): Case => ({
  vm,
  wish: (run) => `latest as copy-${run} isolated`,
  ends: done,
  deployments: 1,
  changes,
  ...more,
});
