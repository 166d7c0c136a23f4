import { requireMachineId } from '../../chat/arguments.ts';
import { resolveTarget } from '../../chat/targets.ts';
import type { Command, Turn } from '../../chat/turn.ts';
import { keyword, named } from '../../i18n/texts.ts';
import type { Answer } from '../../kernel/chat.ts';
import { askFor, reasonArgument } from '../ask-for.ts';
import { prepareHold, prepareRaise, prepareUnhold } from '../prepare-hold.ts';

/** Keeps a machine's recovery points from expiring. */
export const hold: Command = {
  spec: {
    ...named('hold'),
    arguments: [{ kind: 'word', name: 'vm', required: true }, reasonArgument],
    sideEffect: 'asks-approval',
    section: 'backup',
  },
  takes: 'protect',

  run: (turn, { args }) => beginHold(turn, args.vm ?? '', args.reason),

  verbs: { 'open-hold': (turn) => beginHold(turn, requireMachineId(turn), undefined) },
  asks: { kind: 'hold', begin: beginHold },
};

/** Ends a hold. */
export const unhold: Command = {
  spec: {
    ...named('unhold'),
    arguments: [{ kind: 'word', name: 'vm', required: true }, keyword('with', 'phrase'), reasonArgument],
    sideEffect: 'asks-approval',
    section: 'backup',
  },
  takes: 'protect',

  run: (turn, { args }) => beginUnhold(turn, args.vm ?? '', args.reason, args.with),

  verbs: { 'open-unhold': (turn) => beginUnhold(turn, requireMachineId(turn), undefined) },
  asks: { kind: 'unhold', begin: beginUnhold },
};

async function beginHold(turn: Turn<'text' | 'action'>, name: string, reason: string | undefined): Promise<Answer> {
  const plan = await prepareHold(turn.services, await resolveTarget(turn, name), turn.incoming.from);
  return askFor(turn, plan, reason);
}

async function beginUnhold(
  turn: Turn<'text' | 'action'>,
  name: string,
  reason: string | undefined,
  policy?: string,
): Promise<Answer> {
  const plan = await prepareUnhold(turn.services, await resolveTarget(turn, name), policy, turn.incoming.from);
  return askFor(turn, plan, reason);
}

/** Brings back recovery points that a shorter policy cut. Nothing undeletes a single point; a longer retention does. */
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
  asks: { kind: 'raise-retention', begin: beginRaise },
};

async function beginRaise(turn: Turn<'text' | 'action'>, name: string, reason: string | undefined): Promise<Answer> {
  const plan = await prepareRaise(turn.services, await resolveTarget(turn, name), turn.incoming.from);
  return askFor(turn, plan, reason);
}
