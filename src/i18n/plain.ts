import type { MessageBody, Reader } from '../kernel/chat.ts';
import type { JobFacts } from '../kernel/facts.ts';
import { withoutInvisible, wordJoiner } from '../kernel/normalise.ts';
import { texts } from './texts.ts';

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

/** Longer free text is cut on cards; the audit has it whole. */
const longest = 400;

/** Text by people or Azure, cut to keep a card small, and safe in Markdown. */
export function shown(text: string, most = longest): string {
  return plain(clip(text, most));
}

/** For titles, choices and labels, which Teams does not read as Markdown. */
export function clip(text: string, most: number): string {
  // Invisible characters must not take room from visible ones.
  const characters = [...withoutInvisible(text).trim()];
  return characters.length <= most ? characters.join('') : `${characters.slice(0, most - 1).join('')}…`;
}

/** The first few names and the number of others. */
export function listed(names: readonly string[], most: number): string {
  const more = names.length - most;
  return names.slice(0, most).join(', ') + (more > 0 ? `, +${more}` : '');
}

/** The requester, and the person who took it over. */
export function byline(
  { id, requester, holder }: { id: string; requester: string; holder?: string },
  reader: Reader,
): string {
  const { t } = texts(reader.language);
  const params = { id, name: shown(requester, 80) };
  return holder
    ? t('cards.request.byline-taken', { ...params, holder: shown(holder, 80) })
    : t('cards.request.byline', params);
}

/** Azure's own word for operations without a translation. */
export function operationName({ operation }: Pick<JobFacts, 'operation'>, reader: Reader): string {
  const { t, has } = texts(reader.language);
  const known = has(`jobs.operation.${operation}`) && operation !== 'other';
  return known ? t(`jobs.operation.${operation}`) : t('jobs.operation.other', { operation: shown(operation, 60) });
}

/** Name of a task of a job; in Azure's own words where we have none. */
export function taskName(name: string, reader: Reader): string {
  const { t, has } = texts(reader.language);
  const known = `jobs.task.${name.toLowerCase().replaceAll(' ', '-')}`;
  return /^[\w ]+$/.test(name) && has(known) ? t(known) : shown(name, 80);
}

/**
 * The first items of a list that fit into `bytes` of JSON.
 * @param around bytes that a card adds to each
 */
export function withRoom<T>(list: readonly T[], bytes: number, around = 0): T[] {
  let left = bytes;
  const end = list.findIndex((one) => {
    left -= Buffer.byteLength(JSON.stringify(one)) + around;
    return left < 0;
  });
  return end === -1 ? [...list] : list.slice(0, end);
}
