import { sql } from 'kysely';

/** So often was a message tried, in half an hour or so, before it counts as one that Teams may never take. */
const triesToPutAside = 30;

/** Whether a message that Teams answered so is put aside, and no longer holds up those behind it. */
export function isToPutAside(tries: number, status: number): boolean {
  // What says that Teams is busy, or does not answer at all, is not about the message.
  return tries >= triesToPutAside && status >= 500;
}

/** Whether the last try of a message put it aside. */
export const wasPutAside = sql<boolean>`(messages.tries >= ${triesToPutAside} and messages.error like '5__') is true`;
