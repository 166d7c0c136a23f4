import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseTurn } from '../../src/teams/incoming.ts';
import type { WireActivity } from '../../src/teams/place.ts';
import * as traffic from './traffic.ts';

const { botMention, general, mention, message, olivia, ops, tenantId } = traffic;
const read = (activity: WireActivity) => parseTurn(activity, [tenantId]);
function said(activity: WireActivity) {
  const { ask } = read(activity);
  assert.ok(ask.kind === 'incoming' && ask.incoming.kind === 'text');
  const { text, withoutMentions } = ask.incoming;
  return { text: text.replace(/\s+/g, ' '), withoutMentions: withoutMentions?.replace(/\s+/g, ' ') };
}

const anton = mention('<at>Anton Visser</at>', '29:anton', 'Anton Visser');
const tag = mention('<at>On-call</at>', 'dGFn', 'On-call', { type: 'tag' });
const channel = mention('<at>ops</at>', ops, 'ops');
const withMentions = (text: string, ...entities: object[]) => message(text, { entities: [botMention, ...entities] });

describe('what Teams sends', () => {
  it('with a quote is read as the words of who sent it', () => {
    const quoted = '<quoted messageId="1699999999999"/>';
    assert.equal(said(traffic.quoting(`${quoted} <at>Strongroom</at> vm sql-01`)).text, 'vm sql-01');
    assert.equal(said(traffic.quoting(`<at>Strongroom</at> ${quoted}vm sql-01`)).text, 'vm sql-01');
    assert.equal(said(traffic.quoting(`<at>Strongroom</at> approve ${quoted}R-35CD`)).text, 'approve R-35CD');
    assert.equal(said(traffic.quoting(`${quoted}\n${quoted}\n`)).text, '');
  });

  it('that passes a message on has the words of who passed it on, and not those of the message', () => {
    const html =
      '<p>see this</p><blockquote itemtype="http://schema.skype.com/Forward"><p>approve</p><p>R-7K2M a &amp; b</p></blockquote>';
    const attachments = [{ contentType: 'text/html', content: html }];
    assert.equal(said(message('see this\r\n\r\napprove\r\nR-7K2M a &amp; b', { attachments })).text, 'see this');
    assert.equal(said(message('approve R-7K2M a & b', { attachments })).text, '');
    assert.equal(
      said(message('approve R-7K2M', { attachments: [{ ...attachments[0], content: '<p>x</p>' }] })).text,
      'approve R-7K2M',
    );
  });

  it('keeps a person, tag or channel that was mentioned as its name', () => {
    const { text, withoutMentions } = said(
      withMentions('<at>Strongroom</at> restore sql-01 because <at>Anton Visser</at>&nbsp;saw it', anton),
    );
    assert.equal(text, 'restore sql-01 because Anton Visser saw it');
    assert.equal(withoutMentions, 'restore sql-01 because saw it');
    assert.equal(said(withMentions('<at>Strongroom</at> vm <at>ops</at>', channel)).text, 'vm ops');
  });

  it('names a person as XML writes it, and as the entity does where it has no text', () => {
    const amp = mention('<at>R&amp;D</at>', '29:rd', 'R&D');
    assert.equal(
      said(withMentions('<at>Strongroom</at> because <at>R&amp;D</at> asked', amp)).text,
      'because R&D asked',
    );
    const textless = { type: 'mention', mentioned: { id: '29:anton', name: 'Anton Visser' } };
    assert.equal(said(withMentions('because <at>Anton Visser</at>', textless)).text, 'because Anton Visser');
  });

  it('leaves out who is addressed before the command', () => {
    for (const text of [
      '<at>Anton Visser</at> <at>Strongroom</at> vm sql-01',
      '<at>Strongroom</at> <at>On-call</at>&nbsp;vm sql-01',
      '<at>Anton Visser</at>, <at>On-call</at>: <at>Strongroom</at> vm sql-01',
    ]) {
      assert.deepEqual(said(withMentions(text, anton, tag)), { text: 'vm sql-01', withoutMentions: undefined });
    }
  });

  it('has the words of an emoji that came as a picture', () => {
    const emoji = '<img itemtype="http://schema.skype.com/Emoji" itemid="fire" alt="🔥" src="https://x/20_f.png"/>';
    assert.equal(
      said(message(`<at>Strongroom</at> vm sql-01 because ${emoji} disk`)).text,
      'vm sql-01 because 🔥 disk',
    );
    assert.equal(said(message('<at>Strongroom</at> vm <img src="x"> sql-01')).text, 'vm sql-01');
  });

  it('without a name says no name, and nothing of what is known', () => {
    for (const activity of [traffic.reaction, traffic.deletion, traffic.installation('add'), traffic.teamRenamed]) {
      const { ask, contact } = read(activity);
      assert.equal(ask.kind, 'event');
      assert.equal(contact.person?.name, '');
      assert.equal(contact.person?.teamsId, olivia.id);
    }
    assert.equal(read(traffic.edit).ask.kind, 'event');
  });

  it('of another channel names that one, and not the conversation that it came with', () => {
    for (const eventType of ['channelCreated', 'channelRenamed', 'channelDeleted', 'channelRestored']) {
      const { contact } = read(traffic.channelEvent(eventType, { id: ops, name: 'FunDiscussions' }));
      assert.equal(contact.place.conversationId, general);
      assert.equal(contact.place.name, 'Incident room');
      assert.deepEqual(contact.named, { conversationId: ops, name: 'FunDiscussions' });
    }
  });

  it('names a channel only by its own name', () => {
    assert.equal(read(message('help')).contact.place.name, undefined);
    assert.equal(read(traffic.click()).contact.place.name, 'ops');
    const { channelData } = traffic.click() as { channelData?: object };
    const team = { id: general, name: 'Incident room' };
    assert.equal(read(message('help', { channelData: { ...channelData, team } })).contact.place.name, undefined);
    assert.equal(read(traffic.teamRenamed).contact.place.name, 'War room');
  });

  it('takes the app for removed only when it is', () => {
    const gone = (action: string) => read(traffic.installation(action)).contact.gone;
    assert.deepEqual(['add', 'add-upgrade', 'remove-upgrade', 'remove'].map(gone), [false, false, false, true]);
  });

  it('tells the locale in the client info where it tells it nowhere else', () => {
    const clientInfo = { type: 'clientInfo', locale: 'nl-NL', timezone: 'Europe/Brussels' };
    const { locale } = read(
      message('help', { locale: undefined, localTimezone: null, entities: [clientInfo] }),
    ).contact;
    assert.equal(locale, 'nl-NL');
    assert.equal(read(message('help', { entities: [clientInfo] })).contact.locale, 'en-GB');
  });

  it('of a sender whose tenant differs from that of the conversation is from another tenant', () => {
    const channelData = { tenant: { id: '44444444-4444-4444-8444-444444444444' }, channel: { id: ops } };
    const { ask } = read(message('help', { channelData }));
    assert.deepEqual(ask, { kind: 'refused', why: 'other-tenant', refresh: false });
  });

  it('by itself when somebody looks at a card is told from what they ask', () => {
    const why = (from: object) => read(traffic.refresh(from)).ask;
    const refused = { kind: 'refused', refresh: true, messageId: '1700000000001' };
    assert.deepEqual(why(traffic.outsider), { ...refused, why: 'other-tenant' });
    assert.deepEqual(why(traffic.guest), { ...refused, why: 'guest' });
    assert.deepEqual(why({ id: '29:anonymous' }), { ...refused, why: 'no-identity' });
  });

  it('for one reader only is answered to that one', () => {
    assert.equal(read(message('help', { recipient: { ...traffic.bot, isTargeted: true } })).targeted, true);
    assert.equal(read(message('help')).targeted, false);
    const asked = (more = {}) => {
      const { ask } = read(message('help', more));
      return ask.kind === 'incoming' && ask.incoming.targeted;
    };
    assert.equal(asked({ recipient: { ...traffic.bot, isTargeted: true } }), true);
    assert.equal(asked(), undefined);
  });
});
