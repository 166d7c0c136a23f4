import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseText, parseTurn } from '../../src/teams/incoming.ts';

const tenantId = '11111111-1111-4111-8111-111111111111';
const objectId = 'aaaaaaaa-0000-4000-8000-000000000001';
const bot = { id: '28:bot', name: 'Strongroom' };
const base = {
  type: 'message',
  id: '17',
  channelId: 'msteams',
  serviceUrl: 'https://smba.trafficmanager.net/teams/',
  from: { id: '29:o', name: 'Olivia\n  Novak', aadObjectId: objectId.toUpperCase() },
  recipient: bot,
  conversation: { id: '19:ops@thread.tacv2;messageid=16', conversationType: 'channel', tenantId },
  channelData: { tenant: { id: tenantId }, channel: { id: '19:ops@thread.tacv2', name: 'ops' } },
  locale: 'nl-NL',
  localTimezone: 'Europe/Amsterdam',
  text: 'vm sql-01',
};
const read = (fields: object) => parseTurn({ ...base, ...fields }, [tenantId]);
const asked = (fields: object) => {
  const { ask } = read(fields);
  assert.equal(ask.kind, 'incoming');
  return ask.kind === 'incoming' ? ask.incoming : undefined;
};
const invoke = (name: string, value: unknown) => ({ type: 'invoke', name, value, text: undefined });

