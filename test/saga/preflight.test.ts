import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { idIn, type Said } from '../talk.ts';
import {
  comes,
  deny,
  effects,
  ends,
  giveBack,
  killedAtSend,
  refusedAtResend,
  type SendCall,
} from './killed-at-send.ts';
import { over, type Saga, startSaga } from './saga.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga.close());
afterEach(() => giveBack(saga));

const restore = { method: 'POST', path: '/restore' };
const deploy = { method: 'PUT', path: '/deployments/' };

/** A request, up to the moment when its step is about to be sent. */
type Case = {
  name: string;
  send: SendCall;
  /** Effect in Azure's log, once it has acted. */
  effect: RegExp;
  /** Makes a request, and returns how to start it. */
  ask(): Promise<{ card: Said; begin(): Promise<unknown> }>;
};

async function approved(line: string) {
  const request = await saga.asked(line);
  return { card: request.card, begin: () => saga.approve(request) };
}

/** A request without approval starts with the message, and its card comes along. */
const begun = async (line: string, as = 'oncall') => ({
  card: await saga.talk.ask('oncall', 'ops', 'help', /./),
  begin: () => saga.talk.api.say(as, 'ops', line),
});

const cases: Case[] = [
  {
    name: 'restore of disks',
    send: restore,
    effect: /restore accepted.*dev-01/,
    ask: () => approved('dev-01 latest disks'),
  },
  {
    name: 'deployment of the machine',
    send: deploy,
    effect: /^deployment .*accepted/,
    ask: () => approved('app-01 latest as app-late isolated'),
  },
  {
    name: 'disk encryption extension',
    send: { method: 'PUT', path: '/extensions/' },
    effect: /^extension .* of web-late accepted/,
    ask: () => approved('web-01 latest as web-late isolated'),
  },
];

describe('killed between the commit of an attempt and its send, then the right is taken away', () => {
  for (const { name, send, effect, ask } of cases) {
    it(`${name}: it is not sent; given back it is tried again, and acts once`, async () => {
      const before = await effects(saga, effect);
      const { card, begin } = await ask();
      const id = idIn(card.all);
      const end = await refusedAtResend(saga, { about: id, send, effect, begin });
      await saga.talk.api.say('oncall', 'ops', `retry ${id}`);
      assert.match((await ends(saga, id, end)).all, /✓ Done/);
      assert.equal(await effects(saga, effect), before + 1);
    });
  }

  it('a backup: it is not sent, and goes on under the same id once the right is back in time', async () => {
    const { talk } = saga;
    const calls = async () =>
      (await talk.api.requests('')).filter(({ method, path }) => method === 'POST' && /app-01\/backup/.test(path));
    const { card, begin } = await begun('backup app-01 keep 30d');
    await killedAtSend(saga, { method: 'POST', path: '/backup' }, begin);
    deny(saga, 'oncall');
    await talk.api.start();
    const told = await comes(
      saga,
      /The deny assignment frozen on \S+ takes away the right of Olivia Novak to back up on demand[\s\S]*lift it[\s\S]*isn't sent again now[\s\S]*another 5 minutes/,
      card.id,
    );
    assert.equal(told.mentions.length, 1);
    assert.equal(await effects(saga, /backup accepted.*of app-01/), 0);
    giveBack(saga);
    await comes(saga, /is done: Backup of app-01/, card.id);
    assert.equal(await effects(saga, /backup accepted.*of app-01/), 1);
    assert.equal(new Set((await calls()).map(({ clientRequestId }) => clientRequestId)).size, 1);
  });

  it('a wish to cancel: it is not sent', async () => {
    const { talk } = saga;
    const backup = await talk.ask('oncall', 'ops', 'backup sql-01 keep 30d', /Backup of sql-01/);
    await saga.until(backup, /Take Snapshot/, 10);
    const { card, begin } = await begun(`cancel ${idIn(backup.all)} now`);
    await killedAtSend(saga, { method: 'POST', path: '/cancel' }, begin);
    deny(saga, 'oncall');
    await talk.api.start();
    await comes(saga, /isn't sent again now|job .* is over/, card.id);
    giveBack(saga);
    await saga.until(backup, over);
    assert.equal(await effects(saga, /cancel accepted.*sql-01/), 0);
  });
});
