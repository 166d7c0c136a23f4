import type { AuditEvent } from '../i18n/audit-event.ts';
import { shown } from '../i18n/plain.ts';
import type { Person } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import { answerQuestion, insertQuestion } from '../store/approvals.ts';
import { lockRequest, type RequestRow } from '../store/requests.ts';
import type { Tx } from '../store/transaction.ts';
import { decisionPlaces, postMentioning } from './approver-messages.ts';
import type { RequestServices } from './services.ts';

/** Longest question or answer, in characters: a card has room for a question, not for a report. */
const longest = 500;

/**
 * Asks the requester, who is mentioned; the question stays on the card.
 * @throws unknown-request, already-decided, own-question
 */
export async function askRequester(
  services: RequestServices,
  tx: Tx,
  id: string,
  person: Person,
  question: string,
): Promise<void> {
  const request = await pending(tx, id);
  if (request.requester_oid === person.objectId) throw new CodedError('own-question', { id });
  const text = question.slice(0, longest);
  await insertQuestion(tx, { request_id: id, asker_oid: person.objectId, asker_name: person.name, question: text });
  audit(tx, request, person, 'question.asked', text);
  await postMentioning(
    services,
    tx,
    request,
    { oid: request.requester_oid, name: request.requester_name },
    {
      key: 'approval.said.asked',
      as: 'requester',
      params: { id, name: shown(person.name, 80), question: shown(text) },
    },
  );
}

/** Answers the newest open question; its asker is mentioned. @throws unknown-request, not-your-request, no-question */
export async function answerApprover(
  services: RequestServices,
  tx: Tx,
  id: string,
  person: Person,
  answer: string,
): Promise<void> {
  const request = await pending(tx, id);
  if (request.requester_oid !== person.objectId) {
    throw new CodedError('not-your-request', { id, name: request.requester_name });
  }
  const text = answer.slice(0, longest);
  const question = await answerQuestion(tx, id, text);
  if (!question) throw new CodedError('no-question', { id });
  audit(tx, request, person, 'question.answered', text);
  await postMentioning(
    services,
    tx,
    request,
    { oid: question.asker_oid, name: question.asker_name, places: await decisionPlaces(tx.db, request) },
    { key: 'approval.said.answered', as: 'asker', params: { id, name: shown(person.name, 80), answer: shown(text) } },
  );
}

async function pending(tx: Tx, id: string): Promise<RequestRow> {
  const request = await lockRequest(tx, id);
  if (!request) throw new CodedError('unknown-request', { id });
  if (request.state !== 'pending') throw new CodedError('already-decided', { id });
  return request;
}

function audit(tx: Tx, request: RequestRow, actor: Person, event: AuditEvent, text: string): void {
  const { id, vm_name, hash } = request;
  tx.audit({ actor, event, requestId: id, vmName: vm_name, planHash: hash, details: { text } });
}
