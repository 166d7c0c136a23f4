import type { PlainGrammar } from '../../../kernel/plain-grammar.ts';
import { exceptDrill } from './except-drill.ts';
import { explained, explainedIn } from './explained.ts';
import { findCues } from './find-cues.ts';
import { lineOf } from './line.ts';
import { mendedForTold, mendedTokens } from './mend-tokens.ts';
import { plainly } from './order-lines.ts';
import { parseTokens } from './parse-tokens.ts';
import type { ParsedSentence } from './parsed-sentence.ts';
import { clausesOf, type Lexicon, lexiconOf, mostTokens, type Token, tokensOf } from './phrases.ts';
import { questionOf } from './questions.ts';
import { certainly } from './read-certainly.ts';
import type { Line, Reading, SentenceFacts } from './reading.ts';
import { readingCommands } from './reading-commands.ts';
import { settingOf } from './settings.ts';
import { suggestLines } from './suggest-lines.ts';
import { typedOf } from './typed-lines.ts';
import { offered, weighed } from './weigh-reading.ts';

/**
 * Reads a sentence. Pure, never throws, and its work is bounded whatever is typed. What changes something is read from
 * words exactly as the grammar has them; slips of the finger are mended only in words that lead to something that reads.
 */
export function parseSentence(text: string, facts: SentenceFacts): Reading {
  const reading = parseWhole(text, facts);
  if (reading.kind !== 'question') return reading;
  // What a machine is called by is understood, where it is asked about.
  const called = new Set(
    facts.machines
      .filter(({ name }) => reading.choices.some(({ words }) => words.includes(name)))
      .flatMap(({ words }) => words),
  );
  return { ...reading, ignored: reading.ignored.filter((word) => !called.has(word)) };
}

/** As they are spelled: "mondays" backup is monday's, and "dont" is "don't". */
function spelled(tokens: readonly Token[], { contractions, weekdays, spans }: PlainGrammar): Token[] {
  const days = [...weekdays, ...spans.yesterday];
  const spellings = new Map([
    ...days.map((day) => [`${day}s`, `${day}'s`] as const),
    ...contractions.map((pair) => pair.split('|') as [string, string]),
  ]);
  return tokens.map((token) => {
    const text = spellings.get(token.text);
    return text === undefined ? token : { ...token, raw: text, text };
  });
}

function parseWhole(text: string, facts: SentenceFacts): Reading {
  const tokens = spelled(tokensOf(text), facts.grammar);
  const reading = certainly(text, tokens, facts);
  if (tokens.length === 0) return reading;
  if (tokens.length > mostTokens) return explainedIn(tokens, facts) ?? reading;
  const sentence = parseTokens(tokens, facts, lexiconOf(facts.grammar), /\?\s*$/.test(text));
  return explained(toReading(text, tokens, sentence, reading), tokens, sentence);
}

function toReading(text: string, tokens: readonly Token[], sentence: ParsedSentence, reading: Reading): Reading {
  const { facts } = sentence;
  const lexicon = lexiconOf(facts.grammar);
  const asked = /\?\s*$/.test(text);
  if (isElsewhere(sentence) && !asksBeside(tokens, sentence)) return { kind: 'unknown', nearest: [] };
  const setting = exceptDrill(tokens, sentence) ?? (sentence.has('takeOver') ? undefined : settingOf(tokens, sentence));
  if (setting) return setting;
  const evidence = evidenceOf(tokens, sentence);
  if (evidence) return { kind: 'line', line: evidence, ignored: [] };
  if (isAboutRegion(sentence))
    return { kind: 'question', about: 'meaning', choices: [lineOf('drills', 'region')], ignored: [] };
  // "Can we restore it beside the old one, yesterday's" may ask whether it works, or want it.
  const isWished = sentence.ways.length > 0 && sentence.times.length > 0 && !sentence.has('not', 'condition', 'why');
  const [vm, another] = sentence.names.machines;
  if (isWished && reading.kind === 'line' && reading.line.command === 'check' && vm && !another)
    return offered(reading, [...plainly(sentence, 'restore', vm.machine), reading.line], sentence);
  const suggested = suggestLines(tokens, sentence);
  if (reading.kind !== 'unknown') return weighed(reading, suggested, sentence);
  const told = toldWithSlips(tokens, facts, lexicon);
  if (told) return told;
  const mended = suggested.lines.length === 0 ? mendedTokens(tokens, sentence, lexicon) : undefined;
  const lines = mended
    ? suggestLines(mended, parseTokens(mended, facts, lexicon, asked), true).lines.filter(onlyReads)
    : wholeOrPart(tokens, sentence, lexicon);
  const found = weighed(reading, { ...suggested, lines }, sentence);
  return found.kind === 'unknown' && lines.length > 0 ? offered(reading, lines, sentence) : found;
}

