import { detailsCarriedBy } from './find-details.ts';
import { looksLikeName } from './names.ts';
import { pointOf } from './order-lines.ts';
import type { ParsedSentence } from './parsed-sentence.ts';
import type { Line, LineWord } from './reading.ts';
import type { FoundTime } from './said-times.ts';
import { spanOf } from './time-windows.ts';
import { longestWord } from './tokens.ts';

/** A name, number or time in the sentence, and how to recognise it in a line. */
type Fact = { text: string; isIn(line: Line): boolean };

/** Facts of the sentence that are in none of these lines, as they were said, so that none is dropped silently. */
export function leftOut(sentence: ParsedSentence, lines: readonly Line[]): string[] {
  const left = factsOf(sentence).filter((fact) => !lines.some((line) => fact.isIn(line)));
  return [...new Set(left.map(({ text }) => text))];
}

function factsOf(sentence: ParsedSentence): Fact[] {
  const { tokens, names, times, details, words, reason, role } = sentence;
  // "Both web servers", "the two databases" only say which machines are meant.
  const seen = new Set(role ? [...role.words, Math.min(...role.words) - 1] : []);
  const said = (at: readonly number[]) => {
    for (const each of at) seen.add(each);
    return at.map((each) => tokens[each]?.raw ?? '').join(' ');
  };
  const found: Fact[] = [];
  for (const { name, value, at } of details)
    found.push({ text: said(at), isIn: (line) => detailsCarriedBy(line.command).includes(name) && has(line, value) });
  for (const time of times) found.push({ text: said(time.words), isIn: (line) => hasTime(line, time, sentence) });
  const named = [...names.machines.map(({ machine }) => machine), ...names.vaults, ...names.requests];
  for (const name of [...named, ...names.copies, ...names.jobs, ...names.codes])
    found.push({ text: name, isIn: (line) => has(line, name) });
  for (const [at, { raw, text }] of tokens.entries()) {
    if (seen.has(at) || words.taken.has(at)) continue;
    const number = words.number(at);
    const isNumber = /\d/.test(text) || (number !== undefined && !number.ordinal && number.value > 1);
    if (isNumber || text.length > longestWord)
      found.push({
        text: numbered(sentence, at),
        isIn: (line) => has(line, raw) || has(line, `${words.length(at)?.hours}h`),
      });
  }
  // A ticket in the sentence is its reason.
  if (reason === undefined) return found;
  const told: Fact = { text: reason, isIn: (line) => line.words.includes(reason) };
  return [...found.filter(({ text }) => text !== reason), told];
}

/** A number with the word beside it: "port 5432", "mail 3 people". */
function numbered({ tokens, words }: ParsedSentence, at: number): string {
  if (looksLikeName(words.text(at))) return tokens[at]?.raw ?? '';
  const isWord = (other: number) => /^\p{L}{3,}$/u.test(words.text(other)) && !words.taken.has(other);
  const span = [at - 1, at, at + 1].filter((each) => each === at || isWord(each));
  return span.map((each) => tokens[each]?.raw ?? '').join(' ');
}

function has({ words }: Line, value: string): boolean {
  return words.some((word) => typeof word === 'string' && (word === value || word.split(' ').includes(value)));
}

/** Whether a line has this time: as a point, a span to look back, a duration, or a time of day. */
function hasTime({ command, words }: Line, time: FoundTime, sentence: ParsedSentence): boolean {
  const [first] = words;
  const has = (wanted: LineWord | undefined) =>
    wanted !== undefined && words.slice(1).some((word) => JSON.stringify(word) === JSON.stringify(wanted));
  if ((command === 'restore' || command === 'drill' || command === 'check') && typeof first === 'string')
    return pointOf(time, first, sentence).words.some(has);
  const { said } = time;
  if (
    'hours' in said &&
    [`${said.hours}h`, `${said.hours / 24}d`, String(said.hours / 24)].some((each) => words.includes(each))
  )
    return true;
  if (command === 'points')
    // The latest point comes first in a list of points.
    return (
      said.kind === 'latest' ||
      (words.some((word) => typeof word === 'object' && 'at' in word) && time.side === 'before')
    );
  // A list of the last day is not what was running at two.
  if (command === 'status') return said.kind !== 'clock' && words.includes(spanOf(time) ?? '');
  const clock = 'clock' in said ? said.clock : undefined;
  if (command === 'mute') return clock?.hours.some((hour) => words.includes(`${hour}h`)) ?? false;
  return clock !== undefined && command === 'digest daily' && typeof first === 'string' && /^\d/.test(first);
}
