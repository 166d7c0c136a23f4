import { randomUUID } from 'node:crypto';
import type { Incoming, Person, Place } from '../kernel/chat.ts';
import { normaliseInput, storable, withoutInvisible } from '../kernel/normalise.ts';
import { asObject } from '../kernel/stored.ts';
import {
  asArray,
  type ConversationReference,
  parseNamedChannel,
  parsePlace,
  parseReference,
  textOf,
  type WireActivity,
} from './place.ts';

export type SaidText = {
  /** The text, with mentions of others as names. */
  text: string;
  /** The text without those mentions; absent if there are none. */
  withoutMentions?: string;
};

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

/** Marks the number of a mention during parsing. A private-use character, and removed from typed text. */
const mark = '\u{f0001}';
const markedMention = new RegExp(`${mark}(\\d+)${mark}`, 'gu');
/** Mentions before the command: `@Anton, @On-call: @Strongroom vm sql-01`. */
const addressed = new RegExp(`^(?:[\\s,;:]|&nbsp;)*(?:${mark}\\d+${mark}(?:[\\s,;:]|&nbsp;)*)+`, 'u');

/** Position of a quoted message; its content is in an entity. */
const quote = /<quoted\s[^<>]*>/gi;
/** An emoji without a character in the client: its text is the picture's. */
const picture = /<img\b[^<>]*>/gi;

/** A forwarded message follows the sender's own text, and is marked as such only in the HTML copy. */
const quotedBlock = /<blockquote\b[^<>]*>/gi;
const forwarded = 'schema.skype.com/forward';

/** The name in a mention; it may contain anything else. */
const mentionTag = /<at\b[^<>]*>((?:(?!<\/?at\b)[\s\S])*)<\/at>/gi;

/**
 * The typed text, without mentions of the bot, quotes, and people addressed before the command. Mentions are found
 * by entity, not by name: a VM may be called like the bot. Teams splits a name of several words into several
 * mentions, each with its own entity.
 */
export function parseText(activity: WireActivity, botId: string): SaidText {
  const mentions = mentionsOf(activity.entities);
  const others: string[] = [];
  const text = withoutForwarded(textOf(activity.text) ?? '', activity.attachments)
    .replaceAll(mark, '')
    .replace(mentionTag, (tag, name) => {
      const id = mentions.get(name) ?? mentions.get(decode(name));
      if (id === undefined) return tag;
      return id === botId ? ' ' : ` ${mark}${others.push(name) - 1}${mark} `;
    })
    .replace(quote, ' ')
    .replace(picture, (tag) => ` ${/\salt="([^"]*)"/i.exec(tag)?.[1] ?? ''} `)
    .replace(addressed, '');
  const replaceMentions = (by: (index: number) => string) =>
    decode(text.replace(markedMention, (_, index) => by(Number(index)))).trim();
  const said = replaceMentions((index) => others[index] ?? '');
  return text.includes(mark) ? { text: said, withoutMentions: replaceMentions(() => ' ') } : { text: said };
}

/** The mentioned people by name. An entity has the name inside a tag, or with its characters not encoded. */
function mentionsOf(entities: unknown): Map<string, unknown> {
  const ids = new Map<string, unknown>();
  for (const entity of asArray(entities).map(asObject)) {
    if (textOf(entity.type)?.toLowerCase() !== 'mention') continue;
    const { id = '', name } = asObject(entity.mentioned);
    const [, told = textOf(name) ?? ''] = [...(textOf(entity.text) ?? '').matchAll(mentionTag)][0] ?? [];
    for (const each of [told, decode(told)]) if (!ids.has(each)) ids.set(each, id);
  }
  return ids;
}

