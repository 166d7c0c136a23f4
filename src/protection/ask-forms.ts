import { decideMsOf } from '../approval/approvers.ts';
import type { GatedChange } from '../approval/cards/gated-change.ts';
import { requireKind } from '../chat/form-kind.ts';
import { failureText } from '../i18n/failure-text.ts';
import { texts } from '../i18n/texts.ts';
import type { CardJson, Reader } from '../kernel/chat.ts';
import type { Failure } from '../kernel/errors.ts';
import type { RequestKinds } from '../requests/request-kind.ts';
import type { Services } from '../services.ts';
import type { FormRow } from '../store/forms.ts';
import { askFormCard } from './cards/ask-form.ts';
import type { StoredGrant, StoredStop, StoredUndelete } from './stored.ts';

export type StoredAsk = StoredStop | StoredUndelete | StoredGrant;

/** What a form keeps that asks why, before approval is asked for. */
export type AskForm = {
  ownerName: string;
  ownerTeamsId: string;
  plan: StoredAsk;
  reason: string;
  problem?: Failure;
};

/** @throws stale-card for a form of another kind */
export function askFormOf(form: FormRow): AskForm {
  requireKind(form, 'ask');
  return form.data as AskForm;
}

export function askFormCardOf(
  services: Pick<Services, 'approvers' | 'clock' | 'requestKinds'>,
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
  if ('plan' in subject && 'kind' in subject.plan) return subject.plan;
  throw new Error(`a form cannot ask for a ${plan.kind}`);
}
