import { CodedError } from '../domain/errors.ts';
import { resumeRefusal } from '../domain/protection/item-state.ts';
import { writeItem } from '../domain/protection/plans.ts';
import type { Answer } from '../domain/turn.ts';
import { demandNoneOpen, openForm } from '../services/forms.ts';
import type { Target } from '../services/inventory.ts';
import { prepareStop, prepareUndelete } from '../services/protection/prepare.ts';
import type { ProtectForm } from '../services/protection/protect-forms.ts';
import type { Turn } from '../services/turn.ts';
import { keyword, named } from '../text/command-words.ts';
import { askFor, askVerbs, reasonArgument } from './ask-for.ts';
import type { Command } from './command.ts';
import { machineIdOf } from './machine-id.ts';
import { oncePerActivity } from './once.ts';
import { resumeFormOf } from './resume-form.ts';

/** Stops backups of a machine. What there is of them is kept: deleting it is not offered. */
export const protectionStop: Command = {
  spec: {
    ...named('protection stop'),
    arguments: [{ kind: 'word', name: 'vm', required: true }, reasonArgument],
    sideEffect: 'asks-approval',
    section: 'backup',
  },
  takes: 'protect',

  run: (turn, { args }) => beginStop(turn, args.vm ?? '', args.reason),

  verbs: { ...askVerbs, 'open-stop': (turn) => beginStop(turn, machineIdOf(turn), undefined) },
};

/** Backs a machine up again, under a policy of its vault. */
export const protectionResume: Command = {
  spec: {
    ...named('protection resume'),
    arguments: [{ kind: 'word', name: 'vm', required: true }, keyword('with', 'phrase')],
    sideEffect: 'changes',
    section: 'backup',
  },
  takes: 'protect',

  run: (turn, { args }) => beginResume(turn, args.vm ?? '', args.with),

  verbs: { 'open-resume': (turn) => beginResume(turn, machineIdOf(turn), undefined) },
};

/** Brings a soft-deleted backup back, before it is gone for good. */
export const undelete: Command = {
  spec: {
    ...named('undelete'),
    arguments: [{ kind: 'word', name: 'vm', required: true }, reasonArgument],
    sideEffect: 'asks-approval',
    section: 'backup',
  },
  takes: 'protect',

  run: (turn, { args }) => beginUndelete(turn, args.vm ?? '', args.reason),

  verbs: { 'open-undelete': (turn) => beginUndelete(turn, machineIdOf(turn), undefined) },
};

export async function beginStop(
  turn: Turn<'text' | 'action'>,
  name: string,
  reason: string | undefined,
): Promise<Answer> {
  const target = await targetOf(turn, name);
  const plan = await prepareStop(turn.services, target, turn.incoming.from);
  return askFor(turn, plan, reason);
}

export async function beginUndelete(
  turn: Turn<'text' | 'action'>,
  name: string,
  reason: string | undefined,
): Promise<Answer> {
  const target = await targetOf(turn, name);
  const plan = await prepareUndelete(turn.services, target, turn.incoming.from);
  return askFor(turn, plan, reason);
}

export async function beginResume(
  turn: Turn<'text' | 'action'>,
  name: string,
  policy: string | undefined,
): Promise<Answer> {
  const { services, incoming } = turn;
  const target = await targetOf(turn, name);
  await services.access.demand(incoming.from.objectId, [writeItem(target.vault.id)], true);
  const refusal = resumeRefusal(target.item);
  if (refusal) throw new CodedError(refusal.code, refusal.params);
  const drawn = await resumeFormOf(services, target, name, policy);
  const data: ProtectForm = { ...drawn, ownerName: incoming.from.name, ownerTeamsId: incoming.from.teamsId };
  const at = { owner: incoming.from, place: incoming.place };
  return oncePerActivity(turn, async (tx) => {
    if (incoming.kind === 'action')
      await demandNoneOpen(services, tx, at, { kind: 'protect', vms: target.item.vmName });
    const state = policy === undefined ? 'open' : 'confirming';
    await openForm(services, tx, at, { kind: 'protect', state, data });
    return { kind: 'nothing' };
  });
}

/** The item as it is now: what lists say of it may be half a minute old. */
async function targetOf({ services }: Turn, name: string): Promise<Target> {
  const { vault, item } = await services.inventory.target(name);
  const now = await services.azure.items.get(item.id);
  if (!now) throw new CodedError('backup-gone', { name: item.vmName });
  return { vault, item: now };
}
