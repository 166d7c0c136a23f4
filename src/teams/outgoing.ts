import type { Answer, CardJson, MessageBody } from '../kernel/chat.ts';
import { harmlessOnCard } from '../kernel/normalise.ts';
import { asObject } from '../kernel/stored.ts';
import type { Reply } from './http-door.ts';
import { asArray, type ConversationReference, threadConversationId } from './place.ts';

/**
 * The activity that posts or edits a message. A card goes alone, with its sentence inside: Teams has been seen to split
 * text beside it off into a message of its own, to return no id then, so that the card could never be edited, and to
 * hide such text on phones. Notifications and locked phones show a card's summary, which renders no markup.
 */
export function toActivity(
  body: MessageBody,
  reference: ConversationReference,
  threadId?: string,
): Record<string, unknown> {
  const card = toCard(body);
  const { text, entities } = withMentions(body);
  const summary = toSummary(body);
  return {
    type: 'message',
    ...(!card && { textFormat: 'markdown', text }),
    ...(summary && { summary }),
    from: reference.bot,
    // The connector rejects a proactive message unless tenant and, in a personal chat, person are named.
    conversation: {
      id: threadConversationId(reference.conversationId, threadId),
      tenantId: reference.tenantId,
    },
    channelData: { tenant: { id: reference.tenantId } },
    ...(reference.user && { recipient: reference.user }),
    ...(!card && entities.length > 0 && { entities }),
    ...(card && { attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }] }),
    ...(body.picture && { attachments: [inlineImage(body.picture)] }),
  };
}

/**
 * The activity for one member only.
 * @param answers the private message that it answers, which Teams shows above it
 */
export function targetedAt(
  activity: Record<string, unknown>,
  { teamsId, name }: { teamsId: string; name: string },
  answers?: string,
): Record<string, unknown> {
  const entities = [
    ...asArray(activity.entities),
    ...(answers === undefined ? [] : [{ type: 'targetedMessageInfo', messageId: answers }]),
  ];
  return {
    ...activity,
    recipient: { id: teamsId, ...(name && { name }) },
    ...(entities.length > 0 && { entities }),
  };
}

/** The card as it is shown: its sentence, which may mention people, is its first line. */
export function toCard(body: MessageBody & { card: CardJson }): CardJson;
export function toCard(body: MessageBody): CardJson | undefined;
export function toCard({ text, card, mentions = [] }: MessageBody): CardJson | undefined {
  if (!card || text === '') return card;
  let line = harmlessOnCard(text);
  const entities: object[] = [];
  for (const { teamsId, name } of mentions) {
    // Whether a card's mention is parsed as XML is undocumented, so it holds nothing that XML would change.
    const label = name.replace(/\s*&\s*/g, ' + ');
    const tag = `<at>${label}</at>`;
    if (!line.includes(`<at>${name}</at>`)) continue;
    line = line.replaceAll(`<at>${name}</at>`, tag);
    entities.push({ type: 'mention', text: tag, mentioned: { id: teamsId, name: label } });
  }
  // The sentence is left out if the card begins with it.
  if (entities.length === 0 && opensWith(card, line)) return card;
  const sentence = { type: 'TextBlock', text: line, wrap: true };
  return {
    ...card,
    body: [sentence, ...asArray(card.body)],
    ...(entities.length > 0 && { msteams: { ...asObject(card.msteams), entities } }),
  };
}

/** Whether the first lines of a card are its sentence: one of them, or two in a row. */
function opensWith(card: CardJson, sentence: string): boolean {
  const [line, ...lines] = [sentence, ...linesOf(asArray(card.body)).slice(0, 4)].map((text) =>
    text.replace(/\.$/, ''),
  );
  return lines.some((text, index) => text === line || `${text}. ${lines[index + 1]}` === line);
}

function linesOf(elements: readonly unknown[]): string[] {
  return elements.map(asObject).flatMap(({ type, text, items, isVisible, fallback }) => {
    if (isVisible === false) return [];
    // A chart shows what its fallback says.
    if (fallback !== undefined) return linesOf([fallback]);
    return type === 'TextBlock' && typeof text === 'string' ? [text] : linesOf(asArray(items));
  });
}

/** The message with plain names instead of mentions. @param of whose mentions; absent: everybody's */
export function withoutMentions({ mentions, ...body }: MessageBody, of?: MessageBody['mentions']): MessageBody {
  if (!of) return { ...body, text: body.text.replace(/<at>(.*?)<\/at>/g, '$1') };
  const text = of.reduce((before, { name }) => before.replaceAll(`<at>${name}</at>`, () => name), body.text);
  return { ...body, text, ...(mentions && { mentions: mentions.filter((one) => !of.includes(one)) }) };
}

