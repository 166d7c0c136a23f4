import { requireKind } from '../chat/form-kind.ts';
import type { CardJson, Reader } from '../kernel/chat.ts';
import type { Services } from '../services.ts';
import type { FormRow } from '../store/forms.ts';
import { policyFormCard } from './cards/policy-form.ts';
import { type PreviewCard, previewCard, previewText } from './cards/preview.ts';
import type { PolicyProblem } from './rules/check-policy.ts';
import type { PolicyEntries } from './rules/parse-entries.ts';
import type { PolicyBody } from './rules/policy.ts';

/** What a form of a new policy keeps between its pages. */
export type PolicyForm = {
  ownerName: string;
  ownerTeamsId: string;
  page: 'basics' | 'details';
  vaults: { name: string; id: string }[];
  vault: string;
  entries: PolicyEntries;
  problems: PolicyProblem[];
  /** Once nothing is wrong: what is to be made. */
  made?: { name: string; body: PolicyBody };
};

/** @throws stale-card for a form of another kind */
export function policyFormOf(form: FormRow): PolicyForm {
  requireKind(form, 'policy');
  return form.data as PolicyForm;
}

export function policyFormCardOf({ clock }: Pick<Services, 'clock'>, form: FormRow, reader: Reader): CardJson {
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

export function policyPreviewText({ clock }: Pick<Services, 'clock'>, form: FormRow, reader: Reader): string {
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
