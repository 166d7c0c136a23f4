import assert from 'node:assert/strict';
import { people } from '../../sandbox/world/people.ts';
import { idIn, type Said } from '../talk.ts';
import { over, type Saga } from './saga.ts';

/** A call that changes something: the n-th of those that fit. */
export type SendCall = { method: string; path: string; call?: number };

/**
 * Has the bot killed between the commit of an attempt and its send: Azure never sees the call.
 * @param act what leads there; time passes until it does
 */
export async function killedAtSend({ talk }: Saga, { call = 1, ...only }: SendCall, act: () => Promise<unknown>) {
  await talk.settled();
  await talk.api.tap({ at: 'arrival', call, only });
  // A click that the kill left without an answer is none of what is tested.
  await act().catch(() => undefined);
  const gone = async () => ((await talk.api.bot()).pid === null ? true : undefined);
  await talk.passes(`the kill at ${only.method} ${only.path}`, gone, 30);
  await talk.api.tap();
}

/** Azure says no to it whatever roles somebody holds. */
export function deny({ world }: Saga, who: keyof typeof people, action = '*'): void {
  world.roles.denials.push({
    name: `00000000-0000-4000-8000-00000000${people[who].objectId.slice(-4)}`,
    denyAssignmentName: 'frozen',
    scope: '/',
    actions: [action],
    notActions: [],
    principalIds: [people[who].objectId],
    excludedIds: [],
  });
}

export function giveBack({ world }: Saga): void {
  world.roles.denials = [];
}

/**
 * The newest message of the bot in the channel that fits, as everyone sees it.
 * @param after a message that it must come after, where an earlier one may fit too
 */
export function comes({ talk }: Saga, fits: RegExp, after = ''): Promise<Said> {
  const seen = async () =>
    (await talk.read('ops')).findLast(({ id, from, all }) => id > after && from === 'bot' && fits.test(all));
  return talk.passes(`${fits}`, seen, 5);
}

/** What the thread is told of a step that is not sent again. It has long to go until then, and little after. */
export async function comesHeld(saga: Saga, fits: RegExp): Promise<Said> {
  await saga.talk.letPass(240, 30);
  return comes(saga, fits);
}

/**
 * How the request ends, if it was not over like that before.
 * @param about its id, or its heading where it has its id only once it has begun
 */
export function ends({ talk }: Saga, about: string, before?: Said): Promise<Said> {
  return talk.passes(`the end of ${about}`, async () =>
    (await talk.read('ops')).findLast(
      ({ from, all }) => from === 'bot' && all.includes(about) && over.test(all) && all !== before?.all,
    ),
  );
}

export const effects = async (saga: Saga, fits: RegExp) => (await saga.effects(fits)).length;

/** What the thread was told of a step that is not sent again. */
export async function holds({ talk }: Saga, id: string): Promise<Said[]> {
  const fits = new RegExp(`${id}: the answer to the last step was lost[\\s\\S]*isn't sent again now`);
  return (await talk.read('ops')).filter(({ from, all }) => from === 'bot' && fits.test(all));
}

type Step = {
  /** Its id, or the heading of what has its id only once it has begun. */
  about: string;
  send: SendCall;
  /** As Azure tells it once it has acted. */
  effect: RegExp;
  begin(): Promise<unknown>;
  holder?: keyof typeof people;
  /** How the request ended before. */
  before?: Said;
};

/**
 * Killed at the send, and the right to it is gone: nothing of it is sent, the thread is told once, and the step fails.
 * @returns how it ended; the right is there again
 */
export async function refusedAtResend(saga: Saga, { about, send, effect, begin, holder = 'oncall', before }: Step) {
  const acted = await effects(saga, effect);
  const told = before ? (await holds(saga, about)).length : 0;
  await killedAtSend(saga, send, begin);
  deny(saga, holder);
  await saga.talk.api.start();
  const end = await ends(saga, about, before);
  assert.match(end.all, /✗ Failed/);
  assert.equal(await effects(saga, effect), acted, 'nothing was sent');
  assert.equal((await holds(saga, idIn(end.all))).length, told + 1, 'the thread is told once');
  giveBack(saga);
  return end;
}
