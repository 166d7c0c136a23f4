import { plain } from '../i18n/plain.ts';
import { texts } from '../i18n/texts.ts';
import type { Reader } from '../kernel/chat.ts';
import type { JobFacts } from '../kernel/facts.ts';
import { withoutInvisible } from '../kernel/normalise.ts';

/** Longer free text is cut on cards; what was typed stays whole in the audit. */
const longest = 400;

/** What a person or Azure wrote, cut to a length that keeps a card small, and safe in Markdown. */
export function shown(text: string, most = longest): string {
  return plain(clip(text, most));
}

/** For titles, choices and labels, which Teams does not read as Markdown. */
export function clip(text: string, most: number): string {
  // What is not seen takes no room from what is.
  const characters = [...withoutInvisible(text).trim()];
  return characters.length <= most ? characters.join('') : `${characters.slice(0, most - 1).join('')}…`;
}

/** The first few names and how many more there are. */
export function listed(names: readonly string[], most: number): string {
  const more = names.length - most;
  return names.slice(0, most).join(', ') + (more > 0 ? `, +${more}` : '');
}

/** Who asked for it, and who took it over. */
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

/** Azure's own word where there is none of ours. */
export function operationName({ operation }: Pick<JobFacts, 'operation'>, reader: Reader): string {
  const { t, has } = texts(reader.language);
  const known = has(`jobs.operation.${operation}`) && operation !== 'other';
  return known ? t(`jobs.operation.${operation}`) : t('jobs.operation.other', { operation: shown(operation, 60) });
}

/**
 * The first of a list that have room in so many bytes, as JSON has them.
 * @param around what a card adds to each
 */
export function withRoom<T>(list: readonly T[], bytes: number, around = 0): T[] {
  let left = bytes;
  const end = list.findIndex((one) => {
    left -= Buffer.byteLength(JSON.stringify(one)) + around;
    return left < 0;
  });
  return end === -1 ? [...list] : list.slice(0, end);
}
