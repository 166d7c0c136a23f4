import type { Card, Content } from './chat.ts';
import type { Reply } from './http.ts';
import { checkMentions, isRecord } from './mentions.ts';
import { type Conversation, findPerson, type Person, type Roster } from './roster.ts';

// "Keep it under 80 KB": Teams documents about 100 KB and refuses somewhere above 80.
const maxActivityBytes = 80 * 1024;

/** An inline image as Teams accepts it: base64, as an attachment of its own. */
const inlineImage = /^data:image\/(?:png|jpeg|gif);base64,[A-Za-z0-9+/]+={0,2}$/;

const adaptiveCard = 'application/vnd.microsoft.card.adaptive';

type Read = { typing: boolean; content: Content } | { refused: NonNullable<Reply> };

/**
 * Reads an activity that the bot posts or puts, with Teams' checks of size, mentions and attachment types.
 * @param size length of the request's body in bytes
 */
export function readActivity(roster: Roster, activity: unknown, size: number): Read {
  if (size > maxActivityBytes) return { refused: connectorAnswers.tooBig() };
  if (!isRecord(activity) || typeof activity.type !== 'string') {
    return { refused: connectorAnswers.badSyntax('The activity has no type.') };
  }
  const text = typeof activity.text === 'string' ? activity.text : '';
  if (activity.type === 'typing') return { typing: true, content: { text: '', mentions: [] } };
  if (activity.type !== 'message') {
    return { refused: connectorAnswers.badSyntax(`Activities of type ${activity.type} cannot be sent.`) };
  }
  const attachments = Array.isArray(activity.attachments) ? activity.attachments : [];
  const images = attachments.filter(isImage);
  const card = readCard(attachments.filter((attachment) => !isImage(attachment)));
  if (card === 'invalid') {
    return { refused: connectorAnswers.badSyntax('An attachment is not an Adaptive Card with a body or actions.') };
  }
  if (images.some(({ contentUrl }) => typeof contentUrl !== 'string' || !inlineImage.test(contentUrl))) {
    return { refused: connectorAnswers.badSyntax('An image is not a base64 data URI of PNG, JPEG or GIF.') };
  }
  if (!text.trim() && !card && images.length === 0)
    return { refused: connectorAnswers.badSyntax('The activity has neither text nor attachments.') };
  const inText = checkMentions(roster, activity.entities, text);
  if ('refused' in inText) return { refused: connectorAnswers.badSyntax(`Bad mention: ${inText.refused}.`) };
  const cardEntities = card && isRecord(card.msteams) ? card.msteams.entities : undefined;
  const inCard = checkMentions(roster, cardEntities, JSON.stringify(card?.body ?? '').replaceAll('\\"', '"'));
  if ('refused' in inCard)
    return { refused: connectorAnswers.badSyntax(`Bad mention in the card: ${inCard.refused}.`) };
  return {
    typing: false,
    content: {
      text,
      ...(typeof activity.summary === 'string' && { summary: activity.summary }),
      ...(card && { card }),
      ...(images.length > 0 && {
        pictures: images.map(({ contentUrl, name }) => ({ url: String(contentUrl), name: String(name ?? '') })),
      }),
      mentions: [...inText.mentions, ...inCard.mentions],
    },
  };
}

function isImage(attachment: unknown): attachment is Record<string, unknown> {
  return isRecord(attachment) && String(attachment.contentType).startsWith('image/');
}

function readCard(attachments: unknown[]): Card | undefined | 'invalid' {
  for (const attachment of attachments) {
    if (!isRecord(attachment) || attachment.contentType !== adaptiveCard) return 'invalid';
    const { content } = attachment;
    if (!isRecord(content) || content.type !== 'AdaptiveCard' || typeof content.version !== 'string') return 'invalid';
    return content;
  }
  return undefined;
}

/** The Bot Connector's answers about members, teams and channels. */
export function membersAnswers(roster: Roster) {
  const membersOf = (conversation: Conversation) =>
    roster.people.filter((one) => conversation.members.includes(one.id)).map((one) => member(roster, one));

  return {
    all: (conversation: Conversation): Reply => ({ status: 200, body: membersOf(conversation) }),

    page(conversation: Conversation, query: URLSearchParams): Reply {
      const all = membersOf(conversation);
      const from = Number(query.get('continuationToken') ?? 0);
      const to = from + Math.min(500, Number(query.get('pageSize') ?? 500));
      const more = to < all.length;
      return { status: 200, body: { members: all.slice(from, to), ...(more && { continuationToken: String(to) }) } };
    },

    one(conversation: Conversation, key: string): Reply {
      const person = findPerson(roster, key);
      if (!person || !conversation.members.includes(person.id)) return connectorAnswers.noMember();
      return { status: 200, body: member(roster, person) };
    },

    team(id: string): Reply {
      if (id !== roster.team.id) return connectorAnswers.noConversation();
      const { name, groupId } = roster.team;
      const channelCount = roster.conversations.filter((one) => one.kind === 'channel').length;
      return {
        status: 200,
        body: { id, name, aadGroupId: groupId, type: 'standard', channelCount, memberCount: roster.people.length },
      };
    },

    channels(id: string): Reply {
      if (id !== roster.team.id) return connectorAnswers.noConversation();
      // Documented: a team's list of channels leaves out private ones.
      const channels = roster.conversations.filter((one) => one.kind === 'channel' && !one.private);
      // Teams omits the name of the General channel, because each reader's language has its own.
      const conversations = channels.map((one) => ({ id: one.id, ...(one.id !== id && { name: one.name }) }));
      return { status: 200, body: { conversations } };
    },
  };
}

function member(roster: Roster, person: Person) {
  const [givenName, surname] = person.name.split(' ');
  const email = `${person.id}@contoso.example`;
  return {
    id: person.teamsId,
    name: person.name,
    objectId: person.objectId,
    aadObjectId: person.objectId,
    givenName,
    surname,
    email,
    userPrincipalName: email,
    tenantId: person.tenantId ?? roster.tenantId,
    userRole: person.guest ? 'guest' : 'user',
  };
}

type Answered = NonNullable<Reply>;

/** The Bot Connector's refusals, as Teams words them. */
export const connectorAnswers = {
  refuse(status: number, code: string, message: string): Answered {
    return { status, body: { error: { code, message } } };
  },
  noConversation(): Answered {
    return this.refuse(404, 'ConversationNotFound', 'Conversation not found.');
  },
  noActivity(): Answered {
    return this.refuse(404, 'ActivityNotFoundInConversation', 'The activity is not in this conversation.');
  },
  noMember(): Answered {
    return this.refuse(404, 'MemberNotFoundInConversation', 'Member not found.');
  },
  /** Documented for targeted messages: a missing recipient, or one in an edit. */
  badArgument(message: string): Answered {
    return this.refuse(400, 'Bad argument', message);
  },
  badSyntax(message: string): Answered {
    return this.refuse(400, 'BadSyntax', message);
  },
  tooBig(): Answered {
    return this.refuse(413, 'MessageSizeTooBig', 'Message size too large.');
  },
};
