import { z } from 'zod/v4';
import { changeForm, openForm, ownForm, ownFormCard, requireNoneOpen } from '../chat/forms.ts';
import { once, oncePerActivity } from '../chat/idempotency.ts';
import type { ArgumentSpec } from '../chat/rules/spec.ts';
import { requireNonce, requireRequestId } from '../chat/targets.ts';
import { type ChatServices, formOwner, parseForm, type Turn, type Verb } from '../chat/turn.ts';
import { failureText } from '../i18n/failure-text.ts';
import { keyword, texts } from '../i18n/texts.ts';
import type { Answer, CardJson, Person, Place, Reader } from '../kernel/chat.ts';
import { asFailure, CodedError, type Failure } from '../kernel/errors.ts';
import { defineStored, failure } from '../kernel/stored.ts';
import { approversOf, requireDeciders, requireTicketFor, submitForApproval } from '../requests/approvals.ts';
import { decisionMs, involvedIn, toDecidable } from '../requests/approvers.ts';
import type { GatedChange } from '../requests/cards/gated-change.ts';
import { requireOwnTiers } from '../requests/dry-run.ts';
import type { RequestKinds } from '../requests/request-kind.ts';
import type { RequestServices } from '../requests/services.ts';
import { type FormRow, findForm } from '../store/forms.ts';
import { listRequests } from '../store/requests.ts';
import type { Tx } from '../store/transaction.ts';
import { type AskFormCard, askFormCard } from './cards/ask-form.ts';
import {
  storedGrant,
  storedHold,
  storedRaise,
  storedRelease,
  storedResumeShorter,
  storedStop,
  storedUndelete,
  storedUnhold,
} from './stored.ts';

/** An approver's card cuts reasons at this length; a reason is a sentence, not a report. */
const maxReasonLength = 500;

export const reasonArgument: ArgumentSpec = keyword('reason', 'rest');

/**
 * Asks for approval, or opens the reason form first when no reason was given. Input read from a sentence also goes
 * through the form, whose button says that it opens one.
 */
export async function askFor(
  turn: Turn<'text' | 'action'>,
  plan: StoredAsk,
  typed: string | undefined,
): Promise<Answer> {
  const { services, incoming, tapped } = turn;
  const reason = tapped ? undefined : typed;
  const { from, place } = incoming;
  await requireOwnTiers(services, [plan]);
  const involved = await involvedIn(services, plan);
  await requireDeciders(services, { by: from, place }, { ...toDecidable(services, plan), involved });
  if (reason !== undefined) requireTicketFor(services, plan, reason);
  const approvers = reason === undefined ? undefined : await approversOf(services, plan, from.objectId);
  return oncePerActivity(turn, async (tx) => {
    await requireNotAsked(tx, plan);
    if (reason !== undefined) {
      const asked = { by: from, place, ...(approvers && { approvers }) };
      await submitForApproval(services, tx, asked, plan, reason.slice(0, maxReasonLength));
      return { kind: 'nothing' };
    }
    const at = { owner: from, place };
    if (incoming.kind === 'action' || turn.tapped)
      await requireNoneOpen<AskForm>(services, tx, at, {
        kind: 'ask',
        vms: plan.target.vmName,
        isSame: (open) => open.plan.plan.hash === plan.plan.hash,
      });
    await openAskForm(services, tx, at, plan, typed);
    return { kind: 'nothing' };
  });
}

/**
 * Opens the form that asks for a reason.
 * @param reason if one was typed before the need for approval was known
 */
export async function openAskForm(
  services: ChatServices,
  tx: Tx,
  at: { owner: Person; place: Place },
  plan: StoredAsk,
  reason = '',
): Promise<void> {
  const { name: ownerName, teamsId: ownerTeamsId } = at.owner;
  const data: AskForm = { ownerName, ownerTeamsId, plan, reason: reason.slice(0, maxReasonLength) };
  await openForm(services, tx, at, { kind: 'ask', state: 'open', data });
}

