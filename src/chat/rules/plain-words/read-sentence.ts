import { type Concept, orders, type WayName } from '../../../kernel/plain-grammar.ts';
import { editDistance } from '../edit-distance.ts';
import { trimRest } from '../trim-rest.ts';
import { changeOf } from './changes.ts';
import { findTimes } from './find-times.ts';
import { lineOf } from './line.ts';
import { findNames, findRole, looksLikeName, type Names, nearNames } from './names.ts';
import type { ParsedSentence } from './parsed-sentence.ts';
import { type Found, findPhrases, type Lexicon, lexiconOf, mostTokens, type Token, tokensOf } from './phrases.ts';
import { questionOf } from './questions.ts';
import type { Line, Reading, SentenceFacts } from './reading.ts';

/**
 * Reads a sentence. Pure, never throws, and its work is bounded whatever is typed. What changes something is read from
 * words exactly as the grammar has them; slips of the finger are mended only in words that lead to something that reads.
 */
export function readSentence(text: string, facts: SentenceFacts): Reading {
  const tokens = tokensOf(text);
  const asked = /\?\s*$/.test(text);
  if (tokens.length === 0 || tokens.length > mostTokens) return { kind: 'unknown', nearest: nearestLines(undefined) };
  const lexicon = lexiconOf(facts.grammar);
  const sentence = parse(tokens, facts, lexicon, asked);
  const reading = readingOf(sentence);
  if (reading.kind !== 'unknown' && !onlyReads(reading)) return reading;
  const beside =
    (asked ? undefined : orderBeside(tokens, sentence, lexicon)) ?? questionBeside(tokens, sentence, lexicon);
  if (beside) return beside;
  const mended = mendedTokens(tokens, sentence, lexicon);
  const again = mended && readingOf(parse(mended, facts, lexicon, asked));
  return again && onlyReads(again) ? again : reading;
}

/**
 * "The disk of sql-01 is full, put it back to monday": what one part of it wants, of the machine that all of it names. It is
 * asked, since the rest may say why or that it is over.
 */
function orderBeside(tokens: readonly Token[], sentence: ParsedSentence, lexicon: Lexicon): Reading | undefined {
  const { facts, names } = sentence;
  const parts = clausesOf(tokens);
  if (parts.length < 2 || sentence.has('condition', 'other') || sentence.urges) return undefined;
  const [named, ...others] = names.machines;
  const own = named && others.length === 0 ? tokens.find((_, at) => at === names.places[0]) : undefined;
  const found = parts.flatMap((part) => {
    const alone = parse(part, facts, lexicon, false);
    if (!alone.orders || alone.has('not')) return [];
    const lacks = alone.names.machines.length + alone.names.candidates.length === 0;
    const reading = changeOf(lacks && own ? parse([...part, own], facts, lexicon, false) : alone);
    return reading ? [reading] : [];
  });
  const [reading] = found;
  if (!reading || found.length > 1) return undefined;
  if (reading.kind === 'question') return reading;
  return reading.kind === 'line'
    ? { kind: 'question', about: 'meaning', choices: [reading.line], ignored: sentence.ignored }
    : undefined;
}

/** "Sql-01 is dead restore it", dictated: what tells stands before what is wanted, so that both are offered. */
function orderWithin(sentence: ParsedSentence, question: Reading | undefined): Reading | undefined {
  // "The backup of sql-01 was deleted, can we have it back?"
  const isLost = sentence.has('undelete') && !sentence.has('who', 'when', 'why', 'how');
  if (!isLost && (!sentence.wants || sentence.asks || sentence.has('policies'))) return undefined;
  const wanted = changeOf({ ...sentence, orders: true });
  if (wanted?.kind === 'question') return wanted;
  if (wanted?.kind !== 'line' && wanted?.kind !== 'either') return undefined;
  const lines = wanted.kind === 'line' ? [wanted.line] : wanted.lines;
  const shown = question?.kind === 'line' ? [question.line] : [];
  return { kind: 'question', about: 'meaning', choices: [...lines, ...shown], ignored: sentence.ignored };
}

