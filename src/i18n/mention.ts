import type { MessageBody } from '../kernel/chat.ts';
import { plain } from './plain.ts';

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
