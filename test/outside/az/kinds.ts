import { byHand } from '../../../src/by-hand/rules/by-hand.ts';
import { typedLines } from '../../../src/by-hand/rules/typed-lines.ts';
import { everyLine, everyRestore, harmless } from '../../by-hand/rules/every-line.ts';

/** Kinds of lines that are printed and that this part cannot type, each with the reason. */
export const untyped: Record<string, string> = {
  'az vm encryption enable': 'a dual pass takes az 2.77',
  'az version': 'it stands before that line alone',
  'az backup restore restore-disks --target-zone':
    'az takes it of zone-redundant vaults and zonal points alone, and what is typed here is of neither',
  'az keyvault key restore --hsm-name': 'the local Azure keeps no keys in a Managed HSM',
  'az keyvault key list-versions --hsm-name': 'the local Azure keeps no keys in a Managed HSM',
  'az backup vault backup-properties set': 'the local Azure changes no settings of a vault',
  'az backup vault resource-guard-mapping update': 'the local Azure changes no settings of a vault',
  'az resource delete': 'the local Azure makes nothing of another type',
};

/** Options that only show less, or name where. */
const everywhere = new Set(['--output', '--query', '--subscription']);

/** The kinds of lines in a script: each command of az, and each of its options. */
export function kindsOf(script: string): string[] {
  return script
    .replace(/'[^']*'/g, "''")
    .split(/[|;&\n{]|\$\(/)
    .flatMap((part) => {
      const [, command = '', rest = ''] = /(?:^|\s)(az(?: [a-z][a-z-]*)+)(.*)$/.exec(part) ?? [];
      const options = [...rest.matchAll(/ (--[a-z][a-z-]*)/g)].map(([, option = '']) => option);
      const kept = options.filter((option) => !everywhere.has(option));
      return command ? [command, ...kept.map((option) => `${command} ${option}`)] : [];
    });
}

/** Every kind that a person is given to type, of each case of test/by-hand. */
export function printedKinds(): Set<string> {
  const restores = Object.values(everyRestore).flatMap((facts) =>
    byHand(facts(harmless)).flatMap((step) => typedLines(step, 'az')),
  );
  const others = Object.entries(everyLine).flatMap(([name, { bash }]) =>
    name.startsWith('a restore where ') ? [] : bash(harmless),
  );
  return new Set([...restores, ...others].flatMap(kindsOf));
}

/** What no line of this run was, and is not named above; and what is named and was. */
export function unlike(typed: ReadonlySet<string>): string[] {
  const named = Object.keys(untyped);
  const isNamed = (kind: string) => named.some((one) => kind === one || kind.startsWith(`${one} `));
  const missing = [...printedKinds()].filter((kind) => !typed.has(kind) && !isNamed(kind));
  return [
    ...missing.map((kind) => `${kind}: it is printed, and was not typed`),
    ...named.filter((kind) => typed.has(kind)).map((kind) => `${kind}: it was typed, and is named as if not`),
  ];
}
