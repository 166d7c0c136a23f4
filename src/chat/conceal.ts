import { EligibleError } from '../access/access.ts';
import { isInterested } from '../approval/interest.ts';
import type { Incoming } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import { findForm } from '../store/forms.ts';
import { findRequest } from '../store/requests.ts';
import { requestIdsIn } from './rules/request-ids-in.ts';
import type { ChatServices } from './turn.ts';

/** They are about the person or the channel, whatever the request is. */
const general: ReadonlySet<string> = new Set(['guest', 'member-unknown', 'channel-unset', 'channel-command']);
/** They name whose form it is, and its machine. */
const ofForms: ReadonlySet<string> = new Set(['not-your-form', 'confirmed-by-owner']);

/**
 * What is told of a failure: about a request that is none of theirs people hear what they would hear if it did not
 * exist. Refusals name rules, vaults and people, and ids can be guessed.
 */
export async function conceal(services: ChatServices, incoming: Incoming, error: CodedError): Promise<CodedError> {
  if (error instanceof EligibleError || general.has(error.code) || incoming.kind === 'search') return error;
  // A button may carry a line, or a page of what is told of a request.
  const line = incoming.kind === 'text' ? incoming.text : incoming.data.id;
  const ids = typeof line === 'string' ? requestIdsIn(line.replace(/^\d{1,4}:/, '')) : [];
  for (const id of ids) {
    const request = await findRequest(services.store.db, id);
    if (!request) {
      if (ofForms.has(error.code) && !(await isFormHere(services, id, incoming.place)))
        return new CodedError('nothing-to-confirm', { id });
      continue;
    }
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

/** Whoever is where its card stands has read there whose it is. */
async function isFormHere(
  { store }: ChatServices,
  id: string,
  { conversationId }: Incoming['place'],
): Promise<boolean> {
  return (await findForm(store.db, id))?.conversation_id === conversationId;
}
