import { chainPowerShell } from '../../requests/rules/change-lines.ts';
import type { HandStep } from './hand-step.ts';

export type Shell = 'az' | 'powershell';

/**
 * A step's lines for pasting: after a failure no later line runs, in this step or any other. Otherwise a shell
 * continues with pasted lines, using empty or stale variables. Selecting the subscription starts anew.
 * @param isFirst these are the step's first lines
 * @param isLast these are its last lines; before those, files to clear stay unless a line fails
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

/** A step in a message: whole, or a piece of its lines. */
export type PlacedStep = HandStep & {
  /** Position among all steps, from 1. */
  number: number;
  /** Set for a step that takes several messages. */
  piece?: { number: number; count: number };
};

/**
 * Splits steps into as few messages as have room for them. A step stays whole if it fits one message; otherwise each
 * piece is a chain of its own, which may be pasted as soon as it appears.
 * @param room bytes of lines per message
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

/** Splits between lines; the size of a piece includes its chaining. */
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

/** Bytes that a card adds per line, with a little to spare. */
const aroundLine = 125;

function sizeOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + Buffer.byteLength(JSON.stringify(line)) + aroundLine, 0);
}
