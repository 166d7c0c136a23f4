import { chainPowerShell } from '../../requests/rules/change-lines.ts';
import type { HandStep } from './hand-step.ts';

export type Shell = 'az' | 'powershell';

/**
 * The lines of a step as they are pasted: after one that fails, nothing of the step and nothing of a later step runs. A
 * shell that reads pasted lines goes on by itself, with variables that are empty or left over from something else.
 * Choosing the subscription begins anew.
 * @param isFirst these lines are the first of the step
 * @param isLast and the last: else what those would clear away stays, unless one of these fails
 */
export function typedLines(
  step: Pick<HandStep, 'kind' | 'clears' | Shell>,
  shell: Shell,
  { isFirst, isLast } = { isFirst: true, isLast: true },
): string[] {
  const { kind, clears } = step;
  const begins = kind === 'sign-in' && isFirst;
  if (shell === 'powershell') return chainPowerShell(step.powershell, begins, clears?.powershell, isLast);
  const chained = chainAz(step.az, begins, isLast ? undefined : clears?.az);
  return clears && isLast ? [...chained, clears.az] : chained;
}

const stopped = 'STOPPED';

function chainAz(lines: readonly string[], begins: boolean, clears?: string): string[] {
  if (lines.length === 0) return [];
  const clear = clears ? `${clears}; ` : '';
  const stop = `{ ${stopped}=yes; ${clear}echo 'STOP: a line failed, so the lines after it do not run'; }`;
  const [first, ...more] = [begins ? `${stopped}= && set -o pipefail` : `test -z "\${${stopped}:-}"`, ...lines];
  return [first, ...more].map((line, at, { length }) => (at < length - 1 ? `${line} &&` : `${line} || ${stop}`));
}

/** A step as a message has it: whole, or the lines of it that have room there. */
export type PlacedStep = HandStep & {
  /** Its place among all steps, from 1. */
  number: number;
  /** Of a step that takes several messages. */
  piece?: { number: number; count: number };
};

/**
 * The steps as they are typed, in as few messages as have room for them. A step stays whole where one message has room
 * for it; else each piece is a chain of its own, so that it may be pasted as soon as it is seen.
 * @param room bytes of lines that one message takes
 */
export function handParts(steps: readonly HandStep[], shell: Shell, room: number): PlacedStep[][] {
  const parts: PlacedStep[][] = [];
  let left = 0;
  for (const placed of steps.flatMap((step, at) => placedSteps(step, at + 1, shell, room))) {
    const size = sizeOf(placed[shell]);
    if (size > left) {
      parts.push([]);
      left = room;
    }
    parts.at(-1)?.push(placed);
    left -= size;
  }
  return parts;
}

function placedSteps(step: HandStep, number: number, shell: Shell, room: number): PlacedStep[] {
  const whole = { ...step, number, [shell]: typedLines(step, shell) };
  if (sizeOf(whole[shell]) <= room) return [whole];
  const pieces = cut(step, shell, room);
  const count = pieces.length;
  return pieces.map((lines, at) => ({
    ...step,
    number,
    [shell]: typedLines({ ...step, [shell]: lines }, shell, { isFirst: at === 0, isLast: at === count - 1 }),
    ...(count > 1 && { piece: { number: at + 1, count } }),
  }));
}

/** Between lines, and with what makes a chain of each piece counted. */
function cut(step: HandStep, shell: Shell, room: number): string[][] {
  const pieces: string[][] = [];
  for (const line of step[shell]) {
    const longer = [...(pieces.at(-1) ?? []), line];
    const fits = sizeOf(typedLines({ ...step, [shell]: longer }, shell)) + sizeOf([clearing(step, shell)]) <= room;
    if (fits && pieces.length > 0) pieces[pieces.length - 1] = longer;
    else pieces.push([line]);
  }
  return pieces;
}

function clearing({ clears }: HandStep, shell: Shell): string {
  return clears?.[shell] ?? '';
}

/** What a card adds to each line, with a little to spare. */
const aroundLine = 125;

function sizeOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + Buffer.byteLength(JSON.stringify(line)) + aroundLine, 0);
}
