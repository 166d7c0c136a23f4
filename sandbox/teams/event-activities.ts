import { randomUUID } from 'node:crypto';
import type { Activities } from './activities.ts';
import type { Message } from './chat.ts';
import type { Activity, Envelope } from './envelope.ts';
import { type Conversation, findConversation, type Person } from './roster.ts';

/** Documented events of a channel (conversation events in Teams). */
export const channelEvents = ['channelCreated', 'channelRenamed', 'channelDeleted', 'channelRestored'] as const;
/** Documented events of a team. */
export const teamEvents = ['teamRenamed', 'teamArchived', 'teamUnarchived', 'teamDeleted', 'teamRestored'] as const;
export const memberEvents = ['teamMemberAdded', 'teamMemberRemoved'] as const;
/** Recorded: the upgrades. */
export const installations = ['add', 'remove', 'add-upgrade', 'remove-upgrade'] as const;

export type ChannelEvent = (typeof channelEvents)[number];
export type TeamEvent = (typeof teamEvents)[number];
export type MemberEvent = (typeof memberEvents)[number];
export type Installation = (typeof installations)[number];

/** Builds activities for events that nobody addressed to the bot. */
export class EventActivities {
  readonly #envelope: Envelope;
  readonly #activities: Activities;

  constructor(envelope: Envelope, activities: Activities) {
    this.#envelope = envelope;
    this.#activities = activities;
  }

  /** Recorded: without a name. */
  reaction(from: Person, conversation: Conversation, message: Message, type: string, added: boolean): Activity {
    return {
      ...this.#event(from, conversation, message.threadId),
      type: 'messageReaction',
      replyToId: message.id,
      [added ? 'reactionsAdded' : 'reactionsRemoved']: [{ type }],
    };
  }

  /** Documented: the whole message, under its own id. */
  edited(from: Person, conversation: Conversation, message: Message): Activity {
    const said = this.#activities.text(from, conversation, message);
    const channelData = { ...this.#envelope.channelData(conversation), eventType: 'editMessage' };
    return { ...said, type: 'messageUpdate', channelData };
  }

  /** Documented: without the text. */
  deleted(from: Person, conversation: Conversation, message: Message): Activity {
    return {
      ...this.#event(from, conversation, message.threadId),
      type: 'messageDelete',
      id: message.id,
      channelData: { ...this.#envelope.channelData(conversation), eventType: 'softDeleteMessage' },
    };
  }

  /** Documented and copied in SDK samples: it comes with the conversation of the team's General channel. */
  channel(from: Person, eventType: ChannelEvent, channel: { id: string; name: string }): Activity {
    return this.#update(from, { channel, team: this.#team(), eventType });
  }

  team(from: Person, eventType: TeamEvent, name: string): Activity {
    return this.#update(from, { team: { ...this.#team(), name }, eventType });
  }

  members(from: Person, eventType: MemberEvent, person: Person): Activity {
    const member = { id: person.teamsId, aadObjectId: person.objectId };
    return {
      ...this.#update(from, { team: this.#team(), eventType }),
      [eventType === 'teamMemberAdded' ? 'membersAdded' : 'membersRemoved']: [member],
    };
  }

  /** Recorded: the installation first, then the new members; it names the team, and no people. */
  installation(from: Person, conversation: Conversation, action: Installation): Activity[] {
    const { bot } = this.#envelope.roster;
    const channel = conversation.kind === 'channel';
    const base = this.#event(from, conversation);
    const team = channel ? { team: this.#team() } : {};
    const gone = action.startsWith('remove');
    const person = { id: from.teamsId, aadObjectId: from.objectId };
    const members = channel ? [{ id: bot.teamsId }] : [{ id: bot.teamsId }, person];
    const update = {
      ...this.#event(from, conversation),
      type: 'conversationUpdate',
      [gone ? 'membersRemoved' : 'membersAdded']: members,
      channelData: {
        ...base.channelData,
        ...team,
        ...(channel && { eventType: gone ? 'teamMemberRemoved' : 'teamMemberAdded' }),
      },
    };
    const installed = {
      ...base,
      type: 'installationUpdate',
      action,
      channelData: { ...base.channelData, ...team, settings: { selectedChannel: { id: conversation.id } } },
    };
    return action.endsWith('upgrade') ? [installed] : [installed, update];
  }

  #update(from: Person, about: Record<string, unknown>): Activity {
    const general = findConversation(this.#envelope.roster, this.#envelope.roster.team.id);
    if (!general) throw new Error('the team has no General channel');
    const { tenant } = this.#envelope.channelData(general);
    return { ...this.#event(from, general), type: 'conversationUpdate', channelData: { ...about, tenant } };
  }

  #team() {
    const { id, name, groupId } = this.#envelope.roster.team;
    return { id, name, aadGroupId: groupId };
  }

  #event(from: Person, conversation: Conversation, threadId?: string) {
    return { ...this.#envelope.event(from, conversation, threadId), id: `f:${randomUUID()}` };
  }
}
