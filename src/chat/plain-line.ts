import { wallClock } from '../i18n/dates.ts';
import { folders } from '../i18n/folders.ts';
import { commandIn } from '../i18n/texts.ts';
import type { Language } from '../kernel/languages.ts';
import type { Line, LineWord } from './rules/plain-words/reading.ts';

/**
 * A line as it is typed in a language; the parser reads it back unchanged. @param now tells whether a time needs its
 * year
 */
export function plainLine(
  { command, words }: Line,
  reader: { language: Language; timeZone: string },
  now: Date,
): string {
  return [commandIn(reader.language, command), ...words.map((word) => typedWord(word, reader, now))].join(' ');
}

function typedWord(
  word: LineWord,
  { language, timeZone }: { language: Language; timeZone: string },
  now: Date,
): string {
  if (typeof word === 'string') return word;
  if ('at' in word) {
    const { day, month, year, time } = wallClock(word.at, timeZone, language);
    return `${day} ${month} ${year === wallClock(now, timeZone, language).year ? '' : `${year} `}${time}`;
  }
  if ('grammar' in word) return folders[language].grammar[word.grammar][0] ?? word.grammar;
  return folders[language].keywords[word.keyword][0] ?? word.keyword;
}
