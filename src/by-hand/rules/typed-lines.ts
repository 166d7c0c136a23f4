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
