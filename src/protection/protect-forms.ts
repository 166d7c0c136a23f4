import { z } from 'zod/v4';
import { formOwner, parseForm } from '../chat/turn.ts';
import { failureText } from '../i18n/failure-text.ts';
import { texts } from '../i18n/texts.ts';
import type { CardJson, Reader } from '../kernel/chat.ts';
import { defineStored, failure } from '../kernel/stored.ts';
import { encryptionKind } from '../machines/rules/encryption-assessment.ts';
import type { RequestServices } from '../requests/services.ts';
import type { FormRow } from '../store/forms.ts';
import { type PreviewCard, previewCard, previewText } from './cards/preview.ts';
import { protectFormCard } from './cards/protect-form.ts';
import { keyAccess, policyFacts } from './rules/stored-parts.ts';

/** Stored state of a form that protects machines: what it read when it was last drawn. */
export const storedProtectForm = defineStored(
  'form protect',
  formOwner.extend({
    mode: z.enum(['protect', 'resume']),
    /** Machines: ARM ids, or one with subscription and group to resume. */
    names: z.array(z.string()),
    lines: z.array(z.object({ vm: z.string(), encryption: encryptionKind, refusals: z.array(failure), keyAccess })),
    /** Names of the machines to protect. */
    chosen: z.array(z.string()),
    vaults: z.array(
      z.object({ name: z.string(), region: z.string(), subscription: z.string(), used: z.number().optional() }),
    ),
    vaultId: z.string(),
    vault: z.string(),
    policies: z.array(policyFacts),
    policy: z.string(),
    asks: z.boolean(),
    warnings: z.array(failure),
    problem: failure.optional(),
    /** For approvers, if a vote is needed. */
    reason: z.string().optional(),
  }),
);

export type ProtectForm = z.infer<typeof storedProtectForm.schema>;

/** @throws as parseForm */
export function protectFormOf(form: FormRow): ProtectForm {
  return parseForm({ name: 'protect', stored: storedProtectForm }, form);
}

export function protectFormCardOf({ clock }: Pick<RequestServices, 'clock'>, form: FormRow, reader: Reader): CardJson {
  const data = protectFormOf(form);
  if (form.state === 'confirming') return previewCard(previewOf(form, clock.now()), reader);
  return protectFormCard(
    {
      id: form.id,
      nonce: form.nonce,
      owner: data.ownerName,
      mode: data.mode,
      lines: data.lines,
      chosen: data.chosen,
      vaults: data.vaults,
      vault: data.vault,
      policies: data.policies,
      policy: data.policy,
      asks: data.asks,
      ...(data.problem && { problem: failureText(texts(reader.language), data.problem) }),
      refreshFor: [data.ownerTeamsId],
    },
    reader,
  );
}

export function protectPreviewText({ clock }: Pick<RequestServices, 'clock'>, form: FormRow, reader: Reader): string {
  return previewText(previewOf(form, clock.now()), reader);
}

function previewOf(form: FormRow, now: Date): PreviewCard {
  const data = protectFormOf(form);
  const policy = data.policies.find(({ name }) => name === data.policy);
  if (!policy) throw new Error(`form ${form.id} has no policy to show`);
  const lines = data.lines.filter(({ vm }) => data.chosen.includes(vm));
  return {
    id: form.id,
    nonce: form.nonce,
    now,
    owner: data.ownerName,
    vault: data.vault,
    policyName: policy.name,
    policy,
    warnings: data.warnings,
    kind: data.mode,
    lines,
    asks: data.asks,
    // A machine counts as encrypted unless it is known not to be.
    encrypted: lines.some(({ keyAccess }) => keyAccess.kind !== 'not-needed'),
  };
}
