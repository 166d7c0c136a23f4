import { type Concept, orders } from '../../../kernel/plain-concepts.ts';
import type { PlainGrammar } from '../../../kernel/plain-grammar.ts';
import { looksLikeName, type Names } from './names.ts';
import type { ParsedSentence } from './parsed-sentence.ts';
import { endsClause, type Found, type Token } from './phrases.ts';
import type { SentenceFacts } from './reading.ts';

export const orderConcepts: ReadonlySet<string> = new Set(orders);

const nouns: Partial<Record<Concept, Concept>> = { restore: 'restoreNoun', backup: 'backups', drill: 'drills' };

/** A verb behind an article is a noun: "the restore of sql-01". */
export function conceptsOf(
  found: readonly Found[],
  tokens: readonly Token[],
  { grammar }: SentenceFacts,
  taken: ReadonlySet<number>,
): { concepts: Set<Concept>; order: Concept[] } {
  const concepts = new Set<Concept>();
  const order: Concept[] = [];
  for (const { labels, at, words } of found) {
    const behindArticle = words.length === 1 && !taken.has(at - 1) && isOwned(tokens[at - 1]?.text ?? '', grammar);
    // "Isolated copy of it", "last clean copy"
    const isDescribed = found.some(
      (each) =>
        each.words.includes(at - 1) &&
        each.labels.some((label) => label.startsWith('way:') || label === 'alert' || label === ':latest'),
    );
    for (const label of labels) {
      if (label.startsWith(':') || label.includes(':')) continue;
      const concept = label as Concept;
      // "Als sql-01-check" gives a name, and "als het misgaat" a condition.
      if (concept === 'condition' && labels.includes(':as') && looksLikeName(tokens[at + 1]?.text ?? '')) continue;
      // "Restore a copy of it"
      if (concept === 'other' && (behindArticle || isDescribed) && grammar.cues.copy.includes(tokens[at]?.text ?? ''))
        continue;
      const noun = behindArticle ? nouns[concept] : undefined;
      concepts.add(noun ?? concept);
      order.push(noun ?? concept);
    }
  }
  return { concepts, order };
}

/** "The backup", "saturday's backup" */
function isOwned(before: string, { articles, noise }: PlainGrammar): boolean {
  // "Let's restore it" owns nothing.
  return articles.includes(before) || (/['\u2019]s$/.test(before) && !noise.includes(before));
}

/** Within a verb and at the end of what is said it turns nothing into its opposite. */
export function isSoftener(
  { words, at }: Found,
  found: readonly Found[],
  tokens: readonly Token[],
  { grammar: { softeners } }: SentenceFacts,
): boolean {
  if (words.length > 1 || !softeners.includes(tokens[at]?.text ?? '')) return false;
  if (at === tokens.length - 1 || endsClause(tokens[at])) return true;
  return found.some(({ words: verb }) => verb.length > 1 && at > Math.min(...verb) && at < Math.max(...verb));
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
  'whoami',
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

export function askingOf(
  found: readonly Found[],
  concepts: ReadonlySet<Concept>,
  order: readonly Concept[],
  { asked, tokens, facts, names }: { asked: boolean; tokens: readonly Token[]; facts: SentenceFacts; names: Names },
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
    wants: found.some((each) => isVerb(each, tokens, facts, names.taken)),
    doubts: asked && !tokens.some(({ text }) => facts.grammar.polite.includes(text)),
    orderAt: found.find(({ labels }) => labels.some((label) => orderConcepts.has(label)))?.at ?? 0,
    urges:
      !closes &&
      // "Restore web-01, can you do that" wants what it names.
      names.machines.length + names.vaults.length + names.candidates.length === 0 &&
      (urged.some(({ words }) => words.length > 1) || (urged.length > 0 && !says)),
  };
}

/** It changes something, and can be no noun. */
function isVerb(
  { labels, at, words }: Found,
  tokens: readonly Token[],
  { grammar }: SentenceFacts,
  taken: ReadonlySet<number>,
): boolean {
  return (
    labels.every((label) => orderConcepts.has(label)) &&
    (words.length > 1 || taken.has(at - 1) || !isOwned(tokens[at - 1]?.text ?? '', grammar))
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
