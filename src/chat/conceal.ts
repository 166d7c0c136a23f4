import { EligibleError } from '../access/access.ts';
import { isInterested } from '../approval/interest.ts';
import type { Incoming } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import { parseRequestId } from '../kernel/request-id.ts';
import type { Services } from '../services.ts';
import { findRequest } from '../store/requests.ts';

/** They are about the person or the channel, whatever the request is. */
const general: ReadonlySet<string> = new Set(['guest', 'member-unknown', 'channel-unset', 'channel-command']);
/** An id may stand anywhere in a line; a line of more words than this is no command about a request. */
const mostWords = 40;

/**
 * What is told of a failure: about a request that is none of theirs people hear what they would hear if it did not
 * exist. Refusals name rules, vaults and people, and ids can be guessed.
 */
export async function conceal(services: Services, incoming: Incoming, error: CodedError): Promise<CodedError> {
  if (error instanceof EligibleError || general.has(error.code) || incoming.kind === 'search') return error;
  const words = incoming.kind === 'text' ? incoming.text.split(/\s+/).slice(0, mostWords) : [incoming.data.id];
  for (const word of words) {
    const reading = typeof word === 'string' ? parseRequestId(word) : undefined;
    const request = reading?.kind === 'id' ? await findRequest(services.store.db, reading.id) : undefined;
    if (!request) continue;
    try {
      if (await isInterested(services, request, incoming)) continue;
    } catch (unread) {
      // Whether it is theirs cannot be told now, and that is all that is said.
      if (unread instanceof CodedError) return unread;
      throw unread;
    }
    return new CodedError('unknown-request', { id: request.id });
  }
  return error;
}
