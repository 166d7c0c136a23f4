import { randomUUID } from 'node:crypto';
import type { Mention, Message } from './chat.ts';
import { type Activity, Envelope } from './envelope.ts';
import { plainText } from './mentions.ts';
import type { Conversation, Person, Roster } from './roster.ts';

export type { Activity };

/** Recorded (CapCoins, 2019): older clients send an emoji as a picture. Here it is typed by its short name. */
const emoji: Record<string, string> = { ':fire:': '🔥', ':thumbsup:': '👍' };

/** Builds the activities that Teams sends to the bot for messages and clicks. */
export class Activities {
  readonly #envelope: Envelope;

  constructor(roster: Roster, serviceUrl: string, now: () => Date, behaviour = { marksGuests: false }) {
    this.#envelope = new Envelope(roster, serviceUrl, now, behaviour);
  }

  text(from: Person, conversation: Conversation, message: Message, quoted?: Message): Activity {
    const quote = quoted && this.#quote(quoted);
    // Documented (Microsoft's Teams SDKs): a placeholder in the text, and the quote in an entity.
    const lead = quoted ? `<quoted messageId="${quoted.id}"/> ` : '';
    const said = this.#envelope.said(from, conversation, message.threadId);
    return {
      ...said,
      // Documented: a message that only the bot sees is marked at its recipient.
      ...(message.only !== undefined && { recipient: { ...said.recipient, isTargeted: true } }),
      type: 'message',
      id: message.id,
      textFormat: 'plain',
      text: lead + withPictures(message.text),
      // Recorded: the message is repeated as HTML, where a non-breaking space follows a mention.
      attachments: [{ contentType: 'text/html', content: `<p>${htmlOf(message.text, message.mentions)}</p>` }],
      entities: [...message.mentions.map((one) => this.#mentionEntity(one)), ...(quote ? [quote] : []), clientInfo()],
    };
  }

  /** Action.Submit: a message without text that carries the data as its value. */
  submit(from: Person, conversation: Conversation, message: Message, data: unknown, device?: Device): Activity {
    return { ...this.#click(from, conversation, message, device), type: 'message', value: data };
  }

  /** Action.Execute, a refresh or a typeahead query. */
  invoke(
    from: Person,
    conversation: Conversation,
    message: Message,
    { name, value, device }: { name: string; value: unknown; device?: Device | undefined },
  ): Activity {
    return { ...this.#click(from, conversation, message, device), type: 'invoke', name, value };
  }

  #click(from: Person, conversation: Conversation, message: Message, device: Device | undefined) {
    const base = this.#envelope.said(from, conversation, message.threadId);
    return {
      ...base,
      id: `f:${randomUUID()}`,
      replyToId: message.id,
      // Recorded: clicks include the name of their conversation, messages do not.
      conversation: { ...base.conversation, ...(conversation.kind !== 'personal' && { name: conversation.name }) },
      channelData: { ...base.channelData, source: { name: 'message' }, legacy: { replyToId: message.id } },
      entities: [clientInfo(device)],
    };
  }

  /** Documented (msteams tags): a mentioned tag is marked as one; a channel or team is mentioned by its id. */
  #mentionEntity({ id, name }: Mention) {
    const isTag = this.#envelope.roster.tags.some((one) => one.id === id);
    return { type: 'mention', text: `<at>${name}</at>`, mentioned: { id, name, ...(isTag && { type: 'tag' }) } };
  }

  #quote(message: Message) {
    const { people, bot } = this.#envelope.roster;
    const sender = people.find(({ id }) => id === message.from) ?? bot;
    return {
      type: 'quotedReply',
      quotedReply: {
        messageId: message.id,
        senderId: sender.teamsId,
        senderName: sender.name,
        preview: plainText(message.said).slice(0, 120),
        time: message.id,
        isReplyDeleted: message.deleted,
        validatedMessageReference: true,
      },
    };
  }
}

/** The phone app in use; absent: the browser. */
export type Device = 'ios' | 'android';

const platforms: Record<Device, string> = { ios: 'iOS', android: 'Android' };

function clientInfo(device?: Device) {
  const platform = device ? platforms[device] : 'Web';
  return { type: 'clientInfo', locale: 'en-GB', country: 'NL', platform, timezone: 'Europe/Amsterdam' };
}

function withPictures(text: string): string {
  return text.replace(/:[a-z]+:/g, (typed) => {
    const alt = emoji[typed];
    return alt ? `<img itemtype="http://schema.skype.com/Emoji" itemid="${typed.slice(1, -1)}" alt="${alt}">` : typed;
  });
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
    .join('')
    .replaceAll('</span> ', '</span>&nbsp;');
}
