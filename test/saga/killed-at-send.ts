import assert from 'node:assert/strict';
import { people } from '../../sandbox/world/people.ts';
import { idIn, type Said } from '../talk.ts';
import { over, type Saga } from './saga.ts';

/** A call that changes something: the n-th of those that match. */
export type SendCall = { method: string; path: string; call?: number };

/**
 * Kills the bot between the commit of an attempt and its send: Azure never sees the call.
 * @param act leads to the send; time passes until it comes
 */
export async function killedAtSend({ talk }: Saga, { call = 1, ...only }: SendCall, act: () => Promise<unknown>) {
  await talk.settled();
  await talk.api.tap({ at: 'arrival', call, only });
  // The test doesn't care about a click that the kill left unanswered.
  await act().catch(() => undefined);
  const gone = async () => ((await talk.api.bot()).pid === null ? true : undefined);
  await talk.passes(`the kill at ${only.method} ${only.path}`, gone, 30);
  await talk.api.tap();
}

/** Makes Azure refuse an action whatever roles the person holds. */
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
 * The newest matching message of the bot in the channel, as everyone sees it.
 * @param after an earlier message, if that may match too
 */
export function comes({ talk }: Saga, fits: RegExp, after = ''): Promise<Said> {
  const seen = async () =>
    (await talk.read('ops')).findLast(({ id, from, all }) => id > after && from === 'bot' && fits.test(all));
  return talk.passes(`${fits}`, seen, 5);
}

/**
 * The thread's message about a step that is not sent again. It comes after minutes, and little time is left after it,
 * so only the end of the wait goes in small steps.
 */
export async function comesHeld(saga: Saga, fits: RegExp): Promise<Said> {
  await saga.talk.letPass(240, 30);
  return comes(saga, fits);
}

/**
 * How the request ends, if differently from before.
 * @param about its id, or its heading if it gets its id only at its start
 */
export function ends({ talk }: Saga, about: string, before?: Said): Promise<Said> {
  return talk.passes(`the end of ${about}`, async () =>
    (await talk.read('ops')).findLast(
      ({ from, all }) => from === 'bot' && all.includes(about) && over.test(all) && all !== before?.all,
    ),
  );
}

export const effects = async (saga: Saga, fits: RegExp) => (await saga.effects(fits)).length;

/** The thread's messages about a step that is not sent again. */
export async function holds({ talk }: Saga, id: string): Promise<Said[]> {
  const fits = new RegExp(
    `${id}: the answer to the last step was lost[\\s\\S]*(?:isn't sent again now|it's too late to send it again)`,
  );
  return (await talk.read('ops')).filter(({ from, all }) => from === 'bot' && fits.test(all));
}

type Step = {
  /** Id of the request, or its heading if it gets its id only at its start. */
  about: string;
  send: SendCall;
  /** Effect in Azure's log, once it has acted. */
  effect: RegExp;
  begin(): Promise<unknown>;
  holder?: keyof typeof people;
  /** How the request ended before. */
  before?: Said;
};

/**
 * Kills the bot at the send and takes the right away: nothing is sent, the thread is notified once, and the step fails.
 * @returns how it ended; the right is granted again
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
