import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cardLink, signWebhook } from '../../../src/requests/rules/pager-call.ts';
import { pageBackoff, pageOfState, parseOutcome } from '../../../src/requests/rules/state-page.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 3, minute));

describe('which page a state asks for', () => {
  it('takes back what somebody was paged for, and tells nobody of what nobody was paged for', () => {
    const asked = { type: 'asked', at: at(0) } as const;
    const states = ['succeeded', 'cancelled', 'rejected', 'expired', 'withdrawn', 'void'];
    for (const state of states) {
      assert.equal(pageOfState({ state, endedAt: at(5) }, asked), 'done', state);
      assert.equal(pageOfState({ state, endedAt: at(5) }, undefined), undefined, state);
      assert.equal(pageOfState({ state, endedAt: at(5) }, { type: 'done', at: at(5) }), undefined, state);
    }
    assert.equal(pageOfState({ state: 'approved', endedAt: null }, asked), 'decided');
    assert.equal(pageOfState({ state: 'running', endedAt: null }, { type: 'decided', at: at(1) }), undefined);
    assert.equal(pageOfState({ state: 'running', endedAt: null, asks: true }, asked), undefined);
    assert.equal(pageOfState({ state: 'failed', endedAt: at(5), asks: true }, asked), 'failed');
    assert.equal(pageOfState({ state: 'running', endedAt: null }, { type: 'stalled', at: at(1) }), undefined);
    assert.equal(pageOfState({ state: 'pending', endedAt: null }, undefined), undefined);
  });

  it('tells each failure once, also of what nobody was asked about, and takes it back when it is tried again', () => {
    assert.equal(pageOfState({ state: 'failed', endedAt: at(5) }, undefined), 'failed');
    assert.equal(pageOfState({ state: 'failed', endedAt: at(5) }, { type: 'failed', at: at(5) }), undefined);
    assert.equal(pageOfState({ state: 'running', endedAt: null }, { type: 'failed', at: at(5) }), 'decided');
    assert.equal(pageOfState({ state: 'failed', endedAt: at(9) }, { type: 'decided', at: at(7) }), 'failed');
    assert.equal(pageOfState({ state: 'failed', endedAt: at(9) }, { type: 'failed', at: at(5) }), 'failed');
  });
});

it('a body at fault is given up, and all else is tried again, later each time and within five minutes', () => {
  assert.deepEqual([200, 202, 204].map(parseOutcome), ['sent', 'sent', 'sent']);
  assert.deepEqual([400, 413, 422].map(parseOutcome), ['refused', 'refused', 'refused']);
  assert.deepEqual([301, 401, 403, 404, 429, 500, 503].map(parseOutcome), Array(7).fill('later'));
  const waits = Array.from({ length: 12 }, (_, tries) => pageBackoff(tries));
  assert.deepEqual(waits.slice(0, 3), [5, 10, 20]);
  assert.equal(waits.at(-1), 300);
  assert.equal(pageBackoff(0, 60), 60, 'what the service asks for');
  assert.equal(pageBackoff(9, 5), 5, 'and no longer, however often it was tried');
  assert.equal(pageBackoff(2, 0), 20, 'which is never at once, again and again');
  assert.equal(pageBackoff(2, 0.001), 5, 'nor next to at once');
  assert.equal(pageBackoff(0, 86_400), 300, 'and no more than it must');
});

it('signs as the example of the Standard Webhooks specification does', () => {
  const signed = signWebhook('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestamp: '1614265330',
    body: '{"test": 2432232314}',
  });
  assert.equal(signed, 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

describe('the link to a card', () => {
  const bot = { teams: 'https://teams.microsoft.com', tenantId: 'tenant', botAppId: 'bot' };

  it('opens the message in its channel and thread', () => {
    const link = new URL(
      cardLink(bot, { kind: 'channel', conversationId: '19:ops@thread.tacv2', threadId: '1', activityId: '2' }),
    );
    assert.equal(link.pathname, '/l/message/19%3Aops%40thread.tacv2/2');
    assert.deepEqual([link.searchParams.get('tenantId'), link.searchParams.get('parentMessageId')], ['tenant', '1']);
  });

  it('opens a group chat at the message, and else the chat with the bot', () => {
    const group = cardLink(bot, { kind: 'group', conversationId: '19:g@thread.v2', activityId: '2' });
    assert.match(group, /\/l\/message\/19%3Ag%40thread\.v2\/2\?.*context=%7B%22contextType%22%3A%22chat%22%7D/);
    const own = 'https://teams.microsoft.com/l/chat/0/0?users=28:bot';
    assert.equal(cardLink(bot, { kind: 'personal', conversationId: 'a:1', activityId: '2' }), own);
    assert.equal(cardLink(bot), own);
  });
});
