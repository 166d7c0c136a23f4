import type { Person } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import { lockRequest, updateRequest } from '../store/requests.ts';
import type { Tx } from '../store/transaction.ts';
import { lookMinutes } from './rules/ask-next.ts';
import type { Votable } from './voting.ts';

/**
 * Leaves a request to somebody who is looking at it: nobody else is asked for a while. It is no vote, and others may
 * decide meanwhile.
 * @param subject as this person was authorised to vote on it
 * @returns who is looking, and until when; isNew: this person has just begun
 * @throws already-decided
 */
export async function startLooking(
  tx: Tx,
  { subject }: Votable,
  person: Person,
): Promise<{ name: string; until: Date; isNew: boolean }> {
  const { id } = subject.request;
  const request = await lockRequest(tx, id);
  if (request?.state !== 'pending') throw new CodedError('already-decided', { id });
  const { looker_name: name, looking_until: before } = request;
  if (name !== null && before && before > tx.now()) return { name, until: before, isNew: false };
  const until = new Date(tx.now().getTime() + lookMinutes * 60_000);
  await updateRequest(tx, id, { looker_oid: person.objectId, looker_name: person.name, looking_until: until });
  tx.audit({ actor: person, event: 'approval.looking', requestId: id, vmName: request.vm_name });
  tx.wake('timer', `ask:${id}`, until);
  return { name: person.name, until, isNew: true };
}
