import type { Activities, Device } from './activities.ts';
import type { Behaviour } from './behaviour.ts';
import type { Problem } from './cards.ts';
import { type Card, type Chat, cardSeenBy } from './chat.ts';
import type { Delivery } from './delivery.ts';
import { type DialogClick, type DialogResult, Dialogs, has, isFetch } from './dialogs.ts';
import { failure, outcome, readInvokeResponse } from './invoke-response.ts';
import { isRecord, readTyped } from './mentions.ts';
import { actionId, type Click, prepareClick } from './prepare-click.ts';
import { findConversation, findPerson, type Person, type Roster } from './roster.ts';

export type Say = {
  as: string;
  in: string;
  text: string;
  replyTo?: string;
  quote?: string;
  /** True for a slash command, which only the bot sees. */
  targeted?: boolean;
};

export type ClickResult = DialogResult;

export type Search = { as: string; message: string; dataset: string; query: string; data?: unknown; top?: number };

/** A person's Teams app: it sends, clicks, refreshes and searches, and shows the answers. */
export class TeamsClient {
  readonly #roster: Roster;
  readonly #chat: Chat;
  readonly #activities: Activities;
  readonly #delivery: Delivery;
  readonly #behaviour: Behaviour;
  readonly #dialogs: Dialogs;
  /** Device on which a person last viewed a message: each app refreshes for itself. */
  readonly #devices = new Map<string, string>();
  /** Refreshes in progress or done, by message, version and person: a client asks once per version. */
  readonly #refreshes = new Map<string, Promise<void>>();

  constructor(roster: Roster, chat: Chat, activities: Activities, delivery: Delivery, behaviour: Behaviour) {
    this.#dialogs = new Dialogs(activities, delivery, behaviour);
    this.#behaviour = behaviour;
    this.#roster = roster;
    this.#chat = chat;
    this.#activities = activities;
    this.#delivery = delivery;
    chat.on('cleared', () => {
      this.#refreshes.clear();
      this.#dialogs.clear();
      this.#devices.clear();
    });
  }

