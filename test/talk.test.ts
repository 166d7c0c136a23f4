import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answersTo } from './talk.ts';

const asked = { id: '30', in: 'ops', thread: '30', from: 'oncall', text: 'backup dev-01 keep 30d' };
const bot = { in: 'ops', from: 'bot', text: '' };

describe('what answers a line', () => {
  it('is not the word about an earlier request that comes between, in its own thread', () => {
    const late = { ...bot, id: '31', thread: '10', text: 'R-W5RE is done' };
    const answer = { ...bot, id: '32', thread: '30', text: 'R-3EJC: the backup of dev-01 is running' };
    assert.deepEqual(answersTo('30', [asked, late, answer]), [answer]);
  });

  it('stands in the personal chat, or where the request lives that it names', () => {
    const alone = { ...bot, id: '31', in: 'personal-oncall', thread: null };
    const there = { ...bot, id: '32', thread: '10' };
    assert.deepEqual(answersTo('30', [{ ...asked, text: 'confirm R-W5RE' }, alone, there]), [alone, there]);
  });

  it('came after it, and from the bot', () => {
    const early = { ...bot, id: '29', thread: '30' };
    const other = { ...bot, id: '31', thread: '30', from: 'approver-1' };
    assert.deepEqual(answersTo('30', [early, asked, other]), []);
  });
});
