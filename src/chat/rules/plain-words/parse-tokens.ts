import type { Concept, WayName } from '../../../kernel/plain-concepts.ts';
import { findCues } from './find-cues.ts';
import { findDetails } from './find-details.ts';
import { findQuarter } from './find-quarter.ts';
import { decisions, keptFrom, reasonAt, reasonText, ticketAt } from './find-reason.ts';
import { findTimes } from './find-times.ts';
import { askingOf, conceptsOf, isSoftener } from './mood.ts';
import { findNames, findRole, type Names, nearNames } from './names.ts';
import type { ParsedSentence } from './parsed-sentence.ts';
import { type Found, findPhrases, type Lexicon, type Token } from './phrases.ts';
import type { SentenceFacts } from './reading.ts';
import { WordReader } from './word-reader.ts';

export function parseTokens(
  tokens: readonly Token[],
  facts: SentenceFacts,
  lexicon: Lexicon,
  asked: boolean,
): ParsedSentence {
  const names = findNames(tokens, facts, lexicon);
  const isDrill = findCues(tokens, facts.grammar, names.taken).has('drill');
  const words = new WordReader(tokens, facts, names.taken);
  const details = findDetails(words, isDrill);
  const told = new Set([...names.taken, ...details.flatMap(({ at }) => at)]);
  const all = findPhrases(tokens, lexicon, told);
  const cut = reasonAt(all, details, names);
  if (cut) {
    const rest = keptFrom(all, details, cut) ?? tokens.length;
    const kept = [...tokens.slice(0, cut.at), ...tokens.slice(rest)];
    const alone = parseTokens(kept, facts, lexicon, false);
    // "Because it failed, then approve it" wants a second thing.
    const decided = all.filter(
      ({ at, labels }) => at > cut.at && at < rest && labels.some((label) => decisions.has(label)),
    );
    return {
      ...alone,
      reason: reasonText(tokens.slice(0, rest), cut, facts),
      ignored: [...alone.ignored, ...decided.map(({ phrase }) => phrase)],
    };
  }
  const times = findTimes(tokens, facts, told);
  const timed = new Set([...told, ...times.flatMap(({ words }) => words)]);
  // A word that is a time and a part of something longer ("last backup of") is read as both.
  const found = merged(findPhrases(tokens, lexicon, timed), all);
  const { concepts, order } = conceptsOf(
    found.filter((each) => !isSoftener(each, found, tokens, facts)),
    tokens,
    facts,
    names.taken,
  );
  const free = (at: number) =>
    !timed.has(at) &&
    !found.some(({ words, labels }) => words.includes(at) && !labels.every((label) => weak.has(label)));
  const role = names.machines.length === 0 ? findRole(tokens, free, facts) : undefined;
  if (role) {
    names.candidates.push(...role.candidates);
    names.role = role.role;
  }
  const used = new Set([...timed, ...found.flatMap(({ words }) => words), ...(role?.words ?? [])]);
  const ticket = ticketAt(tokens, found, timed);
  if (ticket >= 0) used.add(ticket);
  const every = (['weekly', 'monthly', 'quarterly'] as const).find((each) =>
    tokens.some(({ text }, at) => !timed.has(at) && facts.grammar.every[each].includes(text)),
  );
  const quarter = findQuarter(tokens, facts);
  const left = tokens.flatMap(({ text }, at) => (used.has(at) || /^[^\p{L}\p{N}]*$/u.test(text) ? [] : [text]));
  if (names.machines.length === 0 && names.candidates.length === 0)
    Object.assign(names, nearNames(left, facts.machines));
  const plural = role && /s$|en$/.test(tokens[Math.max(...role.words)]?.text ?? '');
  return {
    facts,
    names,
    times,
    ways: waysOf(found),
    inFull: new Set(found.flatMap(({ labels, words }) => (words.length > 1 ? labels : []))),
    details,
    ...(ticket >= 0 && { reason: tokens[ticket]?.raw ?? '' }),
    ...(every && { every }),
    ...(quarter !== undefined && { quarter }),
    ...askingOf(found, concepts, order, { asked, tokens, facts, names }),
    ...(role && plural && { group: role.role }),
    wholeGroup:
      role !== undefined &&
      tokens.some((_, at) => {
        const begin = Math.min(...role.words);
        const length = at < begin ? words.phrase(at, facts.grammar.allOf) : 0;
        const number = at < begin ? words.number(at) : undefined;
        return (
          (length > 0 && at + length === begin) ||
          (number?.end === begin && !number.ordinal && number.value === role.candidates.length)
        );
      }),
    has: (...wanted) => wanted.some((concept) => concepts.has(concept)),
    ignored: left,
    denied: found.flatMap(({ labels, words }) => (labels.includes('not') && concepts.has('not') ? words : [])),
    // "Before I patch it" says when, and wants no patch.
    against: found.flatMap(({ labels, words, at }) =>
      labels.some((label) => against.has(label) && concepts.has(label as Concept)) &&
      !found.some((each) => each.labels.includes(':purpose') && each.at < at)
        ? words
        : [],
    ),
    idle: new Set(found.flatMap(({ labels, words }) => (words.length > 1 && labels.every(isNoiseLabel) ? words : []))),
    linked: areLinked(tokens, names, facts),
    tokens,
  };
}

const against: ReadonlySet<string> = new Set(['not', 'condition', 'other']);

export function isNoiseLabel(label: string): boolean {
  return label === ':noise';
}

/** "sql-01, web-01 and app-01" */
function areLinked(tokens: readonly Token[], { taken, places }: Names, { grammar }: SentenceFacts): boolean {
  const between = tokens.slice(Math.min(...places), Math.max(...places));
  const joins = (text: string, at: number) =>
    taken.has(Math.min(...places) + at) || grammar.links.includes(text) || grammar.articles.includes(text);
  return places.length > 1 && between.every(({ text }, at) => joins(text, at));
}

/** They say nothing by themselves, so that a role may be made of them. */
const weak: ReadonlySet<string> = new Set([
  ':noise',
  ':articles',
  ':links',
  ':at',
  ':machineNouns',
  'machines',
  ':as',
  'not-a-concept',
]);

/**
 * Phrases of which times took a part come back where no time stands in them, in place of what was made of their rest: "go
 * back to" before a night asks not how far one can "go back".
 */
function merged(short: readonly Found[], all: readonly Found[]): Found[] {
  const isRest = (each: Found) =>
    all.some(
      ({ at, words, labels }) =>
        at === each.at &&
        words.length > each.words.length &&
        labels.some((label) => readAlong.has(label)) &&
        each.words.every((word) => words.includes(word)),
    );
  const found = short.filter((each) => !isRest(each));
  const used = new Set(found.flatMap(({ words }) => words));
  const more = all.filter(
    ({ at, phrase, labels, words }) =>
      labels.some((label) => readAlong.has(label)) &&
      !found.some((each) => each.at === at && each.phrase === phrase) &&
      words.some((word) => !used.has(word)),
  );
  return [...found, ...more].sort((a, b) => a.at - b.at);
}

const readAlong: ReadonlySet<string> = new Set([
  'backedUp',
  'digest',
  'progress',
  'points',
  'restored',
  'restore',
  'backTo',
  'alert',
]);

function waysOf(found: readonly Found[]): WayName[] {
  const ways = found.flatMap(({ labels }) =>
    labels.flatMap((label) => (label.startsWith('way:') ? [label.slice(4) as WayName] : [])),
  );
  return [...new Set(ways)];
}
