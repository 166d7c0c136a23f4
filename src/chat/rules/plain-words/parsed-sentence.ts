import type { EveryName, WayName } from '../../../kernel/plain-grammar.ts';
import { type Detail, findDetails, findQuarter } from './find-details.ts';
import { findTimes } from './find-times.ts';
import { findNames, findRole, type Names, nearNames } from './names.ts';
import type { SentenceFacts } from './reading.ts';
import type { FoundTime } from './said-times.ts';
import { endsClause, type Token, wordsOf } from './tokens.ts';
import { WordReader } from './word-reader.ts';

/** A sentence taken apart into names and facts, whatever it means. */
export type ParsedSentence = {
  facts: SentenceFacts;
  tokens: readonly Token[];
  /** The words that are no names. */
  words: WordReader;
  names: Names;
  times: readonly FoundTime[];
  ways: readonly WayName[];
  details: readonly Detail[];
  reason?: string;
  every?: EveryName;
  /** `2026-Q4` */
  quarter?: string;
  /** It ends in a question mark. */
  asked: boolean;
  /** Machines by description, such as "both web servers". */
  role?: { candidates: string[]; words: number[]; role: string; whole: boolean };
};

/** @param isDrill whether its details are those of a drill */
export function splitSentence(
  tokens: readonly Token[],
  facts: SentenceFacts,
  { asked, isDrill }: { asked: boolean; isDrill: boolean },
): ParsedSentence {
  const names = findNames(tokens, facts);
  const words = new WordReader(tokens, facts, names.taken);
  const details = findDetails(words, isDrill);
  const told = new Set([...names.taken, ...details.flatMap(({ at }) => at)]);
  const times = findTimes(tokens, facts, told);
  const timed = new Set([...told, ...times.flatMap((time) => time.words)]);
  const role = names.machines.length === 0 ? roleOf(words, (at) => !timed.has(at)) : undefined;
  if (role) Object.assign(names, { candidates: role.candidates, role: role.role });
  else if (names.machines.length === 0) {
    // Dutch asks "hoe gaat het met sql-99": what follows "with" may be a machine.
    const open = new Set(details.flatMap(({ name, at }) => (name === 'with' ? at : [])));
    const taken = new Set([...timed].filter((at) => !open.has(at)));
    Object.assign(names, nearNames(nameWords(words, taken), facts.machines));
  }
  const every = (['weekly', 'monthly', 'quarterly'] as const).find((each) =>
    tokens.some(({ text }, at) => !timed.has(at) && facts.grammar.every[each].includes(text)),
  );
  const quarter = findQuarter(tokens, facts);
  return {
    facts,
    tokens,
    words,
    names,
    times,
    ways: findWays(words),
    details,
    ...(every && { every }),
    ...(quarter !== undefined && { quarter }),
    asked,
    ...(role && { role }),
  };
}

/** Words that may be the name of a machine, or the beginning of one. */
function nameWords({ tokens, grammar }: WordReader, taken: ReadonlySet<number>): string[] {
  const own = wordsOf(grammar);
  const roles = new Set(grammar.roles.flat());
  return tokens.flatMap(({ text }, at) => (taken.has(at) || (own.has(text) && !roles.has(text)) ? [] : [text]));
}

function roleOf(words: WordReader, free: (at: number) => boolean): ParsedSentence['role'] {
  const role = findRole(words.tokens, free, words.facts);
  if (!role) return undefined;
  const begin = Math.min(...role.words);
  const whole = words.tokens.slice(0, begin).some((_, at) => {
    const length = words.phrase(at, words.grammar.allOf);
    const number = words.number(at);
    const isCount = number?.end === begin && !number.ordinal && number.value === role.candidates.length;
    return (length > 0 && at + length === begin) || isCount;
  });
  return { ...role, whole };
}

/** Most words between a negation and what it negates. */
const widestDenial = 2;

/** How a machine is to be restored. Negated ways don't count: "without replacing the original". */
function findWays(words: WordReader): WayName[] {
  const found = new Set<WayName>();
  const all = Object.entries(words.grammar.ways) as [WayName, readonly string[]][];
  for (let at = 0; at < words.tokens.length; at += 1) {
    const here = all.map(([way, phrases]) => [way, words.spread(at, phrases)] as const);
    const [way, length] = here.reduce((one, other) => (other[1] > one[1] ? other : one));
    if (length === 0) continue;
    if (!isDenied(words, at)) found.add(way);
    at += length - 1;
  }
  return [...found];
}

function isDenied({ tokens, grammar }: WordReader, at: number): boolean {
  const before = tokens.slice(Math.max(0, at - widestDenial), at);
  const begin = before.findLastIndex(endsClause) + 1;
  return before.slice(begin).some(({ text }) => grammar.denials.includes(text));
}
