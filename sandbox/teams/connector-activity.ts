import type { Card, Content } from './chat.ts';
import { connectorAnswers } from './connector-answers.ts';
import type { Reply } from './http.ts';
import { checkMentions, isRecord } from './mentions.ts';
import type { Roster } from './roster.ts';

// "Keep it under 80 KB": Teams documents about 100 KB and refuses somewhere above 80.
const maxActivityBytes = 80 * 1024;

/** A picture inside a message, as Teams takes it: base64 as an attachment of its own. */
const inlineImage = /^data:image\/(?:png|jpeg|gif);base64,[A-Za-z0-9+/]+={0,2}$/;

const adaptiveCard = 'application/vnd.microsoft.card.adaptive';

type Read = { typing: boolean; content: Content } | { refused: NonNullable<Reply> };

/**
 * Reads an activity that the bot posts or puts, with Teams' checks: size, mentions, the attachment's type.
 * @param size length of the request's body in bytes.
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
