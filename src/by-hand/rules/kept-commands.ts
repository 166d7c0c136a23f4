import { nameOf, resourceGroupIdOf, subscriptionOf } from '../../kernel/arm-id.ts';

/** The blob that lists the others, a line each: when it was written, and its name. */
export const keptIndex = 'index.txt';

/**
 * A machine's file. at: when it was last written, absent if never; noLonger: the machine has lost the tag or its
 * protection, so the file stays as it is until somebody deletes it, and the line.
 */
export type Kept = { file: string; at?: Date; noLonger?: boolean };

export function keptFile(vmId: string): string {
  return `${nameOf(vmId)}.${nameOf(resourceGroupIdOf(vmId))}.${subscriptionOf(vmId)}.txt`.toLowerCase();
}

export function indexText(kept: readonly Kept[]): string {
  const line = ({ file, at, noLonger }: Kept) =>
    `${at?.toISOString() ?? 'never'} ${file}${noLonger ? ' no-longer-kept' : ''}\n`;
  return kept.map(line).join('');
}

/** Others can write the blob: lines that are none of ours are left out. */
export function parseIndex(text: string): Kept[] {
  return text.split('\n').flatMap((line) => {
    const [, when, file, noLonger] =
      /^(never|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([^\s/]{1,300}\.txt)( no-longer-kept)?$/.exec(line) ?? [];
    if (file === undefined) return [];
    const at = new Date(when ?? '');
    return [{ file, ...(!Number.isNaN(at.getTime()) && { at }), ...(noLonger && { noLonger: true }) }];
  });
}

const hourMs = 60 * 60_000;
/** A night and two hours. */
const freshMs = 26 * hourMs;
const nightMs = 6 * hourMs;

/** Whether a run that was cut off this night has made the file. */
export function isOfTonight(kept: Kept | undefined, now: Date): boolean {
  return kept?.at !== undefined && !kept.noLonger && msBetween(kept.at, now) < nightMs;
}

/** Machines, as their files are named, whose lines are older than a night or were never kept. */
export function staleMachines(kept: readonly Kept[], now: Date): string[] {
  return kept
    .filter(({ noLonger }) => !noLonger)
    .filter(({ at }) => at === undefined || msBetween(at, now) > freshMs)
    .map(({ file }) => file.replace(/\.txt$/, ''));
}

/** Others can write a date to come, which must not count as fresh. */
function msBetween(one: Date, other: Date): number {
  return Math.abs(other.getTime() - one.getTime());
}