function withoutForwarded(text: string, attachments: unknown): string {
  const html =
    textOf(
      asArray(attachments)
        .map(asObject)
        .find(({ contentType }) => contentType === 'text/html')?.content,
    ) ?? '';
  const block = [...html.matchAll(quotedBlock)].find(([tag]) => tag.toLowerCase().includes(forwarded));
  if (!block) return text;
  const [body = ''] = html.slice(block.index + block[0].length).split(/<\/blockquote>/i, 1);
  const letters = (given: string) => decode(given).replace(/\s/g, '');
  const passedOn = letters(body.replace(/<[^<>]*>/g, ''));
  const all = letters(text);
  if (!all.endsWith(passedOn)) return text;
  // White space and entities differ between the two copies, so the sender's own characters are counted.
  let own = all.length - passedOn.length;
  let end = 0;
  for (const [part] of text.matchAll(/&#?\w{1,8};|[\s\S]/g)) {
    own -= letters(part).length;
    if (own < 0) break;
    end += part.length;
  }
  return text.slice(0, end);
}

/** One pass, so that an encoded ampersand is not decoded twice. Unknown entities stay as typed. */
function decode(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,5}));/gi, (whole, decimal, hex, name) => {
    if (name) return named[name.toLowerCase()] ?? whole;
    const code = decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** Why a person gets no answer. */
export type Refusal = 'no-identity' | 'other-tenant' | 'guest';

/** A conversation and a person as last seen: stored for answers and proactive messages. */
export type Contact = {
  place: Place;
  reference: ConversationReference;
  /** Absent if the activity names nobody of the tenant. Events carry no names: the name is then empty. */
  person?: Person;
  /** A conversation whose name is in the activity; not always its own place. */
  named?: { conversationId: string; name: string };
  locale?: string;
  /** The bot was removed there: nothing can be sent any more. */
  gone: boolean;
  /** Id of an activity by which this person added the app. An upgrade adds it too, and does not count. */
  installed?: string;
};

export type IncomingTurn = {
  /** The activity's id, also the correlation id; generated if Teams gave none. */
  id: string;
  contact: Contact;
  invoke: boolean;
  /** The answer is shown in a dialog. */
  dialog: boolean;
  /** Visible to nobody else in the conversation. */
  targeted: boolean;
  ask:
    | { kind: 'incoming'; incoming: Incoming }
    /** refresh: requested automatically by the client of a person who looks at a card. */
    | { kind: 'refused'; why: Refusal; refresh: boolean; messageId?: string }
    /** An invoke that nothing here sends, e.g. from another feature of Teams. */
    | { kind: 'unknown' }
    /** Nothing to answer: an edit, a reaction, an installation, another bot's message. */
    | { kind: 'event' };
};

/** A button requests a dialog; a dialog submits its inputs. */
const dialogNames: ReadonlyMap<unknown, 'fetch' | 'submit'> = new Map([
  ['task/fetch', 'fetch'],
  ['task/submit', 'submit'],
]);

type Said = Incoming extends infer Each ? (Each extends Incoming ? Omit<Each, keyof Common> : never) : never;
type Common = Pick<Incoming, 'activityId' | 'from' | 'place' | 'locale' | 'phone' | 'targeted'>;

/**
 * Parses an authenticated activity. Never throws, whatever the fields hold.
 * @param tenants whose people are answered; the first is the bot's own
 */
export function parseTurn(activity: WireActivity, tenants: readonly [string, ...string[]]): IncomingTurn {
  const id = textOf(activity.id) ?? `none:${randomUUID()}`;
  const place = parsePlace(activity);
  const from = parsePerson(activity, tenants);
  // Older clients send theirs in an entity only.
  const client =
    asArray(activity.entities)
      .map(asObject)
      .find(({ type }) => type === 'clientInfo') ?? {};
  const locale = parseLocale(activity.locale) ?? parseLocale(client.locale);
  const named = parseNamedChannel(activity);
  const contact: Contact = {
    place,
    reference: parseReference(activity, place, tenants[0]),
    ...(typeof from === 'object' && { person: from }),
    ...(locale && { locale }),
    ...(named && { named }),
    gone: isRemoval(activity),
    ...(activity.type === 'installationUpdate' && activity.action === 'add' && { installed: id }),
  };
  const targeted = asObject(activity.recipient).isTargeted === true;
  const invoke = activity.type === 'invoke';
  return { id, contact, invoke, dialog: invoke && dialogNames.has(activity.name), targeted, ask: parseAsk() };

  function parseAsk(): IncomingTurn['ask'] {
    const said = parseSaid(activity);
    if (!said) return { kind: activity.type === 'invoke' ? 'unknown' : 'event' };
    if (from === 'bot') return { kind: activity.type === 'invoke' ? 'unknown' : 'event' };
    if (typeof from === 'string') {
      const { refresh = false, messageId } = said.kind === 'action' ? said : {};
      return { kind: 'refused', why: from, refresh, ...(refresh && messageId && { messageId }) };
    }
    const phone = /^(ios|android)$/i.test(textOf(client.platform) ?? '');
    const how = { ...(locale && { locale }), ...(phone && { phone }), ...(targeted && { targeted }) };
    const common = { activityId: id, from, place, ...how };
    return { kind: 'incoming', incoming: { ...common, ...said } };
  }
}

function parseSaid(activity: WireActivity): Said | undefined {
  const value = asObject(activity.value);
  const messageId = textOf(activity.replyToId);
  if (activity.type === 'message') {
    const said = parseText(activity, textOf(asObject(activity.recipient).id) ?? '');
    const isSubmit = Object.keys(value).length > 0 && (textOf(value.verb) !== undefined || said.text === '');
    if (!isSubmit) return { kind: 'text', ...said };
    return { kind: 'action', ...splitVerb(value), via: 'submit', refresh: false, ...(messageId && { messageId }) };
  }
  if (activity.type !== 'invoke') return undefined;
  if (activity.name === 'application/search') {
    const { dataset, queryText, data } = value;
    return { kind: 'search', dataset: textOf(dataset) ?? '', query: textOf(queryText) ?? '', data: asObject(data) };
  }
  const dialog = dialogNames.get(activity.name);
  if (dialog) {
    const said = splitVerb(asObject(value.data));
    return { kind: 'action', ...said, via: 'execute', dialog, refresh: false, ...(messageId && { messageId }) };
  }
  const action = asObject(value.action);
  if (activity.name !== 'adaptiveCard/action' || action.type !== 'Action.Execute') return undefined;
  const { verb, data } = splitVerb(asObject(action.data));
  return {
    kind: 'action',
    verb: textOf(action.verb) ?? verb,
    data,
    via: 'execute',
    refresh: value.trigger === 'automatic',
    ...(messageId && { messageId }),
  };
}

/**
 * An Action.Submit has no verb of its own, so a card carries it in the data; `msteams` is Teams' own envelope. Typed
 * form inputs are normalised like a typed line, except scripts; ids and names that a card carries do not change by it.
 */
function splitVerb(given: Record<string, unknown>): { verb: string; data: Record<string, unknown> } {
  const { verb, msteams: _, ...rest } = given;
  const data = Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [
      name,
      typeof value === 'string' ? typedInto(name, storable(value)) : value,
    ]),
  );
  return { verb: textOf(verb) ?? '', data };
}

