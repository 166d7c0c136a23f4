import { type FormField, formCard } from '../../chat/cards/form.ts';
import { failureText } from '../../i18n/failure-text.ts';
import { listed, plain, shown } from '../../i18n/plain.ts';
import { policyChoice, policyDetails } from '../../i18n/policy-words.ts';
import { texts } from '../../i18n/texts.ts';
import type { PolicyFacts } from '../../kernel/backup-policy.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import type { EncryptionKind } from '../../kernel/codes/encryption.ts';
import type { Failure } from '../../kernel/errors.ts';
import type { KeyAccess } from '../../machines/rules/key-access-gaps.ts';
import { mostVmsPerVault } from '../rules/check-policy.ts';
import { rightsLine } from './keyaccess.ts';

export type VaultChoice = { name: string; region: string; subscription: string; used?: number };

/** The form that protects machines, or resumes protection of one: vault, policy and machines. */
export type ProtectFormCard = {
  id: string;
  nonce: string;
  owner: string;
  mode: 'protect' | 'resume';
  lines: ProtectLine[];
  /** Names of the machines to protect. */
  chosen: string[];
  vaults: VaultChoice[];
  vault: string;
  policies: PolicyFacts[];
  policy: string;
  /** Whether missing key access is requested from here. */
  asks: boolean;
  problem?: string;
  refreshFor?: string[];
};

/** Verbs: protect-next (inputs vault, policy, vms), form-cancel. */
export function protectFormCard(data: ProtectFormCard, reader: Reader): CardJson {
  const { t } = texts(reader.language);
  const vms = listed(
    data.lines.map(({ vm }) => shown(vm, 80)),
    6,
  );
  const [only] = data.vaults;
  const policy = data.policies.find(({ name }) => name === data.policy);
  return formCard(
    {
      id: data.id,
      nonce: data.nonce,
      owner: data.owner,
      heading: t(`cards.protect-form.heading-${data.mode}`, { vms }),
      lines: [
        ...data.lines.map((line) => protectLine(line, data.asks, reader)),
        ...(data.vaults.length === 1 && only
          ? [t('cards.protect-form.vault-line', { choice: plain(vaultTitle(only, reader)) })]
          : []),
      ],
      fields: fieldsOf(data, reader),
      // Shown with its name: choosing another policy shows that one's details only after the next click.
      ...(policy && { closing: [`**${shown(policy.name, 80)}**`, ...policyDetails(policy, reader)] }),
      ...(data.problem !== undefined && { problem: data.problem }),
      buttons: data.policies.length > 0 ? ['protect-next', 'form-cancel'] : ['form-cancel'],
      twin: t(`cards.protect-form.twin-${data.mode}${data.mode === 'resume' && data.policy === '' ? '-choose' : ''}`, {
        vms: plain(data.chosen.slice(0, 6).join(' ')),
        vault: plain(data.vault),
        policy: plain(data.policy),
      }),
      ...(data.refreshFor && { refreshFor: data.refreshFor }),
    },
    reader,
  );
}

function fieldsOf(data: ProtectFormCard, reader: Reader): FormField[] {
  const { t } = texts(reader.language);
  const able = data.lines.filter(({ refusals }) => refusals.length === 0);
  const field = (id: 'vault' | 'policy' | 'vms') => ({
    id,
    label: t(`cards.protect-form.${id}`),
    errorMessage: t('cards.shared.error'),
    isRequired: true,
  });
  return [
    ...(able.length > 1
      ? [
          {
            ...field('vms'),
            value: data.chosen.join(','),
            choices: able.map(({ vm }) => ({ title: vm, value: vm })),
            isMulti: true,
            isExpanded: true,
          },
        ]
      : []),
    ...(data.vaults.length > 1
      ? [
          {
            ...field('vault'),
            value: data.vault,
            choices: data.vaults.map((vault) => ({ title: vaultTitle(vault, reader), value: vault.name })),
          },
        ]
      : []),
    ...(data.policies.length > 0
      ? [
          {
            ...field('policy'),
            value: data.policy,
            choices: data.policies.map((policy) => ({ title: policyChoice(policy, reader), value: policy.name })),
            isExpanded: data.policies.length <= 6,
          },
        ]
      : []),
  ];
}

/** The title of a vault choice. Choice titles are not Markdown. */
export function vaultTitle({ name, region, subscription, used }: VaultChoice, reader: Reader): string {
  const { t } = texts(reader.language);
  // The first block of the subscription id is enough to tell two vaults of one name apart.
  const params = { vault: name, region, subscription: subscription.replace(/^([0-9a-f]{8})-[0-9a-f-]{27}$/i, '$1') };
  return used === undefined
    ? t('cards.protect-form.vault-choice-unknown', params)
    : t('cards.protect-form.vault-choice', { ...params, used, most: mostVmsPerVault });
}

/** A machine on the protect card: objections to protecting it, or whether Azure Backup can read its keys. */
export type ProtectLine = {
  vm: string;
  encryption: EncryptionKind;
  /** Reasons it cannot be protected; [] if it can. */
  refusals: Failure[];
  keyAccess: KeyAccess;
};

/** @param asks missing access is requested here; otherwise a person has to give it */
export function protectLine(line: ProtectLine, asks: boolean, reader: Reader): string {
  const language = texts(reader.language);
  const { t } = language;
  const vm = `**${plain(line.vm)}**`;
  if (line.refusals.length > 0) {
    return `✗ ${vm}: ${line.refusals.map((refusal) => failureText(language, refusal)).join(' ')}`;
  }
  const { keyAccess } = line;
  const key = (name: string) => `cards.protect-form.line.${name}`;
  const params = { vm: plain(line.vm), encryption: t(`encryption.kind-${line.encryption}.message`) };
  switch (keyAccess.kind) {
    case 'not-needed':
      return `✓ ${vm}: ${t(key('not-needed'), params)}`;
    case 'fine':
      return `✓ ${vm}: ${t(key('fine'), { ...params, keyVault: names(keyAccess.wanted) })}`;
    case 'lacking': {
      const rights = keyAccess.gaps.map((gap) => rightsLine(gap, reader)).join('; ');
      const lacks = t(key('lacking'), { ...params, keyVault: names(keyAccess.gaps), rights });
      return `! ${vm}: ${lacks} ${t(key(asks ? 'lacking-asks' : 'lacking-waits'), params)}`;
    }
    case 'unknown': {
      const { failure } = keyAccess;
      const why = failureText(language, failure);
      // Such a failure says everything itself: only a person can give these rights.
      if (failure.code.startsWith('check.set-access-')) {
        const symbol = failure.code === 'check.set-access-backup' ? '!' : '?';
        return `${symbol} ${vm}: ${t(key('by-hand'), { ...params, why })}`;
      }
      return `? ${vm}: ${t(key('unknown'), { ...params, why })}`;
    }
  }
}

function names(of: readonly { keyVault: string }[]): string {
  return plain([...new Set(of.map(({ keyVault }) => keyVault))].join(', '));
}
