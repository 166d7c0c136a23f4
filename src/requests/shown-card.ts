import type { MessageBody, Reader } from '../kernel/chat.ts';
import { findAddendum } from '../store/addenda.ts';
import type { Db } from '../store/schema.ts';
import { cardLines } from '../ui/render.ts';
import { addendumBody } from './addendum-messages.ts';
import type { Viewing } from './decision-view.ts';
import { requestBody } from './request-messages.ts';
import type { ReadRequest } from './request-view.ts';
import type { RequestServices } from './services.ts';
import type { VoteSubject } from './vote-subject.ts';

/**
 * The text that the card of an open vote subject shows to somebody now. It is drawn anew, never taken from what a
 * client sends: the buttons of a card with another text no longer work.
 */
export async function readShownCard(
  services: Pick<RequestServices, 'clock' | 'requestKinds'>,
  db: Db,
  subject: VoteSubject & ReadRequest,
  { objectId, reader }: { objectId: string; reader: Reader },
): Promise<string> {
  const body = subject.addendum
    ? await voteSubjectBody(services, db, subject, reader)
    : await requestBody(services, db, subject, reader, { viewer: objectId });
  return [body.text, ...cardLines(body.card ?? {})].join('\n');
}

/**
 * The current card of a vote subject that is open or was just decided.
 * @param how typed: the sentence says what to type to approve what the card shows; stands: nothing edits it later
 */
export async function voteSubjectBody(
  services: Pick<RequestServices, 'clock' | 'requestKinds'>,
  db: Db,
  { request, addendum: seen }: VoteSubject,
  reader: Reader,
  { typed, ...viewing }: { typed?: 'approve' } & Viewing = {},
): Promise<MessageBody> {
  const addendum = seen && (await findAddendum(db, request.id, seen.number));
  if (addendum) return addendumBody(services, db, { request, addendum }, reader, typed);
  return requestBody(services, db, request.id, reader, { ...(typed && { typed }), ...viewing });
}
