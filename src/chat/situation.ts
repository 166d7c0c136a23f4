import { openApprovalsChannel } from '../approval/approvals-channel.ts';
import { CodedError } from '../kernel/errors.ts';
import { isInForce } from '../requests/definition.ts';
import { openNotices } from '../store/notices.ts';
import { findRequest, type ListedRequest, requestOfThread } from '../store/requests.ts';
import type { Ability } from './abilities.ts';
import { type HelpSituation, type KnownRequest, machineForExamples } from './rules/situation.ts';
import type { CommandSpec } from './rules/spec.ts';
import { listTheirRequests } from './their-requests.ts';
import type { Turn } from './turn.ts';

/** What goes on for this person here. What cannot be read is left out: help always answers. */
export async function readSituation(
  turn: Turn<'text'>,
  usable: readonly CommandSpec[],
  abilities: ReadonlySet<Ability> | undefined,
): Promise<HelpSituation> {
  const { services, incoming, channel } = turn;
  const { db } = services.store;
  const { place } = incoming;
  const { waiting, own } = await listTheirRequests(turn);
  const threadRequest = place.threadId && (await requestOfThread(db, place.conversationId, place.threadId));
  const here = threadRequest ? await findRequest(db, threadRequest) : undefined;
  const notices = channel.rule ? await openNotices(db, services.log, place.conversationId) : [];
  const machine = await findMachine(turn);
  return {
    usable,
    waiting: waiting.map(known),
    ...(here && !isInForce(here) && channel.covers(here.vault_id) && { here: known(here) }),
    // What stands for weeks has no progress to look at.
    own: own.filter((row) => !isInForce(row)).map(known),
    failing: notices
      .filter(({ vault_id }) => channel.covers(vault_id))
      .flatMap(({ machines }) => machines.filter(({ goodAt, endedAt }) => !goodAt && !endedAt).map(({ vm }) => vm)),
    ...(machine !== undefined && { machine }),
    unset: abilities?.has('admin') === true && (!channel.rule || !(await openApprovalsChannel(db))),
  };
}

function known({ id, vm_name, state }: ListedRequest): KnownRequest {
  return { id, vm: vm_name, state };
}

async function findMachine({ services }: Turn<'text'>): Promise<string | undefined> {
  try {
    return machineForExamples((await services.inventory.targets()).map(({ item }) => item.vmName));
  } catch (error) {
    if (error instanceof CodedError) return undefined;
    throw error;
  }
}
