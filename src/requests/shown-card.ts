import { createHash } from 'node:crypto';
import type { MessageBody, Reader } from '../kernel/chat.ts';
import { findAddendum } from '../store/addenda.ts';
import type { Db } from '../store/schema.ts';
import { cardLines } from '../ui/render.ts';
import { addendumBody } from './addendum-messages.ts';
import type { Matter } from './matter.ts';
import { requestBody } from './request-messages.ts';
import type { ReadRequest } from './request-view.ts';
import type { RequestServices } from './services.ts';

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

/**
 * The card, as it is now, of what is decided or has just been.
 * @param typed the sentence says what to type to approve what the card shows
 */
export async function matterBody(
  services: Pick<RequestServices, 'clock' | 'requestKinds'>,
  db: Db,
  { request, addendum: seen }: Matter,
  reader: Reader,
  typed?: 'approve',
): Promise<MessageBody> {
  const addendum = seen && (await findAddendum(db, request.id, seen.number));
  if (addendum) return addendumBody(services, db, { request, addendum }, reader, typed);
  return requestBody(services, db, request.id, reader, typed ? { typed } : {});
}
