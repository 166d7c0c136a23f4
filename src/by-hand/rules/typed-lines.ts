import type { HandStep } from './hand-step.ts';

export type Shell = 'az' | 'powershell';

/**
 * The lines of a step as they are pasted: after one that fails, nothing of the step and nothing of a later step runs. A
 * shell that reads pasted lines goes on by itself, with variables that are empty or left over from something else.
 * Choosing the subscription begins anew.
 */
export function typedLines(step: Pick<HandStep, 'kind' | 'clears' | Shell>, shell: Shell): string[] {
  const { kind, clears } = step;
  const begins = kind === 'sign-in';
  if (shell === 'az') return [...chainAz(step.az, begins), ...(clears ? [clears.az] : [])];
  return chainPowerShell(step.powershell, begins, clears?.powershell);
}

const stopped = 'STOPPED';
const stopAz = `{ ${stopped}=yes; echo 'STOP: a line failed, so the lines after it do not run'; }`;

function chainAz(lines: readonly string[], begins: boolean): string[] {
  if (lines.length === 0) return [];
  const [first, ...more] = [begins ? `${stopped}= && set -o pipefail` : `test -z "\${${stopped}:-}"`, ...lines];
  return [first, ...more].map((line, at, { length }) => (at < length - 1 ? `${line} &&` : `${line} || ${stopAz}`));
}

/** Lines that stand alone, as those of a change do, begin too. */
export function chainPowerShell(lines: readonly string[], begins = true, clears?: string): string[] {
  if (lines.length === 0) return [];
  const first = begins
    ? "$stopped = $false; $ErrorActionPreference = 'Stop'"
    : "if ($stopped) { throw 'STOP: a line failed before' }";
  const end = clears ? ` finally { ${clears} }` : '';
  return [`try { ${first}`, ...lines, `} catch { $stopped = $true; throw }${end}`];
}
