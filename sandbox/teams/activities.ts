import { randomUUID } from 'node:crypto';
import type { Mention, Message } from './chat.ts';
import type { Conversation, Person, Roster } from './roster.ts';

export type Activity = Record<string, unknown> & { id: string; type: string; serviceUrl: string };

/** Builds the activities that Teams sends to the bot. */
export class Activities {
  readonly #roster: Roster;
  readonly #serviceUrl: string;
  readonly #now: () => Date;

  constructor(roster: Roster, serviceUrl: string, now: () => Date) {
    this.#roster = roster;
    this.#serviceUrl = serviceUrl;
    this.#now = now;
  }

  text(from: Person, conversation: Conversation, message: Message): Activity {
    // Teams puts a non-breaking space after a mention, as an entity, and adds the message once more as HTML.
    const text = message.text.replace(/<\/at> /g, '</at>&nbsp;');
    return {
      ...this.#base(from, conversation, message.threadId),
      type: 'message',
      id: message.id,
      ...(message.threadId && message.threadId !== message.id && { replyToId: message.threadId }),
      textFormat: 'plain',
      text,
      attachments: [{ contentType: 'text/html', content: `<p>${htmlOf(message.text, message.mentions)}</p>` }],
      entities: [...message.mentions.map(mentionEntity), clientInfo()],
    };
  }

  /** Action.Submit: a message without text that carries the data as its value. */
  submit(from: Person, conversation: Conversation, message: Message, data: unknown): Activity {
    return {
      ...this.#base(from, conversation, message.threadId),
      type: 'message',
      id: `f:${randomUUID()}`,
      replyToId: message.id,
      channelData: {
        ...this.#channelData(conversation),
        source: { name: 'message' },
        legacy: { replyToId: message.id },
      },
      entities: [clientInfo()],
      value: data,
    };
  }

  /** Action.Execute, a refresh or a typeahead query. */
  invoke(from: Person, conversation: Conversation, message: Message, name: string, value: unknown): Activity {
    return {
      ...this.#base(from, conversation, message.threadId),
      type: 'invoke',
      id: `f:${randomUUID()}`,
      name,
      replyToId: message.id,
      channelData: {
        ...this.#channelData(conversation),
        source: { name: 'message' },
        legacy: { replyToId: message.id },
      },
      entities: [clientInfo()],
      value,
    };
  }

  /** What Teams sends when the app is added: one of each per team and per person. */
  installation(from: Person, conversation: Conversation): Activity[] {
    const added = { id: this.#roster.bot.teamsId };
    const base = this.#base(from, conversation, undefined);
    const event = conversation.kind === 'channel' ? { eventType: 'teamMemberAdded' } : {};
    return [
      {
        ...base,
        type: 'conversationUpdate',
        id: `f:${randomUUID()}`,
        membersAdded:
          conversation.kind === 'channel' ? [added] : [added, { id: from.teamsId, aadObjectId: from.objectId }],
        channelData: { ...this.#channelData(conversation), ...event },
      },
      {
        ...base,
        type: 'installationUpdate',
        id: `f:${randomUUID()}`,
        action: 'add',
        channelData: { ...this.#channelData(conversation), settings: { selectedChannel: { id: conversation.id } } },
      },
    ];
  }

  #base(from: Person, conversation: Conversation, threadId: string | undefined) {
    const now = this.#now().toISOString();
    const channel = conversation.kind === 'channel';
    return {
      channelId: 'msteams',
      serviceUrl: this.#serviceUrl,
      timestamp: now,
      localTimestamp: now,
      localTimezone: 'Europe/Amsterdam',
      locale: 'en-GB',
      from: { id: from.teamsId, name: from.name, aadObjectId: from.objectId },
      recipient: { id: this.#roster.bot.teamsId, name: this.#roster.bot.name },
      conversation: {
        id: channel && threadId ? `${conversation.id};messageid=${threadId}` : conversation.id,
        conversationType: conversation.kind,
        tenantId: this.#roster.tenantId,
        ...(channel && { isGroup: true, name: conversation.name }),
      },
      channelData: this.#channelData(conversation),
    };
  }

  #channelData(conversation: Conversation): Record<string, unknown> {
    const tenant = { id: this.#roster.tenantId };
    if (conversation.kind === 'personal') return { tenant };
    const { id, name, groupId } = this.#roster.team;
    return {
      teamsChannelId: conversation.id,
      teamsTeamId: id,
      channel: { id: conversation.id, name: conversation.name },
      team: { id, name, aadGroupId: groupId },
      tenant,
    };
  }
}

function mentionEntity(mention: Mention) {
  return { type: 'mention', text: `<at>${mention.name}</at>`, mentioned: { id: mention.id, name: mention.name } };
}

function clientInfo() {
  return { type: 'clientInfo', locale: 'en-GB', country: 'NL', platform: 'Web', timezone: 'Europe/Amsterdam' };
}

function htmlOf(text: string, mentions: Mention[]): string {
  let index = 0;
  const escaped = (part: string) => part.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return text
    .split(/(<at>[^<]*<\/at>)/)
    .map((part) => {
      const name = /^<at>([^<]*)<\/at>$/.exec(part)?.[1];
      if (name === undefined || !mentions.some((one) => one.name === name)) return escaped(part);
      return `<span itemtype="http://schema.skype.com/Mention" itemscope itemid="${index++}">${escaped(name)}</span>`;
    })
    .join('');
}
