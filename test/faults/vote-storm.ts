import assert from 'node:assert/strict';
import { Activities, type Activity } from '../../sandbox/teams/activities.ts';
import { findConversation, findPerson, roster } from '../../sandbox/teams/roster.ts';
import { type Bench, planIn } from './bench.ts';
import { fleetMachines } from './fleet-machines.ts';
import type { Random } from './seeded.ts';
import { until } from './until.ts';

/** A pending request, with what a client needs to click on its card. */
export type Waiting = { id: string; vm: string; card: string };

/** Two approvers click twice, each click delivered three times; requester and outsider try twice. */
export const votesEach = 2 * 2 * 3 + 2 * 2;

/** Requests the disks of this many machines of the large vault, four at a time. */
export async function askMany(bench: Bench, count: number): Promise<Waiting[]> {
  const asked: Waiting[] = [];
  const left = fleetMachines(bench, count);
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let vm = left.pop(); vm !== undefined; vm = left.pop()) asked.push(await ask(bench, vm));
    }),
  );
  return asked;
}

async function ask({ api }: Bench, vm: string): Promise<Waiting> {
  const { message } = await api.say('oncall', 'ops', `restore ${vm} latest disks because INC0012345`);
  const inThread = async () => (await api.messages('ops', message)).filter(({ thread }) => thread === message);
  const id = await until(`the plan for ${vm}`, async () =>
    (await inThread()).map(({ text }) => planIn(text)).find(Boolean),
  );
  await api.say('oncall', 'ops', `confirm ${id}`, message);
  const card = await until(`the card of ${id}`, async () =>
    (await inThread()).find(({ text, card: json }) => json && text.includes(`reject ${id}`)),
  );
  return { id, vm, card: card.id };
}

/** Every vote on every request, in random order. The cards must still show their buttons. */
export function votesFor(bench: Bench, asked: Waiting[], random: Random): Activity[] {
  const { teams, world } = bench.sandbox;
  const activities = new Activities(roster, teams.serviceUrl, () => world.clock.now());
  return shuffled(
    asked.flatMap((each) => votesOn(bench, activities, each)),
    random,
  );
}

/**
 * Sends votes, many at the same time, to the HTTP endpoints of all bots.
 * @returns the status of each answer
 */
export async function storm(
  { sandbox: { teams } }: Bench,
  cast: readonly Activity[],
  addresses: string[],
  random: Random,
): Promise<number[]> {
  const votes = [...cast];
  const token = await teams.signer.sign({ audience: roster.bot.appId, serviceUrl: teams.serviceUrl });
  const statuses: number[] = [];
  await Promise.all(
    Array.from({ length: 24 }, async () => {
      for (let vote = votes.pop(); vote !== undefined; vote = votes.pop()) {
        const address = addresses[random.below(addresses.length)];
        const response = await fetch(`${address}/api/messages`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          body: JSON.stringify(vote),
        });
        await response.arrayBuffer();
        statuses.push(response.status);
      }
    }),
  );
  return statuses;
}

function votesOn({ sandbox }: Bench, activities: Activities, { card }: Waiting): Activity[] {
  const message = sandbox.teams.chat.find(card);
  const conversation = findConversation(roster, 'ops');
  assert.ok(message?.card && conversation);
  const data = approveData(message.card);
  const click = (as: string): Activity => {
    const person = findPerson(roster, as);
    assert.ok(person);
    return activities.invoke(person, conversation, message, { name: 'task/submit', value: { data } });
  };
  const thrice = (activity: Activity) => [activity, activity, activity];
  return [
    ...['approver-1', 'approver-2'].flatMap((as) => [...thrice(click(as)), ...thrice(click(as))]),
    ...['oncall', 'outsider'].flatMap((as) => [click(as), click(as)]),
  ];
}

/** Data that the dialog behind Approve sends. */
function approveData(card: unknown): unknown {
  let found: unknown;
  JSON.stringify(card, (_key, value) => {
    if (value?.msteams && value.verb === 'open-approve') found = { id: value.id, nonce: value.nonce, verb: 'approve' };
    return value;
  });
  assert.ok(found, 'the card has a button that approves');
  return found;
}

function shuffled<T>(list: T[], random: Random): T[] {
  const left = [...list];
  return list.map(() => left.splice(random.below(left.length), 1)[0] as T);
}
