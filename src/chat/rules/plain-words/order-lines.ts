import type { WayName } from '../../../kernel/plain-concepts.ts';
import { choosePointAt } from './choose-point-at.ts';
import { detailWords } from './find-details.ts';
import { lineOf } from './line.ts';
import type { ParsedSentence } from './parsed-sentence.ts';
import type { Line, LineWord, Reading } from './reading.ts';
import type { FoundTime } from './said-times.ts';

/** No reason is longer where it is stored. */
const longestReason = 500;

/** The lines of a command for one machine, to be asked about. */
export function plainly(sentence: ParsedSentence, command: string, machine: string): Line[] {
  const reading = lineFor(sentence, command, machine);
  if (reading.kind === 'line') return [reading.line];
  return reading.kind === 'question' ? [...reading.choices] : [];
}

export function lineFor(sentence: ParsedSentence, command: string, machine: string): Reading {
  const { ignored, details, reason } = sentence;
  const because = becauseOf(reason);
  const line = (...words: (LineWord | undefined)[]): Reading => ({
    kind: 'line',
    line: lineOf(command, machine, ...words),
    ignored,
  });
  switch (command) {
    case 'restore':
      return restoreLine(sentence, machine, because);
    case 'protect':
      return line(...vaultWords(sentence), ...detailWords(command, details));
    case 'unhold':
      return line(...detailWords(command, details), ...because);
    case 'protection stop':
    case 'undelete':
    case 'hold':
    case 'retention raise':
      return line(...because);
    case 'drill':
      return drillLine(sentence, machine, because);
    case 'drill new':
      return line(...drillWords(sentence));
    case 'keyaccess':
      return line({ keyword: 'grant' }, ...because);
    default:
      return line(...detailWords(command, details));
  }
}

/** "In rsv-prod" */
export function vaultWords({ names: { vaults } }: ParsedSentence): LineWord[] {
  return vaults[0] === undefined ? [] : [{ keyword: 'in' }, vaults[0]];
}

export function becauseOf(reason: string | undefined): LineWord[] {
  return reason ? [{ keyword: 'reason' }, reason.slice(0, longestReason)] : [];
}

export function drillWords({ every, reason, details }: ParsedSentence): LineWord[] {
  return [...(every ? [{ keyword: every }] : []), ...detailWords('drill new', details), ...becauseOf(reason)];
}

function drillLine(sentence: ParsedSentence, machine: string, because: LineWord[]): Reading {
  const { ignored, times, facts } = sentence;
  const [time] = times;
  if (!time) return { kind: 'line', line: lineOf('drill', machine, ...because), ignored };
  const point = pointOf(time, facts.points(machine), sentence);
  if (point.kind === 'word') return { kind: 'line', line: lineOf('drill', machine, point.word, ...because), ignored };
  const choices = point.at.map((at) => lineOf('drill', machine, { at }, ...because));
  return {
    kind: 'question',
    about: 'point',
    choices: choices.length > 0 ? choices : [pointsLine(sentence, machine)],
    ignored,
  };
}

/** Single disks are restored as disks. */
function waysOf({ ways, details }: ParsedSentence): readonly WayName[] {
  // "Overwrite the disks" names what is replaced.
  if (ways.includes('replace')) return ways.filter((way) => way !== 'disks');
  return ways.length === 0 && details.some(({ name }) => name === 'lun') ? ['disks'] : ways;
}

function restoreLine(sentence: ParsedSentence, machine: string, because: LineWord[]): Reading {
  const { ignored, times, facts, details } = sentence;
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
  const [time, other] = times.filter(({ said }) => said.kind !== 'back' && said.kind !== 'length');
  if (time && other) {
    const points = times.flatMap((each) => pointsAt(pointOf(each, facts.points(machine), sentence)));
    const choices = points.slice(0, mostPoints).map((word) => lineOf('restore', machine, word, ...behind(way)));
    return { kind: 'question', about: 'point', choices: [...choices, lineOf('points', machine)], ignored };
  }
  if (another) {
    return {
      kind: 'question',
      about: 'way',
      choices: ways.map((each) => lineOf('restore', machine, ...behind(each))),
      ignored,
    };
  }
  if (!time) return { kind: 'line', line: lineOf('restore', machine, ...behind(way)), ignored };
  const point = pointOf(time, facts.points(machine), sentence);
  if (point.kind === 'some') {
    const choices = point.at.map((at) => lineOf('restore', machine, { at }, ...behind(way)));
    return {
      kind: 'question',
      about: 'point',
      choices: choices.length > 0 ? choices : [pointsLine(sentence, machine)],
      ignored,
    };
  }
  // With a point and a reason the plan is made at once: how it is restored must have been said by then.
  if (because.length > 0 && !way) {
    const choices = (['isolated', 'quarantine', 'beside', 'in-place', 'replace'] as const).map((each) =>
      lineOf('restore', machine, point.word, ...behind(each)),
    );
    return { kind: 'question', about: 'way', choices, ignored };
  }
  return { kind: 'line', line: lineOf('restore', machine, point.word, ...behind(way)), ignored };
}

const mostPoints = 3;

function pointsAt(point: ReturnType<typeof pointOf>): LineWord[] {
  return point.kind === 'word' ? [point.word] : point.at.map((at) => ({ at }));
}

/** Where no point can be told, those before the alert that it was told by, or all. */
function pointsLine({ has }: ParsedSentence, machine: string): Line {
  return has('alert')
    ? lineOf('points', machine, { keyword: 'before' }, { grammar: 'alert' })
    : lineOf('points', machine);
}

function pointOf(
  time: FoundTime,
  points: readonly Date[] | undefined,
  { facts }: ParsedSentence,
): { kind: 'word'; word: LineWord } | { kind: 'some'; at: Date[] } {
  const { said } = time;
  if (said.kind === 'latest') return { kind: 'word', word: { grammar: 'latest' } };
  if (said.kind === 'number') return { kind: 'word', word: `#${said.number}` };
  if (said.kind === 'event' || !points) return { kind: 'some', at: [] };
  const chosen = choosePointAt(time, points, facts);
  return chosen.kind === 'one' ? { kind: 'word', word: { at: chosen.at } } : { kind: 'some', at: chosen.at };
}

/** A line of a command that takes several machines. */
export function manyLine(sentence: ParsedSentence, command: string, machines: readonly string[]): Line {
  if (command === 'drill new') return lineOf(command, ...machines, ...drillWords(sentence));
  const vault = command === 'protect' ? vaultWords(sentence) : [];
  return lineOf(command, ...machines, ...vault, ...detailWords(command, sentence.details));
}

/** Those whose lines take several machines. */
export const takesMany: ReadonlySet<string> = new Set(['backup', 'protect', 'drill new']);