/** Text of a notification and a locked phone: the sentence, without markup. */
export function toSummary({ text }: MessageBody): string {
  return text
    .replace(/<at>(.*?)<\/at>/g, '$1')
    .replace(/(?<!\\)\*\*/g, '')
    .replace(/\\([^\p{L}\p{N}\s])/gu, '$1');
}

/** An image that Teams shows in the conversation, from the bytes alone ("Send and receive inline images"). */
function inlineImage({ contentType, base64, name }: NonNullable<MessageBody['picture']>): object {
  return { contentType, contentUrl: `data:${contentType};base64,${base64}`, name };
}

/** A mention notifies only if the text holds its tag and the entity repeats that tag, names escaped as XML. */
function withMentions(body: MessageBody): { text: string; entities: object[] } {
  let { text } = body;
  const entities: object[] = [];
  for (const { teamsId, name } of body.mentions ?? []) {
    const written = `<at>${name}</at>`;
    if (!text.includes(written)) continue;
    const tag = `<at>${name.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign)}</at>`;
    text = text.replaceAll(written, tag);
    entities.push({ type: 'mention', text: tag, mentioned: { id: teamsId, name } });
  }
  return { text, entities };
}

/** Replies in Teams' formats for an invoke. The HTTP status is 200 even for an error. */

export function cardReply(card: CardJson): Reply {
  return reply(200, 'application/vnd.microsoft.card.adaptive', card);
}

export function noticeReply(text: string): Reply {
  return reply(200, 'application/vnd.microsoft.activity.message', text);
}

export function errorReply(text: string): Reply {
  return reply(500, 'application/vnd.microsoft.error', { code: 'InternalServerError', message: text });
}

export function choicesReply(choices: Extract<Answer, { kind: 'choices' }>['choices']): Reply {
  return reply(200, 'application/vnd.microsoft.search.searchResponse', { results: choices });
}

/** A dialog with a card, which replaces its content. */
export function dialogReply(card: CardJson, title: string): Reply {
  const height = JSON.stringify(card).includes('"Input.') ? 'large' : 'small';
  const content = { contentType: 'application/vnd.microsoft.card.adaptive', content: card };
  return dialogTask('continue', { title, height, width: 'medium', card: content });
}

/** A dialog with a sentence, after which it can only be closed. */
export function dialogNotice(text: string): Reply {
  return dialogTask('message', text);
}

function dialogTask(type: 'continue' | 'message', value: unknown): Reply {
  return { status: 200, body: { task: { type, value } } };
}

/**
 * For an invoke that the bot does not use. Unanswered it would be a 501, which Teams shows as a broken app. After
 * a dialog's submission it closes the dialog.
 */
export const emptyReply: Reply = { status: 200, body: {} };

function reply(statusCode: number, type: string, value: unknown): Reply {
  return { status: 200, body: { statusCode, type, value } };
}

/**
 * A card for a dialog, without anything that phones were reported to break: a dialog sends by Action.Submit
 * (Action.Execute with inputs does nothing on iOS and Android: msteams-docs 13924), shows what a card hides
 * (ToggleVisibility hides what was tapped on iOS: 8114), and requires no input before it sends, since
 * `associatedInputs` does not let a Cancel through on iOS (8956); the bot checks the inputs anyway.
 */
export function toDialogCard(card: CardJson): CardJson {
  const { refresh: _, ...shown } = card;
  return asObject(inDialog(shown));
}

/** Whether the card can still submit something. */
export function hasButtons(card: CardJson): boolean {
  return JSON.stringify(card).includes('"Action.Submit"');
}

function inDialog(node: unknown): unknown {
  if (Array.isArray(node)) return node.flatMap(unfolded).filter(hasPlace).map(inDialog);
  if (typeof node !== 'object' || node === null) return node;
  const { isVisible: _, isRequired: __, ...rest } = asObject(node);
  if (rest.type === 'Action.Execute') {
    const { title, style, verb, data } = rest;
    return { type: 'Action.Submit', title, ...(style !== undefined && { style }), data: { ...asObject(data), verb } };
  }
  return Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, inDialog(value)]));
}

/** An element, followed by what its buttons would unfold. */
function unfolded(node: unknown): unknown[] {
  const folds = asArray(asObject(node).actions).filter((action) => asObject(action).type === 'Action.ShowCard');
  return [node, ...folds.flatMap((action) => asArray(asObject(asObject(action).card).body))];
}

/** A dialog opens no other, and nothing in it is collapsed. */
function hasPlace(node: unknown): boolean {
  const { type, data, actions } = asObject(node);
  if (type === 'ActionSet') return asArray(actions).some(hasPlace);
  return (
    type !== 'Action.ToggleVisibility' &&
    type !== 'Action.ShowCard' &&
    asObject(asObject(data).msteams).type !== 'task/fetch'
  );
}
