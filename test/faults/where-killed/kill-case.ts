import assert from 'node:assert/strict';
import { deleteKeys } from '../../../sandbox/world/vm-changes.ts';
import type { Saga } from '../../saga/saga.ts';
import { idIn, type Said } from '../../talk.ts';

/** A call that changes something or posts a message; `call` counts among the matching ones. */
export type Change = { method: string; path: string; call?: number };

/** A request that another person approves with a click; after that click the bot may be killed until the end. */
export type Act = {
  /** @param run a unique number */
  ask(saga: Saga, run: number): Promise<{ id: string; card: Said }>;
  /** Who approves it, and says that it stops: approver-1 if absent. */
  by?: string;
  /** It needs no approval: the bot may be killed as soon as its card is there. */
  atOnce?: true;
  ends: RegExp;
  /** Its card alone shows the end: nobody is mentioned. */
  quiet?: true;
  /** Calls that must not act twice, in order; each is killed at arrival and at answer, even in the short form. */
  changes: Change[];
  /** While the card shows this, it is stopped. */
  stoppedAt?: RegExp;
  /** The machine doesn't boot: its screenshot is sent to the requester. */
  screen?: true;
  /** How it ends after the requester has it deallocated and started. */
  restarted?: RegExp;
};

export type Case = {
  name: string;
  acts: Act[];
  /** How often Azure has the effects that begin with this; perhaps: once, or never as a kill came before the stop. */
  effects: Record<string, number | 'perhaps'>;
  /** Runs in the world of uncommon machines. */
  uncommon?: true;
  /** Each run changes what the next would find, so each has a world of its own. */
  freshWorld?: true;
  /**
   * Prepares each run.
   * @returns a check for its end
   */
  prepare?: (saga: Saga) => () => void;
};

/** A restore to a new machine. */
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
    /** The rest of the request's line. */
    wish: (run: number) => string;
    restores: number;
    deployments: number;
    /** Keys that are removed again before each run. */
    keysGone: 'deleted' | 'purged';
  };

function loseKeys({ world }: Saga, vm: string, gone: 'deleted' | 'purged') {
  const items = [...world.vaults.values()].flatMap(({ items: each }) => [...each.values()]);
  const vmId = items.find(({ vmName }) => vmName === vm)?.vmId;
  assert.ok(vmId);
  deleteKeys(world, vmId, world.clock.now(), gone === 'purged');
  return () => {};
}

/** Asks in one line, as a person with the right to. */
export const inOneLine =
  (as: string, line: string, answer = /Decide by/): Act['ask'] =>
  async ({ talk }) => {
    const card = await talk.ask(as, 'ops', line, answer);
    return { id: idIn(card.all), card };
  };
