import { lineOf } from './line.ts';
import type { ParsedSentence } from './parsed-sentence.ts';
import type { Reading } from './reading.ts';
import { typedOf } from './typed-lines.ts';

/** Votes and what stops or repeats work: answered with what is to be typed, and never done. */
export function exactOf(sentence: ParsedSentence): Reading | undefined {
  const { has, names, facts } = sentence;
  if (sentence.first === 'subscribe') return typedOf(sentence);
  if (has('whoMay', 'why', 'when', 'how') || (has('who') && sentence.asks)) return undefined;
  const [id = facts.threadRequestId] = names.requests;
  const [job] = names.jobs;
  const target = id ?? '…';
  const exact = (...commands: string[]): Reading => ({
    kind: 'exact',
    lines: commands.map((command) => lineOf(command, target)),
  });
  if (has('breakGlass') && !sentence.asks) return { kind: 'exact', lines: [lineOf('breakglass', target, '…')] };
  if (sentence.asks && has('waiting', 'decision', 'requests', 'progress') && !has('cancel', 'retry', 'withdraw'))
    return undefined;
  // "Is the vault immutable, yes or no"
  const isAside = sentence.asks && names.machines.length + names.vaults.length > 0 && names.requests.length === 0;
  if (has('reject') && !isAside) return exact('reject');
  if (has('withdraw')) return exact('withdraw');
  if (has('takeOver')) return exact('takeover');
  if (has('sign')) return exact('review');
  if (has('approve') && (!sentence.asks || has('goAhead') || names.requests.length > 0)) return exact('approve');
  if (has('retry')) return exact('retry');
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
  if (sentence.urges && !sentence.asks && !has('digest', 'health', 'progress', 'byHand', 'not'))
    return exact('approve', 'confirm');
  return typedOf(sentence);
}
