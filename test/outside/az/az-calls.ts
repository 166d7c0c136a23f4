import type { Calls } from '../part.ts';

export type Tried = { command: string; came: 'works' | 'refused' | 'not served' | 'fails' };

/** Commands of az in lines of a shell, such as "backup job wait". */
export function commandsOf(lines: readonly string[], came: Tried['came']): Tried[] {
  return lines.flatMap((line) =>
    [...line.matchAll(/\baz ((?:[a-z]+(?:-[a-z]+)*)(?: [a-z]+(?:-[a-z]+)*)*)/g)].map(([, command = '']) => ({
      command,
      came,
    })),
  );
}

/** az's own bugs, and how the lines work around them. */
const ownBugs: Record<string, string> = {
  monitor: "is not recognised by Debian's az 2.74, which lacks a library of Python for it",
  'backup restore restore-disks':
    'finds no item whose resource group has letters outside ASCII: it compares the name with an id, in which they are percent-encoded (2.74; Azure/azure-cli#25154 is the same of protected items)',
  'vm create':
    'drops --os-disk-security-encryption-type where the OS disk is attached (2.74, by its source); whether Azure misses it there is told nowhere',
  'vm encryption enable':
    'sends its body as a form before 2.77 (Azure/azure-cli#31885): for a single pass the lines send the same by az rest, for a dual pass they stop and say which version it takes',
};

/** One row per command. */
export function callsOf(tried: readonly Tried[]): Calls {
  const byCommand = [...Map.groupBy(tried, ({ command }) => command)].sort(([a], [b]) => (a < b ? -1 : 1));
  const rows = byCommand.map(([command, all]) => {
    const count = (wanted: Tried['came']) => String(all.filter(({ came }) => came === wanted).length || '');
    return [`az ${command}`, count('works'), count('refused'), count('not served'), ownBugs[command] ?? ''];
  });
  const untried = Object.entries(ownBugs).filter(([command]) => !byCommand.some(([one]) => one === command));
  return {
    columns: ['Command', 'Works', 'Refused, as it should be', 'Told that it is not served', 'A bug of az itself'],
    rows: [...rows, ...untried.map(([command, bug]) => [`az ${command}`, '', '', '', bug])],
  };
}
