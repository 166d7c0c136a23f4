import assert from 'node:assert/strict';
import { test } from 'node:test';
import { storedCommand } from '../../src/chat/stored-command.ts';

const from = { objectId: 'o', tenantId: 't', name: 'Emma', teamsId: '29:e' };
const place = { conversationId: '19:ops', kind: 'channel' as const };
const line = { activityId: '1', from, place, kind: 'text' as const, text: 'approve R-7K2M 4F9C Daan Bakker' };

test('what is for everyone, with its mentions in it, is read as it was', () => {
  assert.deepEqual(storedCommand.parse(line), line);
  const click = {
    activityId: '1',
    from,
    place,
    kind: 'action',
    verb: 'approve',
    data: {},
    via: 'execute',
    refresh: false,
  };
  assert.deepEqual(storedCommand.parse(click), click);
});

test('for whom it was, and how it reads without mentions, is kept', () => {
  const whole = { ...line, targeted: true, withoutMentions: 'approve R-7K2M 4F9C' };
  const written = storedCommand.write(whole);
  assert.deepEqual(written, whole);
  assert.deepEqual(storedCommand.parse(JSON.parse(JSON.stringify(written))), whole);
});