  /** Posts a message. The bot receives it in a personal chat, and in a channel only if it is mentioned. */
  say({
    as,
    in: where,
    text,
    replyTo,
    quote,
    targeted,
  }: Say): { activity: string; message: string; heard: boolean } | Problem {
    const person = findPerson(this.#roster, as);
    if (!person) return this.noPerson(as);
    const conversation = findConversation(this.#roster, String(where));
    if (!conversation?.members.includes(person.id)) return this.noConversation(where, person);
    const parent = replyTo ? this.#chat.find(replyTo) : undefined;
    if (replyTo && parent?.conversationId !== conversation.id) return noMessage(replyTo, conversation.name);
    const quoted = quote ? this.#chat.find(quote) : undefined;
    if (quote && quoted?.conversationId !== conversation.id) return noMessage(quote, conversation.name);
    if (typeof text !== 'string' || !text.trim()) return { error: 'the message is empty', remedy: 'give "text"' };
    if (targeted && conversation.kind === 'personal')
      return { error: 'a personal chat is private already', remedy: 'leave out "targeted"' };
    const typed = readTyped(this.#roster, text);
    const message = this.#chat.post(conversation, person.id, typed, {
      ...(parent?.threadId && { threadId: parent.threadId }),
      ...(parent && { replyTo: parent.id }),
      ...(targeted && { only: person.id }),
    });
    const heard =
      targeted === true ||
      conversation.kind === 'personal' ||
      typed.mentions.some((one) => one.id === this.#roster.bot.teamsId);
    if (heard) void this.#delivery.send(this.#activities.text(person, conversation, message, quoted));
    return { activity: message.id, message: message.id, heard };
  }

  /** Clicks an action of a card and shows the answer to the person who clicked. */
  async click(click: Click): Promise<ClickResult | Problem> {
    const found = this.#see(click.as, click.message);
    if ('error' in found) return found;
    if (click.device) await this.view(click.as, click.message, click.device);
    const { person, conversation, message } = found;
    const card = click.version === undefined ? cardSeenBy(message, person.id) : message.edits[click.version]?.card;
    if (!card) return { error: `message ${message.id} has no card`, remedy: 'click a message that shows one' };
    // An action in a dialog is reached through the button that opens the dialog.
    const isHere = typeof click.action !== 'string' || has(card, click.action);
    const inDialog = isHere ? undefined : await this.#dialogs.clickThrough(found, card, click);
    if (inDialog) return inDialog;
    const prepared = prepareClick(card, click, this.#behaviour);
    if ('error' in prepared || 'shown' in prepared) return prepared;
    const { type, data, ...rest } = prepared;
    if (isFetch(type, data) && !this.#behaviour.knowsNoDialogs) return this.#dialogs.open(found, data, click.device);
    if (type === 'Action.Submit') {
      const activity = this.#activities.submit(person, conversation, message, data, click.device);
      const delivered = await this.#delivery.send(activity);
      return { activity: activity.id, ...outcome(delivered), ...(failure(delivered) ?? { shown: 'nothing' }) };
    }
    const value = { action: { type: 'Action.Execute', ...rest, data }, trigger: 'manual' };
    const activity = this.#activities.invoke(person, conversation, message, {
      name: 'adaptiveCard/action',
      value,
      device: click.device,
    });
    const versions = message.edits.length;
    const delivered = await this.#delivery.send(activity);
    const shown = failure(delivered) ?? readInvokeResponse(delivered);
    // An edit that arrives before the answer wins: it is newer for everyone.
    if (shown.card && message.edits.length === versions) this.#chat.show(message, person.id, shown.card);
    return { activity: activity.id, ...outcome(delivered), ...shown };
  }

  /** Clicks a button of a dialog that this person has opened. */
  async dialog(click: DialogClick): Promise<ClickResult | Problem> {
    const person = findPerson(this.#roster, String(click.as));
    return person ? this.#dialogs.click(person, click) : this.noPerson(String(click.as));
  }

  /**
   * A person views a message: if its card names them in refresh.userIds (or names nobody), the client asks the bot for
   * their own card. Resolves when that is done; a failed refresh leaves the shared card.
   */
  async view(as: string, messageId: string, device?: Device): Promise<void> {
    const found = this.#see(as, messageId);
    if ('error' in found) return;
    const { person, conversation, message } = found;
    const forAll = this.#behaviour.refreshesForAll && conversation.members.length < 60;
    const action = refreshFor(message.card, person, forAll);
    const seenOn = `${message.id} ${person.id}`;
    const isElsewhere = (this.#devices.get(seenOn) ?? '') !== (device ?? '');
    if (!action || (message.views.has(person.id) && !isElsewhere)) return;
    this.#devices.set(seenOn, device ?? '');
    const version = message.edits.length;
    const key = `${message.id} ${version} ${person.id}`;
    if (isElsewhere) this.#refreshes.delete(key);
    const running = this.#refreshes.get(key);
    if (running) return running;
    const refresh = (async () => {
      const value = {
        action: { type: 'Action.Execute', id: actionId(action.id), verb: action.verb ?? '', data: action.data ?? {} },
        trigger: 'automatic',
      };
      const activity = this.#activities.invoke(person, conversation, message, {
        name: 'adaptiveCard/action',
        value,
        device,
      });
      const delivered = await this.#delivery.send(activity);
      const shown = failure(delivered) ?? readInvokeResponse(delivered);
      if (shown.card && message.edits.length === version) this.#chat.show(message, person.id, shown.card);
      if (shown.shown === 'error') this.#refreshes.delete(key);
    })();
    this.#refreshes.set(key, refresh);
    return refresh;
  }

  /** Data.Query: the bot's suggestions while a person types into a filtered choice set. */
  async search(search: Search): Promise<{ choices: { title: string; value: string }[] } | Problem> {
    const found = this.#see(search.as, search.message);
    if ('error' in found) return found;
    const value = {
      queryText: search.query,
      queryOptions: { skip: 0, top: search.top ?? 15 },
      dataset: search.dataset,
      ...(search.data !== undefined && { data: search.data }),
    };
    const { person, conversation, message } = found;
    const delivered = await this.#delivery.send(
      this.#activities.invoke(person, conversation, message, { name: 'application/search', value }),
    );
    const body = delivered.kind === 'answered' && delivered.status === 200 ? delivered.body : undefined;
    const results = isRecord(body) && isRecord(body.value) ? body.value.results : undefined;
    if (!Array.isArray(results)) {
      return { error: 'the bot did not answer the search', remedy: 'type the whole value, or look at the bot log' };
    }
    return {
      choices: results.filter(isRecord).map((one) => ({ title: String(one.title), value: String(one.value) })),
    };
  }

  noPerson(key: string): Problem {
    return {
      error: `there is no person "${key}"`,
      remedy: `use one of ${this.#roster.people.map((one) => one.id).join(', ')}`,
    };
  }

  noConversation(key: string, person: Person): Problem {
    const names = this.#roster.conversations.filter((one) => one.members.includes(person.id)).map((one) => one.name);
    return { error: `${person.id} is in no conversation "${key}"`, remedy: `use one of ${names.join(', ')}` };
  }

  #see(as: string, messageId: string) {
    const person = findPerson(this.#roster, as);
    if (!person) return this.noPerson(as);
    const message = this.#chat.find(String(messageId));
    const conversation = message && findConversation(this.#roster, message.conversationId);
    if (!message || message.deleted || !conversation || !this.#chat.isSeen(message, person.id))
      return noMessage(messageId, 'any conversation');
    if (!conversation.members.includes(person.id)) return this.noConversation(conversation.name, person);
    return { person, message, conversation };
  }
}

/** The refresh action that a client runs automatically for this person, if any. Teams reads the first 60 ids. */
function refreshFor(card: Card | undefined, person: Person, forAll: boolean): Record<string, unknown> | undefined {
  const refresh = card?.refresh;
  if (!isRecord(refresh) || !isRecord(refresh.action)) return undefined;
  const { userIds } = refresh;
  if (userIds === undefined || forAll) return refresh.action;
  return Array.isArray(userIds) && userIds.slice(0, 60).includes(person.teamsId) ? refresh.action : undefined;
}

function noMessage(id: unknown, where: string): Problem {
  return {
    error: `there is no message ${JSON.stringify(id)} in ${where}`,
    remedy: 'read the ids from GET /api/conversations/{id}/messages',
  };
}