/** "Sql-01 is down, when was its last backup": the part that asks, of the machine that all of it names. */
function questionBeside(tokens: readonly Token[], sentence: ParsedSentence, lexicon: Lexicon): Reading | undefined {
  const { facts, names } = sentence;
  const parts = clausesOf(tokens).map((part) => ({
    part,
    alone: parse(part, facts, lexicon, /\?$/.test(part.at(-1)?.typed ?? '')),
  }));
  const asking = parts.filter(({ alone }) => alone.asks);
  const [only] = asking;
  if (parts.length < 2 || !only || asking.length > 1 || parts.some(({ alone }) => alone.orders || alone.wants))
    return undefined;
  // "Got 400136, what now?" asks about the code, and "I lost a folder, can I get it back?" about the folder.
  const hasSubject = (each: ParsedSentence) => each.has('file') || each.names.codes.length > 0;
  if (hasSubject(sentence) && !hasSubject(only.alone)) return undefined;
  const [named, ...others] = names.machines;
  const own = named && others.length === 0 ? tokens.find((_, at) => at === names.places[0]) : undefined;
  const lacks = only.alone.names.machines.length + only.alone.names.candidates.length === 0;
  const reading = questionOf(lacks && own ? parse([...only.part, own], facts, lexicon, true) : only.alone);
  return reading?.kind === 'line' ? reading : undefined;
}

/** Parted by commas, points and dashes. */
function clausesOf(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    parts.at(-1)?.push(token);
    if (endsClause(token)) parts.push([]);
  }
  return parts.filter((part) => part.length > 0);
}

function endsClause(token: Token | undefined): boolean {
  return /[,;.:!?\u2013\u2014-]$/.test(token?.typed ?? '');
}

function readingOf(sentence: ParsedSentence): Reading {
  const unknown: Reading = { kind: 'unknown', nearest: nearestLines(sentence) };
  const change = changeOf(sentence);
  if (change) return change;
  // Somebody wants something done that could not be made out: nothing is shown in its place.
  if (sentence.orders && !sentence.has('file', 'failed', 'running', 'progress', 'state', 'jobs')) return unknown;
  const question = questionOf(sentence);
  return orderWithin(sentence, question) ?? question ?? unknown;
}

function parse(tokens: readonly Token[], facts: SentenceFacts, lexicon: Lexicon, asked: boolean): ParsedSentence {
  const names = findNames(tokens, facts, lexicon);
  const all = findPhrases(tokens, lexicon, names.taken);
  const cut = reasonAt(all, names);
  if (cut) {
    const rest = keptFrom(all, cut) ?? tokens.length;
    const kept = [...tokens.slice(0, cut.at), ...tokens.slice(rest)];
    return { ...parse(kept, facts, lexicon, false), reason: reasonText(tokens.slice(0, rest), cut) };
  }
  const times = findTimes(tokens, facts, names.taken);
  const timed = new Set([...names.taken, ...times.flatMap(({ words }) => words)]);
  // A word that is a time and a part of something longer ("last backup of") is read as both.
  const found = merged(findPhrases(tokens, lexicon, timed), all);
  const { concepts, order } = conceptsOf(
    found.filter((each) => !isSoftener(each, found, tokens, facts)),
    tokens,
    facts,
  );
  const free = (at: number) =>
    !timed.has(at) &&
    !found.some(({ words, labels }) => words.includes(at) && !labels.every((label) => weak.has(label)));
  const role = names.machines.length === 0 ? findRole(tokens, free, facts) : undefined;
  if (role) names.candidates.push(...role.candidates);
  const used = new Set([...timed, ...found.flatMap(({ words }) => words), ...(role?.words ?? [])]);
  const every = (['weekly', 'monthly', 'quarterly'] as const).find((each) =>
    tokens.some(({ text }) => facts.grammar.every[each].includes(text)),
  );
  const newName = newNameOf(tokens, found, used, names);
  const left = tokens.flatMap(({ text }, at) => (used.has(at) || /^[^\p{L}\p{N}]*$/u.test(text) ? [] : [text]));
  if (names.machines.length === 0 && names.candidates.length === 0)
    names.candidates.push(...nearNames(left, facts.machines));
  const plural = role && /s$|en$/.test(tokens[Math.max(...role.words)]?.text ?? '');
  return {
    facts,
    names,
    times,
    ways: waysOf(found),
    inFull: new Set(found.flatMap(({ labels, words }) => (words.length > 1 ? labels : []))),
    ...(newName !== undefined && { newName }),
    ...(every && { every }),
    ...askingOf(found, concepts, order, { asked, tokens, facts }),
    ...(role && plural && { group: role.role }),
    has: (...wanted) => wanted.some((concept) => concepts.has(concept)),
    ignored: left.filter((word) => word !== newName?.toLowerCase()),
    linked: areLinked(tokens, names, facts),
    length: tokens.length,
  };
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

/** Phrases of which times took a part come back where no time stands in them. */
function merged(found: readonly Found[], all: readonly Found[]): Found[] {
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
]);