describe('reading an activity', () => {
  it('gives a typed line with its thread, person and locale', () => {
    assert.deepEqual(asked({}), {
      kind: 'text',
      text: 'vm sql-01',
      activityId: '17',
      from: { objectId, tenantId, teamsId: '29:o', name: 'Olivia Novak' },
      place: { conversationId: '19:ops@thread.tacv2', kind: 'channel', threadId: '16', name: 'ops' },
      locale: 'nl-NL',
    });
  });

  it('takes a message without a root as the root of its own thread, in a channel only', () => {
    const conversation = { id: '19:ops@thread.tacv2', conversationType: 'channel', tenantId };
    assert.equal(asked({ conversation })?.place.threadId, '17');
    assert.equal(asked({ conversation, value: { verb: 'x' }, text: '', replyToId: '15' })?.place.threadId, undefined);
    const personal = { id: 'a:1', conversationType: 'personal', tenantId };
    assert.deepEqual(asked({ conversation: personal, channelData: {} })?.place, {
      conversationId: 'a:1',
      kind: 'personal',
    });
    const group = { id: '19:x@thread.v2', conversationType: 'groupChat', tenantId };
    assert.equal(asked({ conversation: group })?.place.kind, 'group');
  });

  it('never takes a conversation of unknown type for a private one', () => {
    assert.equal(asked({ conversation: { id: 'a:1', tenantId }, channelData: {} })?.place.kind, 'group');
  });

  it('reads the same action from a submit and from an execute', () => {
    const data = { id: 'R-7K2M', nonce: 'n', reason: 'typed' };
    const replyToId = '15';
    const submit = asked({ text: undefined, replyToId, value: { verb: 'approve', msteams: { type: 'x' }, ...data } });
    const execute = asked({
      replyToId,
      ...invoke('adaptiveCard/action', {
        action: { type: 'Action.Execute', verb: 'approve', data },
        trigger: 'manual',
      }),
    });
    const { via: bySubmit, ...first } = submit as Extract<typeof submit, { kind: 'action' }>;
    const { via: byExecute, ...second } = execute as Extract<typeof execute, { kind: 'action' }>;
    assert.deepEqual([bySubmit, byExecute], ['submit', 'execute']);
    assert.deepEqual(first, second);
    assert.deepEqual(first.data, data);
    assert.equal(first.messageId, '15');
  });

  it('flags only an automatic refresh', () => {
    const action = { type: 'Action.Execute', verb: 'view', data: {} };
    const refreshes = ['automatic', 'manual', undefined].map((trigger) => {
      const incoming = asked(invoke('adaptiveCard/action', { action, trigger }));
      return incoming?.kind === 'action' && incoming.refresh;
    });
    assert.deepEqual(refreshes, [true, false, false]);
  });

  it('reads a text whose message carries a value without a verb as text', () => {
    assert.equal(asked({ value: { any: 1 } })?.kind, 'text');
    assert.equal(asked({ value: null, text: '' })?.kind, 'text');
    assert.equal(asked({ value: { any: 1 }, text: '' })?.kind, 'action');
  });

  it('reads a search with the inputs that go with it', () => {
    const value = { queryText: 'sql', dataset: 'vms', data: { vault: 'rsv-prod' }, queryOptions: { top: 15 } };
    const { kind, dataset, query, data } = asked(invoke('application/search', value)) as Record<string, unknown>;
    assert.deepEqual(
      { kind, dataset, query, data },
      { kind: 'search', dataset: 'vms', query: 'sql', data: value.data },
    );
  });

  it('refuses whoever is nobody of the tenant', () => {
    const why = (from: object) => {
      const { ask } = read({ from: { ...base.from, ...from } });
      return ask.kind === 'refused' ? ask.why : ask.kind;
    };
    assert.equal(why({ aadObjectId: undefined }), 'no-identity');
    assert.equal(why({ aadObjectId: 'olivia@contoso.com' }), 'no-identity');
    assert.equal(why({ id: undefined }), 'no-identity');
    assert.equal(why({ tenantId: '44444444-4444-4444-8444-444444444444' }), 'other-tenant');
    assert.equal(why({ userRole: 'guest' }), 'guest');
    assert.equal(why({ tenantId: tenantId.toUpperCase() }), 'incoming');
  });

  it('does not talk to bots, so that two of them never talk to each other', () => {
    assert.equal(read({ from: { ...base.from, role: 'bot' } }).ask.kind, 'event');
    assert.equal(read({ from: { id: '28:other' } }).ask.kind, 'event');
  });

  it('takes edits, reactions, members and installations for events that still show a conversation', () => {
    for (const type of [
      'messageUpdate',
      'messageDelete',
      'messageReaction',
      'conversationUpdate',
      'installationUpdate',
    ]) {
      const turn = read({ type, action: 'add' });
      assert.equal(turn.ask.kind, 'event');
      assert.equal(turn.contact.gone, false);
      assert.deepEqual(turn.contact.reference, {
        serviceUrl: base.serviceUrl,
        tenantId,
        conversationId: '19:ops@thread.tacv2',
        kind: 'channel',
        bot,
      });
    }
  });

  it('sees that the bot was removed', () => {
    assert.equal(read({ type: 'installationUpdate', action: 'remove' }).contact.gone, true);
    assert.equal(read({ type: 'conversationUpdate', membersRemoved: [{ id: bot.id }] }).contact.gone, true);
    assert.equal(read({ type: 'conversationUpdate', membersRemoved: [{ id: '29:b' }] }).contact.gone, false);
  });

  it('keeps the person in the reference of a personal chat, and a locale only if it is one', () => {
    const conversation = { id: 'a:1', conversationType: 'personal', tenantId };
    const { reference } = read({ conversation }).contact;
    assert.deepEqual(reference.user, { id: '29:o', aadObjectId: base.from.aadObjectId });
    assert.equal(read({ locale: '../../etc' }).contact.locale, undefined);
  });

  it('passes on no text that a database cannot look for: neither NUL nor half a character', () => {
    const value = { action: { type: 'Action.Execute', verb: 'a\0', data: { id: 'b\0', nonce: '\ud800' } } };
    const { ask, id } = read({ type: 'invoke', name: 'adaptiveCard/action', id: 'c\0', value });
    assert.ok(ask.kind === 'incoming' && ask.incoming.kind === 'action');
    assert.deepEqual(
      [id, ask.incoming.verb, ask.incoming.data],
      ['c\ufffd', 'a\ufffd', { id: 'b\ufffd', nonce: '\ufffd' }],
    );
    const typed = read({ text: 'vm \0\ud800' }).ask;
    assert.ok(typed.kind === 'incoming' && typed.incoming.kind === 'text');
    assert.equal(typed.incoming.text, 'vm \ufffd\ufffd');
  });

  it('reads a field of a form like a typed line: no direction marks, joiners or typographic spellings', () => {
    const reason = ' disk\u202e full \u2013 \u201cINC\u200b-1\u201d\n{{DATE(x)}} <b> ';
    const { ask } = read({ text: undefined, value: { verb: 'ask-go', id: 'R-7K2M', reason } });
    assert.ok(ask.kind === 'incoming' && ask.incoming.kind === 'action');
    assert.deepEqual(ask.incoming.data, { id: 'R-7K2M', reason: 'disk full - "INC-1" {{DATE(x)}} <b>' });
  });

  it('leaves a script as it was typed, line by line and quote by quote', () => {
    const script = 'for f in `ls`; do\n  echo "a  b" -- \u2018x\u2019 \u2013\u202e\ndone\n';
    const { ask } = read({ text: undefined, value: { verb: 'drills-ask', script } });
    assert.ok(ask.kind === 'incoming' && ask.incoming.kind === 'action');
    assert.deepEqual(ask.incoming.data, { script });
  });

  it('survives any fields and keeps names on one short line', () => {
    const fields = fc.record(
      Object.fromEntries(
        [...Object.keys(base), 'value', 'name', 'entities', 'replyToId', 'action', 'membersRemoved'].map((key) => [
          key,
          fc.anything(),
        ]),
      ),
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fields, fc.constantFrom('message', 'invoke', 'conversationUpdate'), (given, type) => {
        assert.ok(parseTurn({ ...given, type }, [tenantId]).id);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
        const shown = read({ from: { ...base.from, name } }).contact.person?.name ?? '';
        assert.ok([...shown].length <= 128 && !/[\r\n\t]|\p{Cf}/u.test(shown));
      }),
    );
  });
});

