import { requireKind } from '../chat/form-kind.ts';
import { failureText } from '../i18n/failure-text.ts';
import { texts } from '../i18n/texts.ts';
import type { CardJson, Reader } from '../kernel/chat.ts';
import type { Failure } from '../kernel/errors.ts';
import type { Services } from '../services.ts';
import type { FormRow } from '../store/forms.ts';
import { type PreviewCard, previewCard, previewText } from './cards/preview.ts';
import { protectFormCard, type VaultChoice } from './cards/protect-form.ts';
import type { ProtectLine } from './cards/protect-lines.ts';
import type { PolicyFacts } from './rules/policy.ts';

/** What a form that protects machines keeps: what it looked at when it was last drawn. */
export type ProtectForm = {
  ownerName: string;
  ownerTeamsId: string;
  mode: 'protect' | 'resume';
  /** As they can be typed again. */
  names: string[];
  lines: ProtectLine[];
  /** Names of those to be protected. */
  chosen: string[];
  vaults: VaultChoice[];
  vaultId: string;
  vault: string;
  policies: PolicyFacts[];
  policy: string;
  asks: boolean;
  warnings: Failure[];
  problem?: Failure;
};

/** @throws stale-card for a form of another kind */
export function protectFormOf(form: FormRow): ProtectForm {
  requireKind(form, 'protect');
  return form.data as ProtectForm;
}

export function protectFormCardOf({ clock }: Pick<Services, 'clock'>, form: FormRow, reader: Reader): CardJson {
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

export function protectPreviewText({ clock }: Pick<Services, 'clock'>, form: FormRow, reader: Reader): string {
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
    // What is not known to be unencrypted counts as encrypted.
    encrypted: lines.some(({ keyAccess }) => keyAccess.kind !== 'not-needed'),
  };
}
