import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { roster } from '../../sandbox/teams/roster.ts';
import { deliveryKey } from '../../src/kernel/chat.ts';
import { startTalk, type Talk } from '../talk.ts';
import { send } from './raw-activity.ts';

let talk: Talk;
before(async () => {
  talk = await startTalk();
});
after(() => talk.close());

const ops = { id: '19:ops@thread.tacv2', conversationType: 'channel', tenantId: roster.tenantId };

/** The bot's messages in a person's personal chat. */
const saidTo = async (as: string): Promise<string> =>
  (await talk.read(`personal-${as}`))
    .filter(({ from }) => from === 'bot')
    .map(({ all }) => all)
    .join('\n');

/** Teams numbers messages by the milliseconds of their conversation, so equal ids happen. */
describe('two messages with one activity id', () => {
  it('of two people are both acted on, and neither gets the answer of the other', async () => {
    const id = '1764000000001';
    await send(talk, 'oncall', { id, text: 'settings timezone Europe/Amsterdam' });
    await talk.hears('personal-oncall', /Europe\/Amsterdam/);
    await send(talk, 'approver-1', { id, text: 'settings language nl' });
    await talk.hears('personal-approver-1', /Nederlands/);
    assert.doesNotMatch(await saidTo('approver-1'), /Europe\/Amsterdam/);
  });

  it('of one person in two conversations are both acted on', async () => {
    const id = '1764000000002';
    await send(talk, 'oncall', { id, text: 'settings timezone Europe/Lisbon' });
    await talk.hears('personal-oncall', /Europe\/Lisbon/);
    await send(talk, 'oncall', { id, text: 'settings timezone Europe/Athens', conversation: ops });
    await talk.hears('personal-oncall', /Europe\/Athens/);
  });

  it('that only read are both answered', async () => {
    const id = '1764000000003';
    await send(talk, 'dba', { id, text: 'whoami' });
    await talk.hears('personal-dba', /You are Dana Mertens/);
    await send(talk, 'platform', { id, text: 'whoami' });
    await talk.hears('personal-platform', /You are Petra Lange/);
  });

  it('are one message delivered twice where person and conversation are the same', async () => {
    const fields = { id: '1764000000004', text: 'settings timezone Europe/Vienna' };
    await send(talk, 'dba', fields);
    await talk.hears('personal-dba', /Europe\/Vienna/);
    await send(talk, 'dba', { id: '1764000000005', text: 'settings timezone Europe/Rome' });
    await talk.hears('personal-dba', /Europe\/Rome/);
    await send(talk, 'dba', fields);
    const audit = await talk.ask('platform', 'personal-platform', 'audit', /Audit/);
    assert.equal(audit.all.match(/Europe\/Vienna/g)?.length, 1, audit.all);
  });
});

describe('the key of a delivery', () => {
  const at = {
    activityId: '7',
    from: { objectId: 'one', tenantId: 't', name: 'One', teamsId: '29:1' },
    place: { conversationId: 'here', kind: 'channel' as const },
  };

  it('is made of person, conversation and activity id, and of nothing that may differ when it is sent again', () => {
    const keys = [
      at,
      { ...at, activityId: '8' },
      { ...at, from: { ...at.from, objectId: 'two' } },
      { ...at, place: { ...at.place, conversationId: 'there' } },
    ].map(deliveryKey);
    assert.equal(new Set(keys).size, keys.length);
    assert.equal(deliveryKey({ ...at, from: { ...at.from, name: 'Renamed' } }), deliveryKey(at));
  });
});
