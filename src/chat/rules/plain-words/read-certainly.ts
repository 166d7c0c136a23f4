import { changeOf } from './changes.ts';
import { orderBeside, questionBeside, severalWishes } from './clauses.ts';
import { lineOf } from './line.ts';
import { mendedTokens } from './mend-tokens.ts';
import { parseTokens } from './parse-tokens.ts';
import type { ParsedSentence } from './parsed-sentence.ts';
import { lexiconOf, mostTokens, type Token } from './phrases.ts';
import { questionOf } from './questions.ts';
import type { Line, Reading, SentenceFacts } from './reading.ts';
import { readingCommands } from './reading-commands.ts';

export function certainly(text: string, tokens: readonly Token[], facts: SentenceFacts): Reading {
  const asked = /\?\s*$/.test(text);
  if (tokens.length === 0 || tokens.length > mostTokens) return { kind: 'unknown', nearest: nearestLines(undefined) };
  const lexicon = lexiconOf(facts.grammar);
  const sentence = parseTokens(tokens, facts, lexicon, asked);
  const reading = severalWishes(tokens, sentence, lexicon) ?? readingOf(sentence);
  if (reading.kind !== 'unknown' && !onlyReads(reading)) return reading;
  const beside =
    (asked ? undefined : orderBeside(tokens, sentence, lexicon)) ?? questionBeside(tokens, sentence, lexicon);
  if (beside) return beside;
  // "I'm on the train" asks nothing, whatever its words are like.
  if (!mayAsk(sentence)) return reading;
  const mended = mendedTokens(tokens, sentence, lexicon);
  const again = mended && readingOf(parseTokens(mended, facts, lexicon, asked));
  return again && onlyReads(again) ? again : reading;
}

const shortest = 3;

function mayAsk({ asks, has, names, tokens }: ParsedSentence): boolean {
  const named = names.machines.length + names.vaults.length + names.requests.length + names.candidates.length;
  return asks || has('show') || named > 0 || tokens.length <= shortest;
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

/** Three things that only read, about what was named. */
function nearestLines(sentence: ParsedSentence | undefined): Line[] {
  const vm = sentence?.names.machines[0]?.machine;
  if (vm !== undefined) return [lineOf('vm', vm), lineOf('points', vm), lineOf('jobs', vm)];
  const id = sentence?.names.requests[0] ?? sentence?.facts.threadRequestId;
  if (id !== undefined) return [lineOf('job', id), lineOf('why', id), lineOf('audit', id)];
  return [lineOf('help'), lineOf('vms'), lineOf('requests')];
}
