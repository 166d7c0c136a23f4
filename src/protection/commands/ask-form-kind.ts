import { defineFormKind, type Turn } from '../../chat/turn.ts';
import type { CommandName, KeywordName } from '../../i18n/language-folder.ts';
import type { Answer } from '../../kernel/chat.ts';
import { type AskForm, askFormCardOf, type StoredAsk, storedAskForm } from '../ask-for.ts';
import { beginGrant } from '../show-key-access.ts';
import { beginHold, beginRaise, beginUnhold } from './hold.ts';
import { beginResume, beginStop, beginUndelete } from './protection.ts';

type AskWay = {
  command: CommandName;
  /** Keyword behind the machine. */
  behind?: KeywordName;
  begin(turn: Turn<'text' | 'action'>, name: string, reason: string | undefined): Promise<Answer>;
};

/** Changes by the request kind that the form asks a reason for. */
const changes = {
  'stop-protection': { command: 'protection stop', begin: beginStop },
  undelete: { command: 'undelete', begin: beginUndelete },
  hold: { command: 'hold', begin: beginHold },
  unhold: { command: 'unhold', begin: beginUnhold },
  'raise-retention': { command: 'retention raise', begin: beginRaise },
  // The policy is chosen again.
  'resume-shorter': { command: 'protection resume', begin: (turn, name) => beginResume(turn, name, undefined) },
  'grant-access': { command: 'check', begin: beginGrant, behind: 'grant' },
} as const satisfies Record<Exclude<StoredAsk['kind'], 'release'>, AskWay>;

/** @param release how quarantine asks for the release of a copy, through this same form */
export function askFormKind(release: AskWay) {
  const ways: Record<StoredAsk['kind'], AskWay> = { ...changes, release };
  function lineOf(plan: StoredAsk): { command: CommandName; rest: string } {
    const { command, behind } = ways[plan.kind];
    const subject = copyRequestOf(plan) ?? plan.target.vmName;
    return { command, rest: behind ? `${subject} ${behind}` : subject };
  }
  return defineFormKind<AskForm>({
    name: 'ask',
    stored: storedAskForm,
    card: (services, form, reader) => askFormCardOf(services, form, reader, lineOf),
    vms: ({ plan }) => plan.target.vmName,
    command: ({ plan }) => lineOf(plan),

    openOwn(turn, { plan }) {
      const { kind, target } = plan;
      const name = target.vaultName === '' ? target.vmId : `${target.vaultName}/${target.vmName}`;
      return ways[kind].begin(turn, copyRequestOf(plan) ?? name, undefined);
    },
  });
}

/** The request whose copy this is about; undefined for plans about a machine in a vault. */
function copyRequestOf(plan: StoredAsk): string | undefined {
  return plan.kind === 'release' ? plan.plan.effects.quarantine : undefined;
}
