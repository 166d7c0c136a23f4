import assert from 'node:assert/strict';
import { deleteKeys } from '../../../sandbox/world/vm-changes.ts';
import type { Saga } from '../../saga/saga.ts';
import { idIn, type Said } from '../../talk.ts';

/** A call that changes something, or tells people: the one that `call` counts to among those that fit. */
export type Change = { method: string; path: string; call?: number };

/** What somebody asks for and another approves by a click, after which the bot may be killed until it has come to its end. */
export type Act = {
  /** @param run a number of its own */
  ask(saga: Saga, run: number): Promise<{ id: string; card: Said }>;
  ends: RegExp;
  /** What stands on the card that shows the end, where the bot goes on by a request of its own; absent: the one approved. */
  endsOn?: (id: string) => string;
  /** What must not act twice, in the order in which it is done: killed at in both ways, in the short form too. */
  changes: Change[];
  /** It does not come up: what is on its screen is sent to whoever asked. */
  screen?: true;
  /** What it ends in once whoever asked has it deallocated and started. */
  restarted?: RegExp;
};

export type Case = {
  name: string;
  acts: Act[];
  /** How often Azure does what begins with this. */
  effects: Record<string, number>;
  /** Of the world of uncommon machines. */
  uncommon?: true;
  /** Before each run. @returns what must hold after it */
  prepare?: (saga: Saga) => () => void;
};

/** A restore to a machine of its own. */
export function toMachine(vm: string, changes: Change[], more: Partial<RestoreCase> = {}): Case {
  const { wish = (run) => `latest as copy-${run} isolated`, restores = 1, deployments = 1, keysGone, ...rest } = more;
  const { uncommon, ends = /✓ Done/, ...how } = rest;
  return {
    name: vm,
    acts: [{ ask: (saga, run) => saga.asked(`${vm} ${wish(run)}`), ends, changes, ...how }],
    effects: { 'restore accepted': restores, 'deployment ': deployments },
    ...(uncommon && { uncommon }),
    ...(keysGone && { prepare: (saga) => loseKeys(saga, vm, keysGone) }),
  };
}

type RestoreCase = Pick<Act, 'ends' | 'screen' | 'restarted'> &
  Pick<Case, 'uncommon'> & {
    /** The rest of the request in one line. */
    wish: (run: number) => string;
    restores: number;
    deployments: number;
    /** Keys that are taken away again before each run. */
    keysGone: 'deleted' | 'purged';
  };

function loseKeys({ world }: Saga, vm: string, gone: 'deleted' | 'purged') {
  const items = [...world.vaults.values()].flatMap(({ items: each }) => [...each.values()]);
  const vmId = items.find(({ vmName }) => vmName === vm)?.vmId;
  assert.ok(vmId);
  deleteKeys(world, vmId, world.clock.now(), gone === 'purged');
  return () => {};
}

/** Asked in one line, as somebody who may. */
export const inOneLine =
  (as: string, line: string): Act['ask'] =>
  async ({ talk }) => {
    const card = await talk.ask(as, 'ops', line, /Waiting for approval/);
    return { id: idIn(card.all), card };
  };
