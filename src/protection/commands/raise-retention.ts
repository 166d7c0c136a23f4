import type { Command } from '../../chat/command.ts';
import { requireMachineId } from '../../chat/machine-id.ts';
import type { Turn } from '../../chat/turn.ts';
import { named } from '../../i18n/command-words.ts';
import type { Answer } from '../../kernel/chat.ts';
import { askFor, reasonArgument } from '../ask-for.ts';
import { prepareRaise } from '../prepare-raise.ts';
import { requireTarget } from '../require-target.ts';

/** Brings back recovery points that a shorter policy cut: nothing undeletes one, a longer retention does. */
export const retentionRaise: Command = {
  spec: {
    ...named('retention raise'),
    arguments: [{ kind: 'word', name: 'vm', required: true }, reasonArgument],
    sideEffect: 'asks-approval',
    section: 'backup',
  },
  takes: 'protect',

  run: (turn, { args }) => beginRaise(turn, args.vm ?? '', args.reason),

  verbs: { 'open-raise': (turn) => beginRaise(turn, requireMachineId(turn), undefined) },
};

export async function beginRaise(
  turn: Turn<'text' | 'action'>,
  name: string,
  reason: string | undefined,
): Promise<Answer> {
  const plan = await prepareRaise(turn.services, await requireTarget(turn, name), turn.incoming.from);
  return askFor(turn, plan, reason);
}
