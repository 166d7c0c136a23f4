import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { MessageBody } from '../../src/kernel/chat.ts';
import { toActivity, toCard, withoutMentions } from '../../src/teams/outgoing.ts';

const reference = {
  serviceUrl: 'https://smba.trafficmanager.net/teams/',
  tenantId: 't',
  conversationId: '19:ops@thread.tacv2',
  kind: 'channel' as const,
  bot: { id: '28:b' },
};
const card = {
  type: 'AdaptiveCard',
  version: '1.5',
  msteams: { width: 'Full' },
  body: [{ type: 'TextBlock', text: 'Request' }],
};
const mentions = [{ teamsId: '29:bea', name: 'Bea & Co' }];
const sent = (body: MessageBody) => toActivity(body, reference) as Record<string, unknown>;

describe('a message as Teams is given it', () => {
  it('with a card has no text beside it, which would be split off, and the sentence for a locked phone', () => {
    const { text, textFormat, entities, summary, attachments } = sent({ text: 'Olivia asks for **sql-01**.', card });
    assert.deepEqual(
      [text, textFormat, entities, summary],
      [undefined, undefined, undefined, 'Olivia asks for sql-01.'],
    );
    const body = [{ type: 'TextBlock', text: 'Olivia asks for **sql-01**.', wrap: true }, ...card.body];
    assert.deepEqual(attachments, [
      { contentType: 'application/vnd.microsoft.card.adaptive', content: { ...card, body } },
    ]);
  });

  it('without a card is its text', () => {
    const { text, summary, attachments } = sent({ text: 'Done: **web\\_01**.' });
    assert.deepEqual([text, summary, attachments], ['Done: **web\\_01**.', 'Done: web_01.', undefined]);
  });

  it('says on a card what people wrote, and lets no client carry it out', () => {
    const shown = toCard({ text: 'because {{DATE(2026-01-01T00:00:00Z)}} of \u202eit', card });
    const text = 'because {\u2060{DATE(2026-01-01T00:00:00Z)}} of it';
    assert.deepEqual(shown.body, [{ type: 'TextBlock', text, wrap: true }, ...card.body]);
  });

  it('with a card that begins with the sentence itself says it once', () => {
    assert.equal(toCard({ text: 'Request', card }), card);
  });

  it('with a card whose first lines say the sentence says it once: in a container, in two lines, as a heading', () => {
    const textBlock = (text: string, more: object = {}) => ({ type: 'TextBlock', text, ...more });
    const on = (...body: object[]) => ({ type: 'AdaptiveCard', version: '1.5', body });
    const text = 'It is not allowed. Ask an owner.';
    for (const said of [
      on(textBlock('Health'), { type: 'Container', items: [textBlock(text)] }),
      on({ type: 'Container', items: [textBlock('It is not allowed.'), textBlock('Ask an owner.')] }),
      on(textBlock('It is not allowed. Ask an owner', { style: 'heading' })),
    ])
      assert.equal(toCard({ text, card: said }), said);
    for (const other of [
      on(textBlock('Health'), { type: 'Container', isVisible: false, items: [textBlock(text)] }),
      on(textBlock('It is not allowed.'), textBlock('Today.'), textBlock('Ask an owner.')),
      on(...['1', '2', '3', '4', text].map((line) => textBlock(line))),
    ])
      assert.deepEqual(toCard({ text, card: other }).body, [{ ...textBlock(text), wrap: true }, ...other.body]);
  });

  it('without a sentence is its card', () => {
    const { summary } = sent({ text: '', card });
    assert.equal(summary, undefined);
    assert.equal(toCard({ text: '', card }), card);
  });

  it('mentions people inside of its card', () => {
    const shown = toCard({ text: '<at>Bea & Co</at> it is done.', card, mentions });
    const tag = '<at>Bea + Co</at>';
    assert.deepEqual(shown?.body, [{ type: 'TextBlock', text: `${tag} it is done.`, wrap: true }, ...card.body]);
    const mentioned = { id: '29:bea', name: 'Bea + Co' };
    assert.deepEqual(shown?.msteams, { width: 'Full', entities: [{ type: 'mention', text: tag, mentioned }] });
    assert.equal(sent({ text: '<at>Bea & Co</at> it is done.', card, mentions }).summary, 'Bea & Co it is done.');
  });

  it('keeps names, and the sentence on a card, when its mentions are left out', () => {
    const plain = withoutMentions({ text: '<at>Bea & Co</at> it is done.', card, mentions });
    assert.equal(plain.text, 'Bea & Co it is done.');
    assert.equal(plain.mentions, undefined);
    assert.deepEqual(toCard(plain)?.body, [{ type: 'TextBlock', text: plain.text, wrap: true }, ...card.body]);
  });
});
