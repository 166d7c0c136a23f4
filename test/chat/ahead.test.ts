import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHandle } from '../../src/chat/handle.ts';
import { mostCharacters } from '../../src/chat/rules/parse-words.ts';
import type { Command } from '../../src/chat/turn.ts';
import { named } from '../../src/i18n/texts.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { quiet } from '../store/quiet.ts';

test('nothing is read ahead for a line that is too long to be read', async () => {
  const asked: (string | undefined)[] = [];
  const vm: Command = {
    spec: { ...named('vm'), arguments: [{ kind: 'word', name: 'vm' }], sideEffect: 'none', section: 'look' },
    ahead(_services, _incoming, { args }) {
      asked.push(args.vm);
      return undefined;
    },
    run: async () => ({ kind: 'nothing' }),
  };
  const services = {
    clock: new Clock(),
    log: quiet,
    commands: [vm],
    config: { language: 'en', timeZone: 'UTC', linesPerMinute: 60 },
    directory: { person: async () => undefined, conversation: async () => undefined },
    inventory: {},
    members: { isGuestSoon: async () => 'no' },
  } as unknown as Parameters<typeof createHandle>[0];
  const { handle } = createHandle(services, { verbs: {}, viewVerbs: {}, dialogVerbs: [] }, async () => ({
    kind: 'nothing',
  }));
  const from = { objectId: 'oid', tenantId: 't', teamsId: '29:bo', name: 'Bo' };
  const place = { conversationId: 'personal-bo', kind: 'personal' as const };
  const say = (activityId: string, text: string) => handle({ kind: 'text', activityId, from, place, text });
  const name = 'x'.repeat(mostCharacters - 'vm '.length);
  assert.deepEqual(await say('1', `vm ${name}`), { kind: 'nothing' });
  const refused = await say('2', `vm ${name}x`);
  assert.match(JSON.stringify(refused), /more than 4000 characters/);
  assert.deepEqual(asked, [name]);
});
