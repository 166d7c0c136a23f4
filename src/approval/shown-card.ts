import { createHash } from 'node:crypto';
import type { Reader } from '../kernel/chat.ts';
import { requestBody } from '../requests/request-messages.ts';
import type { ReadRequest } from '../requests/request-view.ts';
import type { RequestServices } from '../requests/services.ts';
import type { Db } from '../store/schema.ts';
import { cardLines } from '../ui/card-lines.ts';
import type { Matter } from './matter.ts';
import { matterBody } from './matter-body.ts';

/** What a card said to one person, and the SHA-256 of that text, hex. */
export type ShownCard = { text: string; sha256: string };

/**
 * What the card of an open matter says to somebody at this moment. Drawn anew and never taken from what a client sends:
 * a button of a card that says something else no longer works.
 */
export async function readShownCard(
  services: Pick<RequestServices, 'clock' | 'requestKinds'>,
  db: Db,
  matter: Matter & ReadRequest,
  { objectId, reader }: { objectId: string; reader: Reader },
): Promise<ShownCard> {
  const body = matter.addendum
    ? await matterBody(services, db, matter, reader)
    : await requestBody(services, db, matter, reader, { viewer: objectId });
  const text = [body.text, ...cardLines(body.card ?? {})].join('\n');
  return { text, sha256: createHash('sha256').update(text).digest('hex') };
}
