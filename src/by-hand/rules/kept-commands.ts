import { nameOf, resourceGroupIdOf, subscriptionOf } from '../../kernel/arm-id.ts';

/** The blob that lists the others, a line each: when it was written, and its name. */
export const keptIndex = 'index.txt';

/** A machine's file; at: when it was last written, absent if never. */
export type Kept = { file: string; at?: Date };

export function keptFile(vmId: string): string {
  return `${nameOf(vmId)}.${nameOf(resourceGroupIdOf(vmId))}.${subscriptionOf(vmId)}.txt`.toLowerCase();
}

export function indexText(kept: readonly Kept[]): string {
  return kept.map(({ file, at }) => `${at?.toISOString() ?? 'never'} ${file}\n`).join('');
}

/** Others can write the blob: lines that are none of ours are left out. */
export function parseIndex(text: string): Kept[] {
  return text.split('\n').flatMap((line) => {
    const [, when, file] = /^(never|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([^\s/]{1,300}\.txt)$/.exec(line) ?? [];
    if (file === undefined) return [];
    const at = new Date(when ?? '');
    return [{ file, ...(!Number.isNaN(at.getTime()) && { at }) }];
  });
}

/** A night and two hours. */
const freshMs = 26 * 60 * 60_000;

/** Machines, as their files are named, whose lines are older than a night or were never kept. */
export function staleMachines(kept: readonly Kept[], now: Date): string[] {
  return kept
    .filter(({ at }) => at === undefined || now.getTime() - at.getTime() > freshMs)
    .map(({ file }) => file.replace(/\.txt$/, ''));
}
