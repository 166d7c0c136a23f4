import { after } from 'node:test';

let closing: (() => Promise<unknown>)[] = [];

/** Closes what the tests of a file share, once the last of them is over. */
export function atEnd(close: () => Promise<unknown>): void {
  closing.push(close);
}

/** Where several files run in one process, lane.ts does it after each: `after` here belongs to the first that loads this. */
export async function closeShared(): Promise<void> {
  const all = closing;
  closing = [];
  for (const close of all) await close();
}

after(closeShared);
