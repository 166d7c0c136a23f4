import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { people } from '../../sandbox/world/people.ts';
import { idIn, type Said } from '../talk.ts';
import {
  comes,
  comesHeld,
  effects,
  ends,
  giveBack,
  holds,
  killedAtSend,
  refusedAtResend,
  type SendCall,
} from './killed-at-send.ts';
import { type Saga, startSaga } from './saga.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga.close());
afterEach(async () => {
  giveBack(saga);
  await saga.talk.api.clearFaults();
});

const item: SendCall = { method: 'PUT', path: 'protectedItems/' };
const accepted = (vm: string) => new RegExp(`of ${vm} accepted`);
const confirm = (id: string) => saga.talk.api.say('oncall', 'ops', `confirm ${id}`);
const preview = (vm: string) =>
  saga.talk.ask('oncall', 'ops', `protect ${vm} in rsv-prod with daily-30`, /is this it\?/);

/** Clicks on a form and returns what its owner then sees. */
async function click(as: string, form: Said, verb: string, inputs: Record<string, string | string[]>): Promise<Said> {
  await saga.talk.click(as, form.id, verb, { inputs });
  return saga.talk.look(as, form);
}

/** Grants the right again and retries: it acts once. */
async function actsOnce(as: string, end: Said, effect: RegExp): Promise<void> {
  const before = await effects(saga, effect);
  const id = idIn(end.all);
  await saga.talk.api.say(as, 'ops', `retry ${id}`);
  assert.match((await ends(saga, id, end)).all, /✓ Done/);
  assert.equal(await effects(saga, effect), before + 1);
}

async function decided(line: string, asks: RegExp, who: keyof typeof people) {
  await saga.talk.api.say('oncall', 'ops', line);
  const card = await comes(saga, asks);
  return { about: idIn(card.all), begin: () => saga.approve({ card }, who) };
}

const needsVote: {
  name: string;
  send: SendCall;
  effect: RegExp;
  asked: Parameters<typeof decided>;
  /** The person whose right the step needs. */
  holder: keyof typeof people;
}[] = [
  {
    name: 'stop of protection',
    send: item,
    effect: /^stop of legacy-01 accepted/,
    asked: ['protection stop legacy-01 because it moves', /Decide by[\s\S]*Stop the protection/, 'approver-1'],
    holder: 'oncall',
  },
  {
    name: 'undelete of a backup',
    send: item,
    effect: /^undelete of undead-01 accepted/,
    asked: ['undelete undead-01 because by mistake', /Decide by[\s\S]*Undelete/, 'approver-2'],
    holder: 'oncall',
  },
  {
    name: 'grant of access to keys, of whoever approved it',
    send: { method: 'PUT', path: '/roleAssignments/' },
    effect: /given to .* on .*kv-new-rbac/,
    asked: ['check new-02 grant because INC0012345', /Decide by[\s\S]*keys of new-02/, 'platform'],
    holder: 'platform',
  },
];

describe('what a vault protects: killed at a send, then the right is taken away', () => {
  for (const { name, asked, ...step } of needsVote) {
    it(`${name}: it is not sent; given back it is tried again, and acts once`, async () => {
      const end = await refusedAtResend(saga, { ...step, ...(await decided(...asked)) });
      await actsOnce('oncall', end, step.effect);
    });
  }

  it('protect: it is not sent; given back it is tried again, and acts once', async () => {
    const id = idIn((await preview('plain-02')).all);
    const effect = accepted('plain-02');
    const about = 'Protect plain-02';
    await actsOnce(
      'oncall',
      await refusedAtResend(saga, { about, send: item, effect, begin: () => confirm(id) }),
      effect,
    );
  });

  it('resume protection: it is not sent; given back it is tried again, and acts once', async () => {
    const { talk } = saga;
    await talk.ask('oncall', 'ops', 'protection stop web-01 because it moves', /no longer backed up/);
    await saga.approve({ card: await comes(saga, /Decide by[\s\S]*Stop the protection of web-01/) });
    await comes(saga, /is done: Stop the protection of web-01/);
    const form = await talk.ask('oncall', 'ops', 'protection resume web-01', /Resume the protection of web-01/);
    const shown = await click('oncall', form, 'protect-next', { policy: 'daily-30' });
    const effect = accepted('web-01');
    const begin = () => talk.click('oncall', shown.id, 'resume-go');
    await actsOnce(
      'oncall',
      await refusedAtResend(saga, { about: 'Resume the protection of web-01', send: item, effect, begin }),
      effect,
    );
  });

  it('a new policy: it is not made; given back it is tried again, and is made once', async () => {
    const { talk } = saga;
    const form = await talk.ask('platform', 'ops', 'policy new rsv-prod', /Name of the policy/);
    const basics = { zone: 'Europe/Amsterdam', name: 'late', kind: 'daily' };
    const details = await click('platform', form, 'policy-next', basics);
    const shown = await click('platform', details, 'policy-next', { time: '2:00', snapshots: '2', daily: '30' });
    const effect = /^policy late made/;
    const end = await refusedAtResend(saga, {
      about: 'New policy late',
      send: { method: 'PUT', path: 'backupPolicies/late' },
      effect,
      begin: () => talk.click('platform', shown.id, 'policy-create'),
      holder: 'platform',
    });
    await actsOnce('platform', end, effect);
  });

  it('the policy is gone: it is not sent, which is told once; when it is back it goes on by itself', async () => {
    const id = idIn((await preview('plain-01')).all);
    const effect = accepted('plain-01');
    await killedAtSend(saga, item, () => confirm(id));
    await saga.talk.api.fault({
      match: { method: 'GET', path: 'backupPolicies/daily-30' },
      do: 'error',
      status: 404,
      code: 'BMSUserErrorObjectNotFound',
      message: 'gone',
    });
    await saga.talk.api.start();
    const told = await comesHeld(saga, /Policy daily-30 of rsv-prod no longer exists[\s\S]*isn't sent again now/);
    assert.equal(await effects(saga, effect), 0);
    await saga.talk.api.clearFaults();
    await comes(saga, /is done: Protect plain-01/);
    assert.equal(await effects(saga, effect), 1);
    assert.equal((await holds(saga, idIn(told.all))).length, 1);
  });
});
