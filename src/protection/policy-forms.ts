import { z } from 'zod/v4';
import { formOwner, parseForm } from '../chat/turn.ts';
import type { CardJson, Reader } from '../kernel/chat.ts';
import { defineStored } from '../kernel/stored.ts';
import type { RequestServices } from '../requests/services.ts';
import type { FormRow } from '../store/forms.ts';
import { policyFormCard } from './cards/policy-form.ts';
import { type PreviewCard, previewCard, previewText } from './cards/preview.ts';
import { policyFields, policyProblemCodes } from './rules/check-policy.ts';
import { policyInputs } from './rules/parse-policy.ts';
import { policyBody } from './rules/stored-parts.ts';

/** Stored state of a policy form between its pages. */
export const storedPolicyForm = defineStored(
  'form policy',
  formOwner.extend({
    page: z.enum(['basics', 'details']),
    vaults: z.array(z.object({ name: z.string(), id: z.string() })),
    vault: z.string(),
    entries: z.partialRecord(z.enum(policyInputs), z.string()),
    problems: z.array(
      z.object({
        field: z.enum(policyFields),
        code: z.enum(policyProblemCodes),
        params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
      }),
    ),
    /** The policy to create, once the form has no errors. */
    made: z.object({ name: z.string(), body: policyBody }).optional(),
  }),
);

export type PolicyForm = z.infer<typeof storedPolicyForm.schema>;

/** @throws as parseForm */
export function policyFormOf(form: FormRow): PolicyForm {
  return parseForm({ name: 'policy', stored: storedPolicyForm }, form);
}

export function policyFormCardOf({ clock }: Pick<RequestServices, 'clock'>, form: FormRow, reader: Reader): CardJson {
  const data = policyFormOf(form);
  if (form.state === 'confirming') return previewCard(previewOf(form, clock.now()), reader);
  return policyFormCard(
    {
      id: form.id,
      nonce: form.nonce,
      owner: data.ownerName,
      page: data.page,
      vaults: data.vaults.map(({ name }) => name),
      vault: data.vault,
      entries: data.entries,
      problems: data.problems,
      refreshFor: [data.ownerTeamsId],
    },
    reader,
  );
}

export function policyPreviewText({ clock }: Pick<RequestServices, 'clock'>, form: FormRow, reader: Reader): string {
  return previewText(previewOf(form, clock.now()), reader);
}

function previewOf(form: FormRow, now: Date): PreviewCard {
  const { made, vault, ownerName } = policyFormOf(form);
  if (!made) throw new Error(`form ${form.id} has no policy to show`);
  return {
    id: form.id,
    nonce: form.nonce,
    now,
    owner: ownerName,
    vault,
    policyName: made.name,
    policy: made.body,
    warnings: [],
    kind: 'policy',
  };
}
