import { EligibleError } from '../access/access.ts';
import type { Incoming, Spoken } from '../kernel/chat.ts';
import { CodedError, type Failure } from '../kernel/errors.ts';
import { dryRunBody, type TierOffError } from '../requests/dry-run.ts';
import { isInterested } from '../requests/request-readers.ts';
import { findForm, lockForm } from '../store/forms.ts';
import { countAsked, countRefusal, refusalWindowMs, takeRefusals, writeAsked } from '../store/refusals.ts';
import { findRequest } from '../store/requests.ts';
import type { IncomingTurn, Refusal } from '../teams/incoming.ts';
import { changeForm, ownFormCard } from './forms.ts';
import { requestIdsIn } from './rules/words.ts';
import type { ChatServices, Turn } from './turn.ts';

/** Codes told in private, whoever else reads the channel, and audited. */
const refusals: ReadonlySet<string> = new Set([
  'not-allowed',
  'not-known',
  'denied',
  'eligible',
  'guest',
  'member-unknown',
  'vault-not-in-channel',
  'audit-not-yours',
  'requester-cannot-approve',
  'assignee-cannot-approve',
  'not-your-form',
  'confirmed-by-owner',
  'not-your-request',
  'not-your-taken-over',
  'restart-right-missing',
  'not-an-admin',
  'not-an-admin-named',
  'not-a-reader',
  'reader-not-known',
  'vm-not-visible',
  'vm-not-known',
  'no-vault-visible',
  'stale-card',
  'too-many-lines',
  'already-decided',
  'already-voted',
  'wrong-hash-piece',
  'not-an-approver',
  'approvers-unread',
  'no-vote',
  'not-in-glass-group',
  'glass-off',
  'glass-first',
  'cannot-review',
  'not-a-reviewer',
  'already-signed',
]);

export function isRefusal(code: string): boolean {
  return refusals.has(code);
}

/** Codes audited as well, but said to everyone, as they are about the channel. */
const publicRefusals: ReadonlySet<string> = new Set(['channel-unset', 'channel-command']);

export function isAudited(code: string): boolean {
  return isRefusal(code) || publicRefusals.has(code);
}

type Parts = Pick<ChatServices, 'store'>;

/**
 * Audits a refusal. The first one of a person for a reason is a row; further ones are counted, and become one row when
 * the window ends: the audit is never emptied, and nobody may fill it by clicking.
 */
export async function auditRefusal(
  { store }: Parts,
  by: { actor?: { objectId: string; name: string }; key: string },
  failure: Failure,
  asked: string,
): Promise<void> {
  const { code, params } = failure;
  const { actor } = by;
  const key = `${by.key} ${code}`;
  await store.transaction(async (tx) => {
    const known = await countRefusal(tx, {
      key,
      actor: actor ? { objectId: actor.objectId, name: actor.name } : null,
      code,
    });
    if (known.count === 0) {
      tx.audit({ ...(actor && { actor }), event: 'refused', details: { ...params, code, asked } });
      tx.wake('timer', `refusals:${key}`, new Date(tx.now().getTime() + refusalWindowMs));
      return;
    }
    // A member's name in JSON; PostgreSQL refuses it if half a letter is at its end.
    const what = [asked, ...Object.values(params)].join(' ').slice(0, 120).toWellFormed();
    await writeAsked(tx, key, countAsked(known.asked, what));
  });
}

/** Ends the window: the counted refusals become a row. */
export async function auditCounted({ store }: Parts, key: string): Promise<void> {
  await store.transaction(async (tx) => {
    const counted = await takeRefusals(tx, key);
    if (!counted || counted.count === 0) return;
    const { actor, code, count, asked, since } = counted;
    tx.audit({
      ...(actor && { actor }),
      event: 'refused',
      details: {
        code,
        count,
        since: since.toISOString(),
        // Texts can be erased, keys can't, and people typed these.
        asked: Object.entries(asked).map(([text, times]) => ({ text, times })),
      },
    });
  });
}

/** Audits a refusal of somebody who is not known here: the identity is as Teams gave it, or nobody's. */
export async function noteRefusal(
  services: Parts,
  { contact }: Pick<IncomingTurn, 'contact'>,
  why: Refusal,
): Promise<void> {
  const { person, place } = contact;
  const { conversationId } = place;
  const by = { ...(person && { actor: person }), key: person?.objectId ?? conversationId };
  await auditRefusal(services, by, { code: why, params: { conversationId } }, 'text');
}

/** Codes about the person or the channel, whatever the request is. */
const generalRefusals: ReadonlySet<string> = new Set(['guest', 'member-unknown', 'channel-unset', 'channel-command']);
/** Codes that name a form's owner and its machine. */
const formRefusals: ReadonlySet<string> = new Set(['not-your-form', 'confirmed-by-owner']);

/**
 * Conceals requests that are none of this person's: they hear what they would hear if it did not exist. Refusals name
 * rules, vaults and people, and ids can be guessed.
 */
export async function hideDetails(services: ChatServices, incoming: Incoming, error: CodedError): Promise<CodedError> {
  if (error instanceof EligibleError || generalRefusals.has(error.code) || incoming.kind === 'search') return error;
  // A button may carry a line, or a page about a request.
  const line = incoming.kind === 'text' ? incoming.text : incoming.data.id;
  const ids = typeof line === 'string' ? requestIdsIn(line.replace(/^\d{1,4}:/, '')) : [];
  for (const id of ids) {
    const request = await findRequest(services.store.db, id);
    if (!request) {
      if (formRefusals.has(error.code) && !(await isFormHere(services, id, incoming.place)))
        return new CodedError('nothing-to-confirm', { id });
      continue;
    }
    try {
      if (await isInterested(services, request, incoming)) continue;
    } catch (unread) {
      // Whether the request is theirs cannot be told now, and only that is said.
      if (unread instanceof CodedError) return unread;
      throw unread;
    }
    return new CodedError('unknown-request', { id: request.id });
  }
  return error;
}

/** Whether a form's card stands here: people in that conversation have read on it whose it is. */
async function isFormHere(
  { store }: ChatServices,
  id: string,
  { conversationId }: Incoming['place'],
): Promise<boolean> {
  return (await findForm(store.db, id))?.conversation_id === conversationId;
}

/** Shows everyone in the conversation what would have been done. A form whose submit led here is closed. */
export function dryRunAnswer(
  services: ChatServices,
  incoming: Incoming,
  { personal, shared }: Pick<Turn, 'personal' | 'shared'>,
  error: TierOffError,
): Promise<Spoken> {
  const body = dryRunBody(services, error, shared);
  const id = incoming.kind === 'action' ? incoming.data.id : error.formId;
  return services.store.transaction(async (tx): Promise<Spoken> => {
    const form = typeof id === 'string' ? await lockForm(tx, id) : undefined;
    const isOpen = form?.state === 'open' || form?.state === 'confirming';
    if (!form || !isOpen || form.owner_oid !== incoming.from.objectId) return { kind: 'reply', body };
    const { conversation_id: conversationId, thread_id: threadId } = form;
    tx.post({ conversationId, ...(threadId && { threadId }), body });
    const put = await changeForm(services, tx, form, { state: 'rehearsed' });
    if (incoming.kind !== 'action') return { kind: 'nothing' };
    return { kind: 'card', card: ownFormCard(services, put, personal), text: '' };
  });
}
