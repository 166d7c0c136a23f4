import { formatDate } from '../../i18n/dates.ts';
import { plain, shown } from '../../i18n/plain.ts';
import { keptDetails, policyDetails } from '../../i18n/policy-words.ts';
import { texts } from '../../i18n/texts.ts';
import type { PolicyBody } from '../../kernel/backup-policy.ts';
import type { Reader } from '../../kernel/chat.ts';
import type { Wanted } from '../../machines/rules/key-access-gaps.ts';
import type { AnyChange, ChangeView, GatedChange } from '../../requests/cards/gated-change.ts';
import type { Fact } from '../../ui/render.ts';
import type { Keeps } from '../rules/plans.ts';
import { rightsLine } from './keyaccess.ts';

type UnderPolicy = AnyChange & { kind: 'protect' | 'resume-protection'; policy: string };

/** Backs up a machine under a policy, for the first time or again. */
export function protectChange({ policy, ...change }: UnderPolicy): ChangeView {
  return { ...change, params: { policy }, facts: (reader) => [policyFact(policy, reader)] };
}

type NewPolicy = Pick<AnyChange, 'vault' | 'hash'> & { policy: string; body: PolicyBody };

/** The new policy's name stands where other changes name their machine. */
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

/** Lets Azure Backup read a machine's keys. @param next what continues once it can */
export function grantChange({
  vm,
  vault,
  hash,
  warnings,
  grants,
  next,
}: AnyChange & { grants: readonly Wanted[]; next?: 'protect' | 'backup' }): GatedChange {
  return {
    kind: 'grant-access',
    vm,
    vault,
    hash,
    warnings,
    params: { keyVault: [...new Set(grants.map(({ keyVault }) => keyVault))].join(', ') },
    facts: (reader) =>
      grants.map((grant) => ({
        title: shown(grant.keyVault, 80),
        value: grant.model === 'rbac' ? plain(grant.actions.join(', ')) : rightsLine(grant, reader),
      })),
    ...(next && { next }),
  };
}

/** `raises`: the policy that the item moves to first, and how many days longer that keeps everything. */
type Hold = { kind: 'hold' | 'hold-suspend' | 'hold-stopped'; raises?: { policy: string; days: number } };

/** Stops a machine's recovery points from expiring. */
export function holdChange({ raises, ...change }: AnyChange & Hold): GatedChange {
  if (!raises) return change;
  const { policy, days } = raises;
  return {
    ...change,
    adds: (reader) => [texts(reader.language).t('cards.gated.next.raise', { policy: plain(policy), days })],
  };
}

type Kept = { kind: 'resume-shorter' | 'unhold'; policy: string; keeps: Keeps };

/** Backups continue under a policy and points expire by it, so approvers see its retention. */
export function keepsChange({ policy, keeps, ...change }: AnyChange & Kept): GatedChange {
  return {
    ...change,
    params: { policy },
    adds: (reader) => [
      texts(reader.language).t('cards.gated.keeps', {
        policy: plain(policy),
        kept: keptDetails(keeps, reader).join(' '),
      }),
    ],
  };
}

/**
 * `raises` as for a hold, and the soft-deleted points that come back: their range, and until when the oldest stays at
 * least.
 */
type Raise = {
  kind: 'raise-retention' | 'raise-retention-immutable';
  raises: { policy: string; days: number };
  before: string;
  count: number;
  first: Date;
  last: Date;
  until: Date;
};

/** Brings soft-deleted points back by a longer retention. */
export function raiseChange({
  kind,
  vm,
  vault,
  hash,
  warnings,
  raises,
  before,
  count,
  first,
  last,
  until,
}: AnyChange & Raise): GatedChange {
  return {
    kind,
    vm,
    vault,
    hash,
    warnings,
    params: { ...raises, before, count },
    words: (reader) => ({
      first: formatDate(first, reader),
      last: formatDate(last, reader),
      until: formatDate(until, reader),
    }),
    ...(kind === 'raise-retention-immutable' && {
      adds: (reader: Reader) => [texts(reader.language).t('cards.gated.lasting', { vault: plain(vault) })],
    }),
  };
}
