import { z } from 'zod/v4';
import { decideMsOf } from '../approval/approvers.ts';
import type { GatedChange } from '../approval/cards/gated-change.ts';
import { formOwner, parseForm } from '../chat/form-kind.ts';
import { failureText } from '../i18n/failure-text.ts';
import { texts } from '../i18n/texts.ts';
import type { CardJson, Reader } from '../kernel/chat.ts';
import { defineStored, failure } from '../kernel/stored.ts';
import type { RequestKinds } from '../requests/request-kind.ts';
import type { RequestServices } from '../requests/services.ts';
import type { FormRow } from '../store/forms.ts';
import { askFormCard } from './cards/ask-form.ts';
import { storedGrant, storedResumeShorter, storedStop, storedUndelete } from './stored.ts';
import { storedHold, storedUnhold } from './stored-hold.ts';
import { storedRaise } from './stored-raise.ts';
import { storedRelease } from './stored-release.ts';

/** What a form keeps that asks why, before approval is asked for. */
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
export function askFormOf(form: FormRow): AskForm {
  return parseForm({ name: 'ask', stored: storedAskForm }, form);
}

export function askFormCardOf(
  services: Pick<RequestServices, 'approvers' | 'clock' | 'requestKinds'>,
  form: FormRow,
  reader: Reader,
): CardJson {
  const data = askFormOf(form);
  return askFormCard(
    {
      id: form.id,
      nonce: form.nonce,
      owner: data.ownerName,
      what: gatedView(services.requestKinds, data.plan),
      reason: data.reason,
      decideMs: decideMsOf(services, data.plan),
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
