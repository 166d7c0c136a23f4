import type { MessageBody, Reader } from '../kernel/chat.ts';
import { requestBody } from '../requests/request-messages.ts';
import type { RequestServices } from '../requests/services.ts';
import { findAddendum } from '../store/addenda.ts';
import type { Db } from '../store/schema.ts';
import { addendumBody } from './addendum-messages.ts';
import type { Matter } from './matter.ts';

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
