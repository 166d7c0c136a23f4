import type { MessageBody } from '../kernel/chat.ts';
import { withoutInvisible, wordJoiner } from '../kernel/normalise.ts';

/**
 * Makes text by people or Azure safe in Markdown: it shows as it was written, on one line, and cannot become a link,
 * emphasis or a list. Teams knows no tables, code or HTML in cards, so hyphens and full stops inside a word stay.
 */
export function plain(text: string): string {
  return withoutInvisible(text)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_~[\]<>|]/g, '\\$&')
    .replace(/^(?=[#+-])/, '\\')
    .replace(/^(\d+)(?=[.)])/, '$1\\')
    .replace(/:\/\//g, `:${wordJoiner}//`)
    .replace(/www\./gi, (www) => `${www.slice(0, 3)}${wordJoiner}.`)
    .replace(/&(?=#?\w+;)/g, '&amp;');
}

export type Mentions = {
  /** Names as they stand in the text, in the order given. */
  names: string[];
  mentions: NonNullable<MessageBody['mentions']>;
};

/** A person to mention: a known one, or only a name. */
type Mentioned = { teams_id?: string | undefined; name: string };

/**
 * Mentions people in a message. Teams rejects a message if it does not contain a mention's text, and Markdown
 * changes a name with marks: so marks are removed, and a person without a name is not mentioned.
 */
export function mentionPeople(people: readonly Mentioned[]): Mentions {
  const names: string[] = [];
  const mentions: Mentions['mentions'] = [];
  for (const { teams_id: teamsId, name } of people) {
    const label = withoutMarks(name);
    if (teamsId && label) mentions.push({ teamsId, name: label });
    const written = teamsId && label ? `<at>${label}</at>` : plain(name);
    if (written) names.push(written);
  }
  return { names, mentions };
}

function withoutMarks(name: string): string {
  return name
    .replace(/[[{]/g, '(')
    .replace(/[\]}]/g, ')')
    .replace(/[\\`*_~<>|#]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
