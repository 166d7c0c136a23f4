import { DateTime } from 'luxon';
import { currentQuarter, detailWords } from './find-details.ts';
import { type Intent, type IntentName, intentOf } from './intents.ts';
import { linesToType } from './lines-to-type.ts';
import {
  type Built,
  drillWords,
  linesFor,
  manyLine,
  pointOf,
  reasonWords,
  takesMany,
  vaultWords,
} from './order-lines.ts';
import type { ParsedSentence } from './parsed-sentence.ts';
import { type Line, type LineWord, makeLine, readingCommands } from './reading.ts';
import { digestSpan, instantsOf, spanOf } from './time-windows.ts';

/** Most machines offered for "the web servers". */
const mostCandidates = 3;

/** Lines for a sentence of this meaning, the likeliest first; none if its subject was not said. */
export function linesOfIntent(meant: IntentName, sentence: ParsedSentence): Built {
  const name = meant === 'drill' && sentence.every ? 'drill new' : meant;
  const intent = intentOf(name);
  if (intent.told) return { lines: linesToType(intent, sentence) };
  const { about, command, optional } = intent;
  if (about === 'none') return { lines: lineAlone(intent, sentence) };
  if (about === 'code') return { lines: sentence.names.codes.map((code) => makeLine(command, code)) };
  const subjects = subjectsOf(intent, sentence);
  if (subjects.length === 0) return { lines: optional ? lineAlone(intent, sentence) : [] };
  const isSure = sentence.names.machines.length > 0 || sentence.role?.whole === true;
  const many = takesMany.has(command) && subjects.length > 1 && isSure ? [manyLine(sentence, command, subjects)] : [];
  if (many.length > 0 && sentence.names.machines.length > 0) return { lines: many };
  const built = subjects.map((subject) => linesAbout(subject, intent, sentence));
  const [first] = built;
  if (first && built.length === 1) return first;
  return { lines: [...many, ...built.flatMap(({ lines }) => lines.slice(0, 1))], about: 'machine' };
}

function subjectsOf({ command, about }: Intent, { names, facts, role }: ParsedSentence): string[] {
  const known = names.machines.map(({ machine }) => machine);
  const vms = known.length > 0 ? known : names.candidates.slice(0, role?.whole ? undefined : mostCandidates);
  const copies = command === 'release' || command === 'leftovers' ? names.copies : [];
  const [request = copies[0] ?? facts.threadRequestId] = names.requests;
  const requests =
    command === 'status' && about === 'request' && names.jobs[0] !== undefined
      ? names.jobs.slice(0, 1)
      : request === undefined
        ? []
        : [request];
  const vaults = names.vaults.slice(0, 1);
  const few = facts.vaults.length <= mostCandidates ? facts.vaults : [];
  const there = facts.threadMachine === undefined ? [] : [facts.threadMachine];
  const first = (...lists: string[][]) => lists.find((list) => list.length > 0) ?? [];
  switch (about) {
    case 'vm':
      return first(vms, there);
    case 'vault':
      return command === 'vault' ? first(vaults, [...few]) : vaults;
    case 'request':
      return requests;
    case 'vm or vault':
      return first(vms, vaults);
    default:
      return command === 'release' ? first(names.requests, names.copies, vms, requests) : first(vms, requests);
  }
}

function lineAlone({ command, about, word }: Intent, sentence: ParsedSentence): Line[] {
  const { names, times, facts, quarter, details } = sentence;
  switch (command) {
    case 'status':
      return [makeLine(command, word, about === 'none' ? undefined : jobsSpan(word, times))];
    case 'digest':
      return [makeLine(command, digestSpan(times))];
    case 'vms':
      return [makeLine(command, word ?? names.role ?? names.vaults[0])];
    case 'drills': {
      const [vm] = names.machines;
      return [...(vm ? [makeLine(command, vm.machine, word)] : []), makeLine(command, word)];
    }
    case 'evidence':
      return [makeLine(command, quarter ?? currentQuarter(facts))];
    case 'audit':
      return [];
    case 'drill new':
      return details.some(({ name }) => name === 'tag')
        ? [makeLine(command, ...drillWords(sentence))]
        : [makeLine(command)];
    default:
      return [makeLine(command, word)];
  }
}

/** How far back to list jobs; running jobs are listed whenever they began. */
function jobsSpan(word: LineWord | undefined, times: ParsedSentence['times']): string | undefined {
  if (typeof word === 'object' && 'grammar' in word && word.grammar === 'running') return undefined;
  return times.map(spanOf).find((span) => span !== undefined);
}

/** Times that name a point; "today" and "tonight" only tell when the question is asked. */
const ofOnePoint: ReadonlySet<string> = new Set(['number', 'latest', 'date', 'weekday']);

/**
 * Lines for "the last point before 14:00" or "from before the alert". "Half 2" is ambiguous, so both readings come, the
 * later first.
 */
function pointsLines(about: string, word: LineWord | undefined, { times, facts }: ParsedSentence): Built {
  const now = DateTime.fromJSDate(facts.now, { zone: facts.timeZone });
  const moments = times
    .filter(({ side }) => side === 'before')
    .flatMap(({ said }) => instantsOf(said, now))
    .filter((each) => each <= now)
    .toSorted((one, other) => other.toMillis() - one.toMillis());
  const named = moments.length > 0 ? moments.map((at): LineWord => ({ at: at.toJSDate() })) : [word];
  const line = (each: LineWord | undefined) =>
    makeLine('points', about, ...(each ? [{ keyword: 'before' } as const, each] : []));
  return { lines: named.map(line), ...(moments.length > 1 && { about: 'point' }) };
}

function linesAbout(about: string, { command, about: intentAbout, word }: Intent, sentence: ParsedSentence): Built {
  const { names, times, reason, details, tokens } = sentence;
  const one = (...words: (LineWord | undefined)[]): Built => ({ lines: [makeLine(command, about, ...words)] });
  switch (command) {
    case 'status':
      return intentAbout === 'request' ? one() : one(word, jobsSpan(word, times));
    case 'points':
      return pointsLines(about, word, sentence);
    case 'commands':
      return one(tokens.some(({ text }) => /^(?:powershell|pwsh)/.test(text)) ? 'powershell' : undefined);
    case 'drill new':
      return about === names.vaults[0]
        ? { lines: [makeLine(command, ...vaultWords(sentence), ...drillWords(sentence))] }
        : one(...drillWords(sentence));
    case 'release':
      return one(...detailWords(command, details), ...reasonWords(reason));
    case 'drill renew':
    case 'policy new':
      return one();
    case 'check': {
      if (word) return { lines: [makeLine(command, about, word, ...reasonWords(reason)), makeLine(command, about)] };
      const time = times.find(({ said, side }) => side === undefined && ofOnePoint.has(said.kind));
      const [point, another] = time ? pointOf(time, about, sentence).words : [];
      return one(another ? undefined : point);
    }
    default:
      return readingCommands.has(command) ? one() : linesFor(sentence, command, about);
  }
}