const botId = '28:bot';
const mention = (text: string | undefined, id = botId, name = 'Strongroom') => ({
  type: 'mention',
  ...(text !== undefined && { text }),
  mentioned: { id, name },
});
const textOf = (text: unknown, ...entities: unknown[]) => parseText({ type: 'message', text, entities }, botId).text;

describe('the text of a message', () => {
  it('loses the mention of the bot, wherever it stands', () => {
    assert.equal(textOf('<at>Strongroom</at> vm sql-01', mention('<at>Strongroom</at>')), 'vm sql-01');
    assert.equal(textOf('vm sql-01 <at>Strongroom</at>', mention('<at>Strongroom</at>')), 'vm sql-01');
  });
  it('loses several mentions, also of a name that Teams split into words', () => {
    const twice = '<at>Strongroom</at> vm <at>Strongroom</at>sql-01';
    assert.equal(textOf(twice, mention('<at>Strongroom</at>'), mention('<at>Strongroom</at>')), 'vm  sql-01');
    assert.equal(
      textOf('<at>Strong</at> <at>Room</at> help', mention('<at>Strong</at>'), mention('<at>Room</at>')),
      'help',
    );
  });
  it('finds a mention by its name when the entity has no text', () => {
    assert.equal(textOf('<at>Strongroom</at> help', mention(undefined)), 'help');
  });
  it('finds it whatever signs the name has, encoded in the message or not, with and without a text', () => {
    for (const name of ['Ops & Backup', 'Ops <night>', '"Ops" night', "Ops' night", 'R&amp;D', '']) {
      const encoded = name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
      for (const written of [name, encoded, encoded.replaceAll('"', '&quot;').replaceAll("'", '&#39;')])
        for (const text of [undefined, `<at>${name}</at>`, `<at>${encoded}</at>`]) {
          assert.equal(textOf(`<at>${written}</at> help`, mention(text, botId, name)), 'help', `${written} by ${text}`);
          const said = textOf(`vm sql-01 <at>${written}</at>`, mention(text, '29:bea', name));
          assert.doesNotMatch(said, /<\/?at/, `${written} by ${text}`);
        }
    }
  });
  it('grows no faster than the mentions in it', () => {
    const spaces = Array.from({ length: 30 }, () => mention(' ', '29:bea', 'Bea'));
    assert.equal(textOf('vm sql-01', ...spaces), 'vm sql-01');
  });
  it('keeps the name of somebody else who is mentioned, and a name that is no mention', () => {
    const text = 'restore Strongroom because <at>Bea</at> asked';
    assert.equal(textOf(text, mention('<at>Bea</at>', '29:bea', 'Bea')), 'restore Strongroom because  Bea  asked');
    assert.equal(textOf('vm Strongroom'), 'vm Strongroom');
  });
  it('is empty when only a mention, nothing or no text was sent', () => {
    assert.equal(textOf('<at>Strongroom</at>', mention('<at>Strongroom</at>')), '');
    for (const nothing of [undefined, null, 5, {}, ''])
      assert.equal(textOf(nothing, mention('<at>Strongroom</at>')), '');
  });
  it('has the entities of HTML decoded once, and keeps what is none', () => {
    assert.equal(textOf('vm&nbsp;sql-01'), 'vm\u00a0sql-01');
    assert.equal(textOf('because a &lt; b &amp;amp; &#39;c&#x27; &quot;d&quot;'), `because a < b &amp; 'c' "d"`);
    assert.equal(textOf('R&D; &bogus; &#0; &#x110000; & done'), 'R&D; &bogus; &#0; &#x110000; & done');
  });
  it('survives any text and any entities', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (text, entities) => {
        assert.equal(typeof parseText({ type: 'message', text, entities }, botId).text, 'string');
      }),
    );
  });
});