function reasonAt(found: readonly Found[], names: Names): Found | undefined {
  const index = found.findIndex((each) => each.labels.includes(':because') || isPurpose(each, found, names));
  const cut = found[index];
  const before = found.slice(0, index);
  const asks = before.some(({ labels }) =>
    labels.some((label) => label === 'why' || label === 'who' || label === 'question'),
  );
  const verb = before.some(({ labels }) => labels.some((label) => orderConcepts.has(label)));
  return cut && cut.at > 0 && verb && !asks ? cut : undefined;
}

/** "Back it up before we patch, and keep it two weeks": where what belongs to a backup again begins. */
function keptFrom(found: readonly Found[], cut: Found): number | undefined {
  const backsUp = found.some(({ at, labels }) => at < cut.at && labels.includes('backup'));
  return backsUp ? found.find(({ at, labels }) => at > cut.at && labels.includes('keep'))?.at : undefined;
}

/** "Back it up before we patch" says what it is for. A restore "to before we patched" says when, and another machine more. */
function isPurpose({ labels, at }: Found, found: readonly Found[], { taken }: Names): boolean {
  const goesBack = (each: Found) => each.labels.some((label) => label === 'restore' || label === 'bringBack');
  return labels.includes(':purpose') && ![...taken].some((name) => name > at) && !found.some(goesBack);
}

function reasonText(tokens: readonly Token[], cut: Found): string {
  const text = tokens
    .slice(Math.max(...cut.words) + 1)
    .map(({ typed }) => typed)
    .join(' ');
  return trimRest(text);
}

/** Within a verb and at the end of what is said it turns nothing into its opposite. */
function isSoftener(
  { words, at }: Found,
  found: readonly Found[],
  tokens: readonly Token[],
  { grammar: { softeners } }: SentenceFacts,
): boolean {
  if (words.length > 1 || !softeners.includes(tokens[at]?.text ?? '')) return false;
  if (at === tokens.length - 1 || endsClause(tokens[at])) return true;
  return found.some(({ words: verb }) => verb.length > 1 && at > Math.min(...verb) && at < Math.max(...verb));
}

const orderConcepts: ReadonlySet<string> = new Set(orders);
const nouns: Partial<Record<Concept, Concept>> = { restore: 'restoreNoun', backup: 'backups', drill: 'drills' };