export const askVerbs: Record<string, Verb> = {
  /** Handles the form's submit. Without a reason the form comes back and says so. */
  'ask-go': async (turn) => {
    const { services, incoming, personal } = turn;
    const seen = await findForm(services.store.db, requireRequestId(turn));
    if (!seen) throw new CodedError('stale-card');
    const data = askFormOf(seen);
    const typed = incoming.data.reason;
    const reason = typeof typed === 'string' ? typed.trim().slice(0, maxReasonLength) : '';
    if (reason === '')
      return showProblem(turn, seen.id, { ...data, reason, problem: { code: 'form-reason-missing', params: {} } });
    try {
      requireTicketFor(services, data.plan, reason);
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      return showProblem(turn, seen.id, { ...data, reason, problem: asFailure(error) });
    }
    const again = await services.requestKinds
      .of(data.plan)
      .replan(services, data.plan, { requestId: seen.id, results: {} });
    if (again.kind !== 'same') throw new CodedError(again.failure.code, again.failure.params);
    await services.access.require(incoming.from.objectId, again.needs, true);
    await requireOwnTiers(services, [data.plan]);
    const approvers = await approversOf(services, data.plan, incoming.from.objectId);
    return once(turn, async (tx) => {
      const form = await ownForm(services, tx, seen.id, incoming.from);
      requireNonce(turn, form.nonce);
      await requireNotAsked(tx, data.plan);
      const place = { conversationId: form.conversation_id, ...(form.thread_id && { threadId: form.thread_id }) };
      const asked = { by: incoming.from, place, id: form.id, ...(approvers && { approvers }) };
      await submitForApproval(services, tx, asked, data.plan, reason);
      const changed = await changeForm(services, tx, form, { state: 'done' });
      return { kind: 'card', card: ownFormCard(services, changed, personal), text: '' };
    });
  },
};

/** @throws protection.asked-already when an open request already asks for the same change */
export async function requireNotAsked(tx: Tx, { plan, target }: StoredAsk): Promise<void> {
  const open = await listRequests(tx.db, { states: ['pending', 'approved', 'running'], vmId: target.vmId });
  const same = open.find(({ hash }) => hash === plan.hash);
  if (same) throw new CodedError('protection.asked-already', { vm: target.vmName, id: same.id });
}

function showProblem(turn: Turn<'action'>, id: string, data: AskForm & { problem: Failure }): Promise<Answer> {
  const { services, incoming, personal } = turn;
  return once(turn, async (tx) => {
    const form = await ownForm(services, tx, id, incoming.from);
    requireNonce(turn, form.nonce);
    const changed = await changeForm(services, tx, form, { state: 'open', data });
    const text = failureText(texts(personal.language), data.problem);
    return { kind: 'card', card: ownFormCard(services, changed, personal), text };
  });
}

/** Stored state of the form that asks for a reason before asking for approval. */
export const storedAskForm = defineStored(
  'form ask',
  formOwner.extend({
    plan: z.discriminatedUnion('kind', [
      storedStop.schema,
      storedUndelete.schema,
      storedGrant.schema,
      storedHold.schema,
      storedUnhold.schema,
      storedRaise.schema,
      storedResumeShorter.schema,
      storedRelease.schema,
    ]),
    reason: z.string(),
    problem: failure.optional(),
  }),
);

export type AskForm = z.infer<typeof storedAskForm.schema>;

export type StoredAsk = AskForm['plan'];

/** @throws as parseForm */
function askFormOf(form: FormRow): AskForm {
  return parseForm({ name: 'ask', stored: storedAskForm }, form);
}

export function askFormCardOf(
  services: Pick<RequestServices, 'approvers' | 'clock' | 'requestKinds'>,
  form: FormRow,
  reader: Reader,
  lineOf: (plan: StoredAsk) => AskFormCard['line'],
): CardJson {
  const data = askFormOf(form);
  return askFormCard(
    {
      id: form.id,
      nonce: form.nonce,
      owner: data.ownerName,
      what: gatedView(services.requestKinds, data.plan),
      line: lineOf(data.plan),
      reason: data.reason,
      decideMs: decisionMs(services, data.plan),
      ...(data.problem && { problem: failureText(texts(reader.language), data.problem) }),
      refreshFor: [data.ownerTeamsId],
    },
    reader,
  );
}

function gatedView(kinds: RequestKinds, plan: StoredAsk): GatedChange {
  const subject = kinds.of(plan).subject(plan);
  if ('plan' in subject) return subject.plan;
  throw new Error(`a form cannot ask for a ${plan.kind}`);
}
