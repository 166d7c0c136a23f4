import type { MessageBody } from '../kernel/chat.ts';
import { withoutInvisible } from '../kernel/normalise.ts';

/**
 * Text that people or Azure wrote, made safe to stand in Markdown: it shows as it was written, on one line, and cannot
 * become a link, emphasis or a list. Teams knows no tables, code or HTML in cards, so hyphens and full stops inside a
 * word stay as they are.
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

/** Invisible; keeps clients from turning a bare address into a link. */
const wordJoiner = '\u2060';

export type Mentions = {
  /** As they stand in the text, in the order given. */
  names: string[];
  mentions: NonNullable<MessageBody['mentions']>;
};

/** Who is to be mentioned: a person as they are known, or who has only a name. */
type Mentioned = { teams_id?: string | undefined; name: string };

/**
 * How people are mentioned in a message. Teams refuses a message when it does not find a mention's text in it, and what
 * Markdown makes of a name, or of none, is not that text: so marks are left out, and who has no name is not mentioned.
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