/** Every character of a script matters. */
function typedInto(input: string, text: string): string {
  return input === 'script' ? text : normaliseInput(text);
}

/**
 * The sender. Only an Entra object id of an allowed tenant counts. A guest (B2B) has an object id in this tenant
 * too; Teams marks guests by role if at all, otherwise Graph is asked (access/memberships.ts). A member of another
 * organisation in a shared channel carries another tenant id.
 */
function parsePerson(activity: WireActivity, tenants: readonly [string, ...string[]]): Person | Refusal | 'bot' {
  const from = asObject(activity.from);
  const teamsId = textOf(from.id) ?? '';
  if (from.role === 'bot' || from.role === 'skill' || teamsId.startsWith('28:')) return 'bot';
  const objectId = textOf(from.aadObjectId)?.toLowerCase();
  if (!objectId || !teamsId || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(objectId)) return 'no-identity';
  const home = (textOf(from.tenantId) ?? senderTenant(activity))?.toLowerCase() ?? tenants[0];
  if (!tenants.includes(home)) return 'other-tenant';
  if (from.userRole === 'guest' || from.userRole === 'anonymous') return 'guest';
  return { objectId, tenantId: home, teamsId, name: parseName(from.name) };
}

/** The sender's tenant if it is not the conversation's, as in a channel shared by another organisation. */
function senderTenant(activity: WireActivity): string | undefined {
  const host = textOf(asObject(activity.conversation).tenantId);
  const sender = textOf(asObject(asObject(activity.channelData).tenant).id);
  return host !== undefined && sender?.toLowerCase() !== host.toLowerCase() ? sender : undefined;
}

/** Display names are free text: shown on one line, without direction marks and the like, and cut short. */
export function parseName(name: unknown): string {
  const line = withoutInvisible(textOf(name) ?? '')
    .replace(/[\s\u0085]+/gu, ' ')
    .trim();
  return [...line].slice(0, 128).join('');
}

function parseLocale(locale: unknown): string | undefined {
  const text = textOf(locale);
  return text && text.length <= 35 && /^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(text) ? text : undefined;
}

function isRemoval(activity: WireActivity): boolean {
  // An upgrade removes the old version (remove-upgrade) and adds the new one.
  if (activity.type === 'installationUpdate') return activity.action === 'remove';
  const bot = textOf(asObject(activity.recipient).id);
  if (activity.type !== 'conversationUpdate' || !bot) return false;
  return asArray(activity.membersRemoved).some((member) => asObject(member).id === bot);
}
