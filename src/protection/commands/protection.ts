import { writeItem } from '../../access/rules/actions.ts';
import { requireMachineId } from '../../chat/arguments.ts';
import { openForm, requireNoneOpen } from '../../chat/forms.ts';
import { oncePerActivity } from '../../chat/idempotency.ts';
import { resolveTarget } from '../../chat/targets.ts';
import type { Command, Turn } from '../../chat/turn.ts';
import { keyword, named } from '../../i18n/texts.ts';
import type { Answer } from '../../kernel/chat.ts';
import { CodedError } from '../../kernel/errors.ts';
import { resumeRefusal } from '../../machines/rules/item-state.ts';
import { askFor, askVerbs, reasonArgument } from '../ask-for.ts';
import { requireNotHeld } from '../holds.ts';
import { prepareResumeShorter, prepareStop, prepareUndelete, readStopped } from '../prepare.ts';
import type { ProtectForm } from '../protect-forms.ts';
import { resumeFormOf } from '../resume-form.ts';
import { resumeLoses } from '../rules/keeps-less.ts';

/** Stops backups of a machine and keeps its recovery points; Strongroom does not offer to delete them. */
export const protectionStop: Command = {
  spec: {
    ...named('protection stop'),
    arguments: [{ kind: 'word', name: 'vm', required: true }, reasonArgument],
    sideEffect: 'asks-approval',
    section: 'backup',
  },
  takes: 'protect',

  run: (turn, { args }) => beginStop(turn, args.vm ?? '', args.reason),

  verbs: { ...askVerbs, 'open-stop': (turn) => beginStop(turn, requireMachineId(turn), undefined) },
  asks: { kind: 'stop-protection', begin: beginStop },
};

/** Resumes backups of a machine under a policy of its vault. */
export const protectionResume: Command = {
  spec: {
    ...named('protection resume'),
    partOf: 'protection stop',
    arguments: [{ kind: 'word', name: 'vm', required: true }, keyword('with', 'phrase'), reasonArgument],
    sideEffect: 'changes',
    section: 'backup',
  },
  takes: 'protect',

  run: (turn, { args }) => beginResume(turn, args.vm ?? '', args.with, args.reason),

  verbs: { 'open-resume': (turn) => beginResume(turn, requireMachineId(turn), undefined) },
  // The policy is chosen again.
  asks: { kind: 'resume-shorter', begin: (turn, name) => beginResume(turn, name, undefined) },
};

/** Brings back a soft-deleted backup before Azure purges it. */
export const undelete: Command = {
  spec: {
    ...named('undelete'),
    arguments: [{ kind: 'word', name: 'vm', required: true }, reasonArgument],
    sideEffect: 'asks-approval',
    section: 'backup',
  },
  takes: 'protect',

  run: (turn, { args }) => beginUndelete(turn, args.vm ?? '', args.reason),

  verbs: { 'open-undelete': (turn) => beginUndelete(turn, requireMachineId(turn), undefined) },
  asks: { kind: 'undelete', begin: beginUndelete },
};

async function beginStop(turn: Turn<'text' | 'action'>, name: string, reason: string | undefined): Promise<Answer> {
  const target = await resolveTarget(turn, name);
  const plan = await prepareStop(turn.services, target, turn.incoming.from);
  return askFor(turn, plan, reason);
}

async function beginUndelete(turn: Turn<'text' | 'action'>, name: string, reason: string | undefined): Promise<Answer> {
  const target = await resolveTarget(turn, name);
  const plan = await prepareUndelete(turn.services, target, turn.incoming.from);
  return askFor(turn, plan, reason);
}

/** @param reason for the approvers of a policy that may let points go; other policies take none */
export async function beginResume(
  turn: Turn<'text' | 'action'>,
  name: string,
  policyName: string | undefined,
  reason?: string,
): Promise<Answer> {
  const { services, incoming } = turn;
  const target = await resolveTarget(turn, name);
  await services.access.require(incoming.from.objectId, [writeItem(target.vault.id)], true);
  const refusal = resumeRefusal(target.item);
  if (refusal) throw new CodedError(refusal.code, refusal.params);
  await requireNotHeld(services, target.item);
  const stopped = await readStopped(services, target);
  const drawn = await resumeFormOf(services, target, { policyName, stopped });
  const named = policyName === undefined ? undefined : drawn.policies.find((each) => each.name === drawn.policy);
  if (named && resumeLoses(stopped, named, services.clock.now())) {
    return askFor(turn, await prepareResumeShorter(services, target, named, incoming.from), reason);
  }
  const { name: ownerName, teamsId: ownerTeamsId } = incoming.from;
  const data: ProtectForm = { ...drawn, ownerName, ownerTeamsId, ...(reason && { reason }) };
  const at = { owner: incoming.from, place: incoming.place };
  return oncePerActivity(turn, async (tx) => {
    if (incoming.kind === 'action' || turn.tapped)
      await requireNoneOpen(services, tx, at, { kind: 'protect', vms: target.item.vmName });
    const state = named ? 'confirming' : 'open';
    await openForm(services, tx, at, { kind: 'protect', state, data });
    return { kind: 'nothing' };
  });
}