/** "Unmte sql-01": what only leads to a line that is told is read with a slip of the finger too. */
function toldWithSlips(tokens: readonly Token[], facts: SentenceFacts, lexicon: Lexicon): Reading | undefined {
  const mended = mendedForTold(tokens, lexicon, facts.grammar);
  if (!mended) return undefined;
  const sentence = parseTokens(mended, facts, lexicon, false);
  return settingOf(mended, sentence) ?? (sentence.wants ? undefined : typedOf(sentence));
}

/** "The evidence of Q3", "how did our drills stand last quarter" */
function evidenceOf(tokens: readonly Token[], { quarter, names, facts, orders }: ParsedSentence): Line | undefined {
  if (quarter === undefined || names.machines.length + names.requests.length > 0 || orders) return undefined;
  const hints = findCues(tokens, facts.grammar, new Set());
  return hints.has('proof', 'audit') || (hints.has('drill') && !hints.has('machine'))
    ? lineOf('evidence', quarter)
    : undefined;
}

/** "What if the whole region goes down, does everything come back" */
function isAboutRegion({ tokens, names, facts: { grammar }, orders, times }: ParsedSentence): boolean {
  const named = names.machines.length + names.vaults.length + names.requests.length + names.codes.length;
  const hints = findCues(tokens, grammar, names.taken);
  return (
    named === 0 &&
    !orders &&
    times.length === 0 &&
    tokens.some(({ text }) => grammar.regions.includes(text)) &&
    hints.has('lost', 'fail', 'able', 'back', 'restore', 'drill', 'out')
  );
}

/** "Make a copy of my laptop": work that nobody here has a word for, unless a name that is known stands beside it. */
function isElsewhere({ has, names, facts, tokens, wants }: ParsedSentence): boolean {
  const named = names.machines.length + names.vaults.length + names.requests.length + names.candidates.length;
  const own = findCues(tokens, facts.grammar, names.taken);
  // "Can you get my mailbox back" is not about the bot.
  const isOwn = own.has('drill', 'digest', 'channel', 'policy') || (own.has('bot') && !wants);
  return named === 0 && has('elsewhere') && !isOwn;
}

/** "Anything waiting for me? I'm on the train": a part of it asks by itself, and the other work is in another. */
function asksBeside(tokens: readonly Token[], { facts }: ParsedSentence): boolean {
  const parts = clausesOf(tokens).map((part) => parseTokens(part, facts, lexiconOf(facts.grammar), false));
  return parts.some((part) => {
    const isOwn = part.asks && !part.wants && part.ignored.length === 0 && !part.has('elsewhere', 'other', 'how');
    return isOwn && questionOf(part)?.kind === 'line';
  });
}

/** "The copy has been examined, it may leave quarantine": of its parts one may say more than the whole does. */
function wholeOrPart(tokens: readonly Token[], sentence: ParsedSentence, lexicon: Lexicon): readonly Line[] {
  const { facts, names } = sentence;
  const whole = suggestLines(tokens, sentence);
  const parts = clausesOf(tokens);
  if (parts.length < 2 || sentence.has('not', 'condition')) return whole.lines;
  const named = names.machines.length === 1 ? tokens.find((_, at) => at === names.places[0]) : undefined;
  const best = parts
    .map((part) => {
      const alone = parseTokens(part, facts, lexicon, false);
      const lacks = named !== undefined && alone.names.machines.length === 0;
      const all = lacks ? [...part, named] : part;
      return suggestLines(all, lacks ? parseTokens(all, facts, lexicon, false) : alone);
    })
    .reduce((one, other) => (other.score > one.score ? other : one), whole);
  return best.lines;
}

function onlyReads({ command, words }: Line): boolean {
  return (
    readingCommands.has(command) &&
    !words.some((word) => typeof word === 'object' && 'keyword' in word && word.keyword === 'grant')
  );
}
