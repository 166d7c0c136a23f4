import { failureText } from '../../i18n/failure-text.ts';
import { listed, plain, shown } from '../../i18n/plain.ts';
import { policyDetails } from '../../i18n/policy-words.ts';
import { texts } from '../../i18n/texts.ts';
import type { PolicyBody, PolicyFacts } from '../../kernel/backup-policy.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import type { Failure } from '../../kernel/errors.ts';
import { keepsPastAde } from '../../machines/rules/retention.ts';
import { buttonsOf } from '../../ui/button.ts';
import { render } from '../../ui/render.ts';
import { pastAde } from './policies.ts';
import { type ProtectLine, protectLine } from './protect-form.ts';

/** Describes in words what is about to be created or changed. */
export type PreviewCard = {
  id: string;
  nonce: string;
  now: Date;
  owner: string;
  vault: string;
  /** The policy's name and content. */
  policyName: string;
  policy: Omit<PolicyBody, 'schedule'> & Pick<PolicyFacts, 'schedule'>;
  warnings: Failure[];
} & ({ kind: 'policy' } | { kind: 'protect' | 'resume'; lines: ProtectLine[]; asks: boolean; encrypted: boolean });

const buttons = {
  policy: ['policy-create', 'policy-change', 'form-cancel'],
  protect: ['protect-go', 'protect-change', 'form-cancel'],
  resume: ['resume-go', 'protect-change', 'form-cancel'],
} as const;

export function previewCard(data: PreviewCard, reader: Reader): CardJson {
  const language = texts(reader.language);
  const { t } = language;
  const lines = data.kind === 'policy' ? [] : data.lines.map((line) => protectLine(line, data.asks, reader));
  const isForAde = data.kind === 'policy' || data.encrypted;
  const warnings = [
    ...(isForAde && keepsPastAde(data.policy.retention, data.now) ? [pastAde(reader)] : []),
    ...data.warnings.map((warning) => failureText(language, warning)),
  ];
  const details = policyDetails(data.policy, reader);
  return render(
    'preview',
    {
      id: data.id,
      nonce: data.nonce,
      heading: t(`cards.preview.heading-${data.kind}`, paramsOf(data)),
      owner: t('cards.restore-form.owner', { name: shown(data.owner, 80) }),
      lead: t(`cards.preview.lead-${data.kind}`, paramsOf(data)),
      lines: lines.map((text) => ({ text })),
      details: details.map((text) => ({ text })),
      // A new policy is what its details say; for machines it stands already, and has a name.
      hasFold: data.kind !== 'policy',
      warnings: warnings.map((text) => ({ text })),
      hasWarnings: warnings.length > 0,
      buttons: buttonsOf(buttons[data.kind], language),
      twin: t('cards.preview.twin', { id: data.id }),
    },
    reader,
  );
}

/** The text everyone sees while its owner decides. */
export function previewText(data: PreviewCard, reader: Reader): string {
  return texts(reader.language).t('cards.preview.sentence', paramsOf(data));
}

function paramsOf(data: PreviewCard): Record<string, string> {
  const vms = data.kind === 'policy' ? [] : data.lines.map(({ vm }) => shown(vm, 80));
  return {
    id: data.id,
    name: shown(data.owner, 80),
    policy: plain(data.policyName),
    vault: plain(data.vault),
    vms: listed(vms, 6),
  };
}
