import type { Problem } from './cards.ts';
import type { Chat, Message } from './chat.ts';
import type { Delivered, Delivery } from './delivery.ts';
import type { Activity } from './envelope.ts';
import { channelEvents, type EventActivities, installations, memberEvents, teamEvents } from './event-activities.ts';
import { readTyped } from './mentions.ts';
import { type Conversation, findConversation, findPerson, type Person, type Roster } from './roster.ts';

type About = { as: string; message: string };
type Seen = { person: Person; message: Message; conversation: Conversation };
type Heard = { heard: boolean; activity?: string };
export type TeamsEvent = { as: string; kind: string; in?: string; name?: string; person?: string };

/** What people do to messages, and events that nobody addresses to the bot. */
export class TeamsEvents {
  readonly #roster: Roster;
  readonly #chat: Chat;
  readonly #activities: EventActivities;
  readonly #delivery: Delivery;

  constructor(roster: Roster, chat: Chat, activities: EventActivities, delivery: Delivery) {
    this.#roster = roster;
    this.#chat = chat;
    this.#activities = activities;
    this.#delivery = delivery;
  }

  /** Adds or removes a reaction. The bot hears only of reactions to its own messages. */
  react({ as, message: id, reaction, remove }: About & { reaction: string; remove?: boolean }): Heard | Problem {
    const found = this.#see(as, id);
    if ('error' in found) return found;
    const { person, conversation, message } = found;
    if (message.from !== 'bot') return { heard: false };
    return this.#tell(this.#activities.reaction(person, conversation, message, reaction || 'like', remove !== true));
  }

  /** Edits a message. The bot hears of the edit if it heard of the message: in a personal chat, or if mentioned. */
  edit({ as, message: id, text }: About & { text: string }): Heard | Problem {
    const found = this.#own(as, id);
    if ('error' in found) return found;
    const { person, conversation, message } = found;
    this.#chat.edit(message, readTyped(this.#roster, String(text)));
    if (!this.#hears(conversation.kind, message.mentions)) return { heard: false };
    return this.#tell(this.#activities.edited(person, conversation, message));
  }

  delete({ as, message: id }: About): Heard | Problem {
    const found = this.#own(as, id);
    if ('error' in found) return found;
    const { person, conversation, message } = found;
    const hears = this.#hears(conversation.kind, message.mentions);
    this.#chat.delete(message);
    if (!hears) return { heard: false };
    return this.#tell(this.#activities.deleted(person, conversation, message));
  }

  /**
   * Sends what Teams sends when an administrator installs the app or a new version: to the team, then to each person of
   * the tenant.
   */
  async install(action: 'add' | 'add-upgrade' = 'add'): Promise<void> {
    const admin = findPerson(this.#roster, 'platform');
    for (const conversation of this.#roster.conversations) {
      const isTeam = conversation.id === this.#roster.team.id;
      const person = isTeam ? admin : findPerson(this.#roster, conversation.members[0] ?? '');
      if (!person || (!isTeam && conversation.kind !== 'personal')) continue;
      for (const activity of this.#activities.installation(person, conversation, action))
        await this.#delivery.send(activity);
    }
  }

  /**
   * Sends an event of the team, one of its channels, its members or the installation. Resolves when the bot has
   * answered.
   */
  async event({ as, kind, in: where = '', name = '', person: whom = '' }: TeamsEvent): Promise<object> {
    const person = findPerson(this.#roster, as);
    if (!person) return { error: `there is no person "${as}"`, remedy: 'name one of GET /api/people' };
    const activities = this.#eventsOf(kind, person, where, name, whom);
    if (!activities) {
      const kinds = [...channelEvents, ...teamEvents, ...memberEvents, ...installations].join(', ');
      return { error: `"${kind}" of "${where}${whom}" is no event here`, remedy: `use one of ${kinds}` };
    }
    const answers: Delivered[] = [];
    for (const activity of activities) answers.push(await this.#delivery.send(activity));
    return { activities: activities.map(({ id }) => id), answers };
  }

  #eventsOf(kind: string, person: Person, where: string, name: string, whom: string): Activity[] | undefined {
    const conversation = findConversation(this.#roster, where);
    const channelEvent = channelEvents.find((one) => one === kind);
    if (channelEvent) {
      const channel = conversation ?? { id: `19:${where}@thread.tacv2`, name: where };
      return [this.#activities.channel(person, channelEvent, { id: channel.id, name: name || channel.name })];
    }
    const teamEvent = teamEvents.find((one) => one === kind);
    if (teamEvent) return [this.#activities.team(person, teamEvent, name || this.#roster.team.name)];
    const memberEvent = memberEvents.find((one) => one === kind);
    const member = findPerson(this.#roster, whom);
    if (memberEvent) return member && [this.#activities.members(person, memberEvent, member)];
    const action = installations.find((one) => one === kind);
    return action && conversation && this.#activities.installation(person, conversation, action);
  }

  #tell(activity: Activity): Heard {
    void this.#delivery.send(activity);
    return { heard: true, activity: activity.id };
  }

  #hears(kind: string, mentions: { id: string }[]): boolean {
    return kind === 'personal' || mentions.some(({ id }) => id === this.#roster.bot.teamsId);
  }

  #own(as: string, id: string): Seen | Problem {
    const found = this.#see(as, id);
    if ('error' in found || found.message.from === found.person.id) return found;
    return { error: `the message ${id} is not by ${as}`, remedy: 'people change only what they wrote' };
  }

  #see(as: string, id: string): Seen | Problem {
    const person = findPerson(this.#roster, as);
    const message = this.#chat.find(String(id));
    const conversation = message && findConversation(this.#roster, message.conversationId);
    const isThere = message && !message.deleted && this.#chat.isSeen(message, person?.id);
    if (person && isThere && conversation?.members.includes(person.id)) {
      return { person, message, conversation };
    }
    return { error: `"${as}" sees no message ${id}`, remedy: 'read the ids from GET /api/conversations/{id}/messages' };
  }
}
