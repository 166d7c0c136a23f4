import { randomUUID } from 'node:crypto';
import type { Incoming, Person, Place } from '../kernel/chat.ts';
import { asObject } from '../kernel/json-object.ts';
import { normaliseInput, storable, withoutInvisible } from '../kernel/normalise.ts';
import { parseText } from './message-text.ts';
import { type ConversationReference, parseNamedChannel, parsePlace, parseReference } from './place.ts';
import { asArray, textOf, type WireActivity } from './wire-activity.ts';

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
