import type { Concept } from '../../../kernel/plain-concepts.ts';
import { lineOf } from './line.ts';
import type { ParsedSentence } from './parsed-sentence.ts';
import { endsClause, findPhrases, lexiconOf } from './phrases.ts';
import type { LineWord, Reading } from './reading.ts';
import { typedOf } from './typed-lines.ts';
import { WordReader } from './word-reader.ts';

/** Votes and what stops or repeats work: answered with what is to be typed, and never done. */
export function exactOf(sentence: ParsedSentence): Reading | undefined {
  const { has, names, facts } = sentence;
  if (sentence.first === 'subscribe') return typedOf(sentence);
  // "Don't retry it": what should be done instead isn't said.
  if (has('retry', 'cancel', 'approve', 'takeOver', 'confirm') && !has('reject', 'withdraw') && isDenied(sentence))
    return undefined;
  if ((['breakGlass', 'withdraw'] as const).some((concept) => has(concept) && isDeniedBeside(sentence, concept)))
    return undefined;
  // "Take my vote not back": Dutch denies inside the verb.
  if (has('withdraw') && isDeniedWithin(sentence)) return undefined;
  if (has('whoMay', 'why', 'when', 'how') || (has('who') && sentence.asks)) return undefined;
  const [id = facts.threadRequestId] = names.requests;
  const [job] = names.jobs;
  const target = id ?? '…';
  const exact = (...commands: string[]): Reading => ({
    kind: 'exact',
    lines: commands.map((command) => lineOf(command, target)),
  });
  const vote = id === undefined ? undefined : votedIn(sentence);
  if (vote) return exact(vote);
  if (has('breakGlass') && !sentence.asks)
    return { kind: 'exact', lines: [lineOf('breakglass', target, ticketIn(sentence) ?? '…')] };
  if (sentence.asks && has('waiting', 'decision', 'requests', 'progress') && !has('cancel', 'retry', 'withdraw'))
    return undefined;
  // "Is the vault immutable, yes or no"
  const isAside = sentence.asks && names.machines.length + names.vaults.length > 0 && names.requests.length === 0;
  if (has('reject') && !isAside) return exact('reject');
  // "Take sql-01 back to yesterday evening" is said of the machine.
  const isBackThen = names.machines.length > 0 && sentence.times.length > 0 && names.requests.length === 0;
  if (has('withdraw') && !(isBackThen && has('restore'))) return exact('withdraw');
  if (has('takeOver')) return exact('takeover');
  if (has('sign')) return exact('review');
  if (has('approve') && (!sentence.asks || has('goAhead') || names.requests.length > 0)) return exact('approve');
  // "Start web-02 up again" is said to the machine.
  const isMachine = has('other') && names.machines.length > 0 && names.requests.length === 0;
  if (has('retry') && !isMachine) return { kind: 'exact', lines: [lineOf('retry', target, ...again(sentence))] };
  // "Stop sql-01" is said to the machine.
  if (
    has('cancel') &&
    (names.machines.length === 0 ||
      names.requests.length > 0 ||
      sentence.inFull.has('cancel') ||
      has('restoreNoun', 'backups', 'jobs'))
  ) {
    return { kind: 'exact', lines: [lineOf('cancel', job ?? target)] };
  }
  if (has('confirm') && !sentence.asks) return exact('confirm');
  if (has('askRequester')) return { kind: 'exact', lines: [lineOf('ask', target, '…')] };
  if (sentence.urges && !sentence.asks && !has('digest', 'health', 'progress', 'byHand', 'not', 'file'))
    return exact('approve', 'confirm');
  return typedOf(sentence);
}

const decided = [
  'approve',
  'reject',
  'withdraw',
  'cancel',
  'retry',
  'takeOver',
  'confirm',
  'breakGlass',
  'sign',
] as const;

/**
 * "Thumbs up for R-7K2M, I can't type much": only a no beside the yes turns it around, and one in another part of what is said
 * leaves it.
 */
function votedIn({ has, asks, denied, tokens, facts, names }: ParsedSentence): 'approve' | 'reject' | undefined {
  if (asks || denied.length === 0 || has(...decided)) return undefined;
  const yes = findPhrases(tokens, lexiconOf(facts.grammar), names.taken).find(
    ({ labels, words }) => labels.includes('goAhead') && words.length > 1,
  );
  if (!yes) return undefined;
  const [begin, end] = [Math.min(...yes.words), Math.max(...yes.words)];
  const isApart = (from: number, to: number) => tokens.slice(from, to).some(endsClause);
  const beside = denied.filter((at) => (at < begin ? !isApart(at, begin) : !isApart(end, at)));
  if (beside.length === 0) return 'approve';
  return beside.some((at) => at === begin - 1 || at === end + 1) ? 'reject' : undefined;
}

/** "INC0012345", "CHG-4711": letters and figures that are the name of nothing here. */
function ticketIn({ tokens, names }: ParsedSentence): string | undefined {
  const isTicket = (raw: string) => /^[A-Z]{2,10}-?\d{3,}$/i.test(raw);
  return tokens.find(({ raw }, at) => isTicket(raw) && !names.taken.has(at))?.raw;
}

/** With another size, or with the machine restarted. */
function again({ tokens, facts }: ParsedSentence): LineWord[] {
  const size = tokens.find(({ raw }) => /^standard_\w+$/i.test(raw))?.raw;
  // "Restart the step" is the attempt itself.
  const restarts = tokens.some(
    ({ text }, at) =>
      facts.grammar.restarts.includes(text) &&
      (facts.grammar.articles.includes(tokens[at - 1]?.text ?? '') ||
        facts.grammar.together.includes(tokens[at - 1]?.text ?? '')),
  );
  return [...(size ? [{ keyword: 'size' } as const, size] : []), ...(restarts ? ['restart'] : [])];
}

function isDenied({ against, tokens, facts: { grammar } }: ParsedSentence): boolean {
  const denies = (text: string) => grammar.cues.deny.includes(text) && !grammar.articles.includes(text);
  return against.some((at) => denies(tokens[at]?.text ?? ''));
}

function isDeniedWithin({ tokens, facts, names }: ParsedSentence): boolean {
  const denies = new Set(facts.grammar.cues.deny);
  return findPhrases(tokens, lexiconOf(facts.grammar), names.taken)
    .filter(({ labels }) => labels.includes('withdraw'))
    .some(({ words }) => {
      const between = tokens.slice(Math.min(...words), Math.max(...words));
      return between.some(({ text }, index) => denies.has(text) && !words.includes(Math.min(...words) + index));
    });
}

/** "Do not break the glass", "don't withdraw it": the word that denies stands beside what it denies. */
function isDeniedBeside({ tokens, facts, names }: ParsedSentence, concept: Concept): boolean {
  const { grammar } = facts;
  const words = new WordReader(tokens, facts, names.taken);
  const denies = (at: number) =>
    grammar.cues.deny.includes(words.text(at)) && !grammar.articles.includes(words.text(at));
  return tokens.some((_, at) => {
    const length = words.phrase(at, grammar.concepts[concept]);
    const isApart = (last: number) => /[,.;:!?]$/.test(tokens[last]?.typed ?? '');
    return length > 0 && ((denies(at - 1) && !isApart(at - 1)) || (denies(at + length) && !isApart(at + length - 1)));
  });
}
