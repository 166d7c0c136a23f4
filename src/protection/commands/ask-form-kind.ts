import { type Command, defineFormKind } from '../../chat/turn.ts';
import type { CommandName } from '../../i18n/language-folder.ts';
import { fullName } from '../../machines/inventory.ts';
import { type AskForm, askFormCardOf, type StoredAsk, storedAskForm } from '../ask-for.ts';

/** @param commands of which some ask for a kind of request, see `Command.asks` */
export function askFormKind(commands: readonly Command[]) {
  function wayOf({ kind }: StoredAsk) {
    const found = commands.find(({ asks }) => asks?.kind === kind);
    if (!found?.asks) throw new Error(`no command asks for ${kind}`);
    // Each command has its words below its name: a test asks for them.
    return { ...found.asks, command: found.spec.name as CommandName };
  }
  function lineOf(plan: StoredAsk): { command: CommandName; rest: string } {
    const { command, behind } = wayOf(plan);
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
      const { target } = plan;
      const name = target.vaultName === '' ? target.vmId : fullName(target.vmId);
      return wayOf(plan).begin(turn, copyRequestOf(plan) ?? name, undefined);
    },
  });
}

/** The request whose copy this is about; undefined for plans about a machine in a vault. */
function copyRequestOf(plan: StoredAsk): string | undefined {
  return plan.kind === 'release' ? plan.plan.effects.quarantine : undefined;
}
