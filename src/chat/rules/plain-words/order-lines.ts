import type { WayName } from '../../../kernel/plain-grammar.ts';
import { detailWords } from './find-details.ts';
import type { ParsedSentence } from './parsed-sentence.ts';
import { type LastBefore, type Line, type LineWord, makeLine } from './reading.ts';
import type { FoundTime } from './said-times.ts';
import { choosePointAt } from './time-windows.ts';

/** Lines for a wish, the likeliest first, and in what they differ. */
export type Built = { lines: readonly Line[]; about?: 'machine' | 'point' | 'way'; lastBefore?: LastBefore };

/** Reasons are stored up to this length. */
const longestReason = 500;
const mostPoints = 3;

/** Lines of a command for one machine. */
export function linesFor(sentence: ParsedSentence, command: string, machine: string): Built {
  const { details, reason } = sentence;
  const because = reasonWords(reason);
  const line = (...words: (LineWord | undefined)[]): Built => ({ lines: [makeLine(command, machine, ...words)] });
  switch (command) {
    case 'restore':
      return restoreLines(sentence, machine, because);
    case 'drill':
      return drillLines(sentence, machine, because);
    case 'protect':
      return line(...vaultWords(sentence), ...detailWords(command, details));
    case 'unhold':
      return line(...detailWords(command, details), ...because);
    case 'protection stop':
    case 'undelete':
    case 'hold':
    case 'retention raise':
      return line(...because);
    default:
      return line(...detailWords(command, details), ...(command === 'backup' ? keptFor(sentence) : []));
  }
}

/** Retention from a plain duration ("a backup first, two weeks"), if nothing else gives it. */
function keptFor({ details, times }: ParsedSentence): LineWord[] {
  if (details.some(({ name }) => name === 'keep' || name === 'until')) return [];
  const [days] = times.flatMap(({ said }) =>
    said.kind === 'length' && said.hours % 24 === 0 ? [said.hours / 24] : [],
  );
  return days === undefined ? [] : [{ keyword: 'keep' }, `${days}d`];
}

/** "In rsv-prod" */
export function vaultWords({ names: { vaults } }: ParsedSentence): LineWord[] {
  return vaults[0] === undefined ? [] : [{ keyword: 'in' }, vaults[0]];
}

export function reasonWords(reason: string | undefined): LineWord[] {
  return reason ? [{ keyword: 'reason' }, reason.slice(0, longestReason)] : [];
}

export function drillWords({ every, reason, details }: ParsedSentence): LineWord[] {
  return [...(every ? [{ keyword: every }] : []), ...detailWords('drill new', details), ...reasonWords(reason)];
}

function drillLines(sentence: ParsedSentence, machine: string, because: LineWord[]): Built {
  const [time] = sentence.times;
  if (!time) return { lines: [makeLine('drill', machine, ...because)] };
  return ofPoint(pointOf(time, machine, sentence), (word) => makeLine('drill', machine, word, ...because), machine);
}

/** Single disks are restored as disks. */
function waysOf({ ways, details }: ParsedSentence): readonly WayName[] {
  // "Overwrite the disks" names what is replaced.
  if (ways.includes('replace')) return ways.filter((way) => way !== 'disks');
  return ways.length === 0 && details.some(({ name }) => name === 'lun') ? ['disks'] : ways;
}

function restoreLines(sentence: ParsedSentence, machine: string, because: LineWord[]): Built {
  const { times, details } = sentence;
  const ways = waysOf(sentence);
  const [way, another] = ways;
  const told = detailWords('restore', details);
  const name = told.slice(0, details.some(({ name: own }) => own === 'as') ? 2 : 0);
  const behind = (chosen: typeof way): LineWord[] => [
    ...name,
    ...(chosen ? [{ keyword: chosen }] : []),
    ...told.slice(name.length),
    ...because,
  ];
  const restore = (word: LineWord | undefined, chosen = way) => makeLine('restore', machine, word, ...behind(chosen));
  const [time, other] = wishedFirst(times);
  if (time && other) {
    const points = wishedFirst(times).map((each) => pointOf(each, machine, sentence).words);
    const [both, more] = [points.flatMap(([first]) => first ?? []), points.flatMap(([, ...rest]) => rest)];
    const lines = [...both, ...more].slice(0, mostPoints).map((word) => restore(word));
    return { lines: [...lines, makeLine('points', machine)], about: 'point' };
  }
  const point = time && pointOf(time, machine, sentence);
  if (point && point.words.length !== 1) return ofPoint(point, (word) => restore(word), machine);
  const [word] = point?.words ?? [];
  const lastBefore = point?.lastBefore && { lastBefore: point.lastBefore };
  if (another) return { lines: ways.map((each) => restore(word, each)), about: 'way', ...lastBefore };
  return { lines: [restore(word)], ...lastBefore };
}

/** Times in the order of the wish: "it broke at noon, put back last night's" wants the second. */
function wishedFirst(times: readonly FoundTime[]): FoundTime[] {
  const [since, others] = [(time: FoundTime) => time.side === 'after', times.filter(isOfPoint).toReversed()];
  return [...others.filter((time) => !since(time)), ...others.filter(since)];
}

/** Whether a time may be that of a point. A duration or a span ("keep it 30 days", "of the last week") is none. */
export function isOfPoint({ said }: FoundTime): boolean {
  return said.kind !== 'back' && said.kind !== 'length';
}

type Point = { words: readonly LineWord[]; lastBefore?: LastBefore };

/** The lines for a point, or the list of all points if none can be told. */
function ofPoint({ words, lastBefore }: Point, line: (word: LineWord) => Line, machine: string): Built {
  const lines = words.slice(0, mostPoints).map(line);
  return {
    lines: lines.length > 0 ? lines : [makeLine('points', machine)],
    about: 'point',
    ...(lastBefore && { lastBefore }),
  };
}

export function pointOf(time: FoundTime, machine: string, { facts }: ParsedSentence): Point {
  const { said } = time;
  if (said.kind === 'latest') return { words: [{ grammar: 'latest' }] };
  if (said.kind === 'number') return { words: [`#${said.number}`] };
  const points = said.kind === 'event' ? undefined : facts.points(machine);
  if (!points) return { words: [] };
  const { at, before } = choosePointAt(time, points, facts);
  const [first] = at;
  return {
    words: at.map((each) => ({ at: each })),
    ...(before && first && { lastBefore: { named: before, at: first } }),
  };
}

/** The line of a command for several machines. */
export function manyLine(sentence: ParsedSentence, command: string, machines: readonly string[]): Line {
  if (command === 'drill new') return makeLine(command, ...machines, ...drillWords(sentence));
  const vault = command === 'protect' ? vaultWords(sentence) : [];
  const kept = command === 'backup' ? keptFor(sentence) : [];
  return makeLine(command, ...machines, ...vault, ...detailWords(command, sentence.details), ...kept);
}

/** Commands whose lines take several machines. */
export const takesMany: ReadonlySet<string> = new Set(['backup', 'protect', 'drill new']);