/** A verb behind an article is a noun: "the restore of sql-01". */
function conceptsOf(
  found: readonly Found[],
  tokens: readonly Token[],
  { grammar }: SentenceFacts,
): { concepts: Set<Concept>; order: Concept[] } {
  const concepts = new Set<Concept>();
  const order: Concept[] = [];
  for (const { labels, at, words } of found) {
    const behindArticle = words.length === 1 && isOwned(tokens[at - 1]?.text ?? '', grammar.articles);
    for (const label of labels) {
      if (label.startsWith(':') || label.includes(':')) continue;
      const concept = label as Concept;
      // "Als sql-01-check" gives a name, and "als het misgaat" a condition.
      if (concept === 'condition' && labels.includes(':as') && looksLikeName(tokens[at + 1]?.text ?? '')) continue;
      const noun = behindArticle ? nouns[concept] : undefined;
      concepts.add(noun ?? concept);
      order.push(noun ?? concept);
    }
  }
  return { concepts, order };
}

/** "The backup", "saturday's backup" */
function isOwned(before: string, articles: readonly string[]): boolean {
  return articles.includes(before) || /['\u2019]s$/.test(before);
}

const asking: ReadonlySet<Concept> = new Set<Concept>([
  'question',
  'who',
  'whoMay',
  'why',
  'when',
  'how',
  'howFarBack',
  'restorable',
]);
/** Before a verb they make a statement of it, its opposite, or something to be read. */
const telling: ReadonlySet<Concept> = new Set<Concept>([
  ...asking,
  'state',
  'progress',
  'failed',
  'running',
  'not',
  'condition',
  'restored',
  'restoreNoun',
  'byHand',
  'explain',
  'leftovers',
  'audit',
  'requests',
  'waiting',
  'decision',
  'policies',
  'subscribe',
  'mute',
]);

function askingOf(
  found: readonly Found[],
  concepts: ReadonlySet<Concept>,
  order: readonly Concept[],
  { asked, tokens, facts }: { asked: boolean; tokens: readonly Token[]; facts: SentenceFacts },
): Pick<ParsedSentence, 'asks' | 'orders' | 'doubts' | 'orderAt' | 'wants' | 'urges' | 'first'> {
  const verb = order.findIndex((concept) => orderConcepts.has(concept));
  const before = order.slice(0, verb);
  const isOrder = verb >= 0 && !before.some((concept) => telling.has(concept));
  const first = order[0];
  const questions = found.filter(({ labels }) => labels.includes('question'));
  const begins = questions.find(({ at, words }) => asksAt(tokens, at, words, facts));
  const wonders =
    [...asking].some((concept) => concept !== 'question' && concepts.has(concept)) ||
    begins !== undefined ||
    (asked && !isOrder);
  const urged = found.filter(({ labels }) => labels.includes('goAhead'));
  const says = [...concepts].some((concept) => concept !== 'goAhead' && concept !== 'not');
  // "Thanks, ok" closes a talk.
  const closes = concepts.has('thanks') && urged.every(({ words }) => words.length === 1);
  return {
    ...(first && { first }),
    asks: wonders && !isOrder,
    orders: isOrder,
    wants: found.some((each) => isVerb(each, tokens, facts)),
    doubts: asked && !tokens.some(({ text }) => facts.grammar.polite.includes(text)),
    orderAt: found.find(({ labels }) => labels.some((label) => orderConcepts.has(label)))?.at ?? 0,
    urges: !closes && (urged.some(({ words }) => words.length > 1) || (urged.length > 0 && !says)),
  };
}

/** It changes something, and can be no noun. */
function isVerb({ labels, at, words }: Found, tokens: readonly Token[], { grammar }: SentenceFacts): boolean {
  return (
    labels.every((label) => orderConcepts.has(label)) &&
    (words.length > 1 || !isOwned(tokens[at - 1]?.text ?? '', grammar.articles))
  );
}

/** "Is it done" and "the restore, is it done" ask; "sql-01 is down" tells. Words that always ask do so anywhere. */
function asksAt(
  tokens: readonly Token[],
  at: number,
  words: readonly number[],
  { grammar: { auxiliaries, subjects, noise } }: SentenceFacts,
): boolean {
  if (!auxiliaries.includes(tokens[at]?.text ?? '') || words.length > 1) return true;
  if (at === 0 || endsClause(tokens[at - 1])) return true;
  const before = tokens.slice(0, at).map(({ text }) => text);
  if (before.every((text) => noise.includes(text) && !subjects.includes(text))) return true;
  const next = tokens[at + 1]?.text ?? '';
  return subjects.includes(next) && !subjects.includes(tokens[at - 1]?.text ?? '');
}

function waysOf(found: readonly Found[]): WayName[] {
  const ways = found.flatMap(({ labels }) =>
    labels.flatMap((label) => (label.startsWith('way:') ? [label.slice(4) as WayName] : [])),
  );
  return [...new Set(ways)];
}

/** `as sql-01-check`: a name that nothing here has. */
function newNameOf(
  tokens: readonly Token[],
  found: readonly Found[],
  used: ReadonlySet<number>,
  names: Names,
): string | undefined {
  for (const { labels, words } of found) {
    if (!labels.includes(':as')) continue;
    const next = Math.max(...words) + 1;
    const raw = tokens[next]?.raw ?? '';
    if (used.has(next) || names.taken.has(next)) continue;
    if (/^[a-z][\w-]{1,62}$/i.test(raw) && looksLikeName(raw.toLowerCase())) return raw;
  }
  return undefined;
}

const longestMended = 24;

/** Words of the grammar that one or two slips away from what was typed; nothing that leads to a change. */
function mendedTokens(
  tokens: readonly Token[],
  { ignored }: ParsedSentence,
  { readers, words }: Lexicon,
): Token[] | undefined {
  const wrong = new Set(ignored);
  let mended = false;
  const result = tokens.map((token) => {
    const { text } = token;
    if (!wrong.has(text) || text.length < 4 || text.length > longestMended || words.has(text) || /\d/.test(text))
      return token;
    const most = text.length >= 7 ? 2 : 1;
    let best: { word: string; distance: number } | undefined;
    for (const word of readers) {
      if (word.length < 4 || Math.abs(word.length - text.length) > most) continue;
      const distance = editDistance(text, word, most);
      if (distance <= most && distance < (best?.distance ?? most + 1)) best = { word, distance };
    }
    if (!best) return token;
    mended = true;
    return { ...token, raw: best.word, text: best.word };
  });
  return mended ? result : undefined;
}

function onlyReads(reading: Reading): boolean {
  const lines =
    reading.kind === 'line'
      ? [reading.line]
      : reading.kind === 'either'
        ? reading.lines
        : reading.kind === 'question'
          ? reading.choices
          : [];
  return lines.length > 0 && lines.every(({ command }) => readingCommands.has(command));
}

/** What a mended sentence may lead to. */
export const readingCommands: ReadonlySet<string> = new Set([
  'help',
  'whoami',
  'vms',
  'vm',
  'check',
  'points',
  'policies',
  'vault',
  'drills',
  'restore files',
  'byhand',
  'leftovers',
  'requests',
  'why',
  'jobs',
  'job',
  'subscriptions',
  'digest',
  'explain',
  'audit',
  'audit verify',
  'audit export',
  'channel',
  'doctor',
]);

/** Three things that only read, about what was named. */
function nearestLines(sentence: ParsedSentence | undefined): Line[] {
  const vm = sentence?.names.machines[0]?.machine;
  if (vm !== undefined) return [lineOf('vm', vm), lineOf('points', vm), lineOf('jobs', vm)];
  const id = sentence?.names.requests[0] ?? sentence?.facts.threadRequestId;
  if (id !== undefined) return [lineOf('job', id), lineOf('why', id), lineOf('audit', id)];
  return [lineOf('help'), lineOf('vms'), lineOf('requests')];
}
