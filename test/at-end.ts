import { after } from 'node:test';

let closing: (() => Promise<unknown>)[] = [];

/** Closes what the tests of a file share, after the last of them. */
export function atEnd(close: () => Promise<unknown>): void {
  closing.push(close);
}

/**
 * Called by lane.ts after each file if several run in one process: `after` here would belong to the first file that
 * loads this.
 */
export async function closeShared(): Promise<void> {
  const all = closing;
  closing = [];
  for (const close of all) await close();
}

after(closeShared);
