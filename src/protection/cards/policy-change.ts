import { policyDetails } from '../../i18n/policy-words.ts';
import { texts } from '../../i18n/texts.ts';
import type { PolicyBody } from '../../kernel/backup-policy.ts';
import type { Reader } from '../../kernel/chat.ts';
import type { AnyChange, ChangeView } from '../../requests/cards/change-view.ts';
import type { Fact } from '../../ui/fact.ts';
import { shown } from '../../ui/truncate.ts';

type UnderPolicy = AnyChange & { kind: 'protect' | 'resume-protection'; policy: string };

/** A machine is backed up under a policy, for the first time or again. */
export function protectChange({ policy, ...change }: UnderPolicy): ChangeView {
  return { ...change, params: { policy }, facts: (reader) => [policyFact(policy, reader)] };
}

type NewPolicy = Pick<AnyChange, 'vault' | 'hash'> & { policy: string; body: PolicyBody };

/** It names its policy as others name their machine. */
export function policyChange({ vault, hash, policy, body }: NewPolicy): ChangeView {
  return {
    kind: 'policy',
    vm: policy,
    vault,
    hash,
    warnings: [],
    params: { policy },
    adds: (reader) => policyDetails(body, reader),
    facts: (reader) => [policyFact(policy, reader)],
  };
}

function policyFact(policy: string, reader: Reader): Fact {
  return { title: texts(reader.language).t('cards.change.policy'), value: shown(policy, 150) };
}
