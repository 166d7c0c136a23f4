import { normaliseText } from '../../kernel/normalise.ts';
import { parseRequestId } from '../../kernel/request-id.ts';
import { splitWords } from './words.ts';

/** An id may stand anywhere in a line; a line of more words than this is no command about a request. */
const mostWords = 40;

/** Ids of requests in a line, in every way in which a command would read them: quoted, in two words, with a long dash. */
export function requestIdsIn(line: string): string[] {
  const words = splitWords(normaliseText(line))
    .slice(0, mostWords)
    .flatMap(({ text }) => text.split(/[,;]/));
  const ids = words.flatMap((word, at) => {
    const given = word.toLowerCase() === 'r' ? `${word} ${words[at + 1] ?? ''}` : word;
    const reading = parseRequestId(given);
    return reading.kind === 'id' ? [reading.id] : [];
  });
  return [...new Set(ids)];
}
