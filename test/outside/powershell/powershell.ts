import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { HandKind } from '../../../src/by-hand/rules/hand-step.ts';
import { typedLines } from '../../../src/by-hand/rules/typed-lines.ts';
import { anyNames, everyLine, exchanged, harmless, job, meant, type Names } from '../../by-hand/rules/every-line.ts';
import { dotnetEnv, dotnetTool } from '../nuget.ts';
import { outcome, type Part } from '../part.ts';
import { mustRun } from '../run-tool.ts';
import { cmdlets } from './cmdlets.ts';
import { tryProbes } from './probe-scripts.ts';
import { stubs } from './stubs.ts';

const version = '7.6.9';
/** Of hostile names, beside the harmless ones. */
const samples = 4;

type Call = { name: string; set: string; values: Record<string, unknown> };
type Done = { name: string; calls: Call[]; problems: string[]; left: string[] };

export const powershell: Part = {
  about: 'PowerShell, on every line of by hand, and on what a drill runs inside a Windows copy',
  async run() {
    const program = await dotnetTool('PowerShell', version, 'pwsh');
    const found = (await mustRun(program, ['--version'], { env: dotnetEnv })).trim();
    const names: Names[] = [harmless, ...fc.sample(anyNames, { numRuns: samples, seed: 1 })];
    const makers = Object.entries(everyLine).flatMap(([name, { powershell: make }]) => (make ? [{ name, make }] : []));
    const cases = makers.flatMap(({ name, make }) => names.map((of) => ({ name, lines: make(of) })));
    const done = await runLines(program, [...cases, failing]);
    const failures = makers.flatMap(({ name }, at) => {
      const [usual, ...hostile] = done.slice(at * names.length, (at + 1) * names.length);
      if (!usual) throw new Error(`${name} was not run`);
      return [
        ...problemsOf(usual),
        ...hostile.flatMap((one, index) => otherThan(usual, one, names[index + 1] ?? harmless)),
      ];
    });
    const probes = await tryProbes(program);
    failures.push(...goesOn(done.at(-1)), ...probes.failures);
    const called = new Set(done.flatMap(({ calls }) => calls.map(({ name }) => name)));
    const idle = Object.keys(cmdlets).filter((name) => !called.has(name));
    if (idle.length > 0) failures.push(`no line calls ${idle.join(', ')}: not every line was made`);
    const lines = cases.reduce((sum, one) => sum + one.lines.length, 0);
    const ran = `${lines} lines of ${makers.length} kinds, ${called.size} cmdlets; ${probes.tried} probes of drills`;
    return outcome(found, ran, together(failures));
  },
};

/** Steps as they are pasted, of which the second fails in its midst. */
const failing = {
  name: 'a step that fails',
  lines: [
    { kind: 'sign-in', powershell: ["Set-AzContext -Subscription 's'"] },
    { kind: 'verify', powershell: ['Get-AzDisk', "throw 'it fails'", 'Start-Sleep -Seconds 1'] },
    { kind: 'verify', powershell: ['Start-Sleep -Seconds 2'] },
  ].map((step) => typedLines({ ...step, kind: step.kind as HandKind, az: [] }, 'powershell').join('\n')),
};

function goesOn(done: Done | undefined): string[] {
  const called = done?.calls.map(({ name }) => name).join(', ');
  return called === 'Set-AzContext, Get-AzDisk' ? [] : [`${failing.name}: it goes on (${called})`];
}

/** One line may stand in many kinds: what is wrong with it is told once. */
function together(failures: readonly string[]): string[] {
  const kinds = Map.groupBy(failures, (failure) => failure.slice(failure.indexOf(': ') + 2));
  return [...kinds.values()].map(([first = '', ...more]) => first + (more.length > 0 ? ` (${more.length} more)` : ''));
}

async function runLines(program: string, cases: { name: string; lines: string[] }[]): Promise<Done[]> {
  const cwd = mkdtempSync(join(tmpdir(), 'strongroom-pwsh-'));
  try {
    const file = join(import.meta.dirname, 'run-lines.ps1');
    const input = JSON.stringify({ stubs: stubs(), job, cases });
    const env = { ...dotnetEnv, POWERSHELL_TELEMETRY_OPTOUT: '1' };
    return JSON.parse(await mustRun(program, ['-NoProfile', '-File', file], { cwd, env, input })) as Done[];
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

function problemsOf({ name, calls, problems, left }: Done): string[] {
  return [
    ...problems.map((problem) => `${name}: ${problem}`),
    ...left.filter((file) => file !== 'config.json').map((file) => `${name}: ${file} stays behind`),
    ...calls
      .filter((call) => call.name === 'Restore-AzRecoveryServicesBackupItem')
      .filter(({ set }) => (set === replaces) !== name.includes('disks that are replaced'))
      .map(({ set }) => `${name}: the restore falls into ${set}`),
  ];
}

/** Without a switch of another set the cmdlet replaces the disks of the machine. */
const replaces = 'AzureManagedVMReplaceExistingParameterSet';

/** The same calls with the names exchanged, and no call more or less. */
function otherThan(usual: Done, got: Done, names: Names): string[] {
  const plain = ({ name, set, values }: Call) => [name, set, said(values)];
  const expected = usual.calls.map((call) => exchanged(plain(call), names));
  const where = expected.findIndex((one, index) => {
    const call = got.calls[index];
    return !call || !isDeepStrictEqual(one, plain(call));
  });
  return [
    ...got.problems.slice(0, 1).map((problem) => `${usual.name}, names that are hostile: ${problem}`),
    ...(where === -1 && expected.length === got.calls.length
      ? []
      : [
          `${usual.name}, names that are hostile: ${JSON.stringify(got.calls[where] ?? 'a call more')} where ${JSON.stringify(expected[where])} is meant`,
        ]),
  ];
}

function said(value: unknown): unknown {
  if (typeof value === 'string') return meant(value);
  if (Array.isArray(value)) return value.map(said);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, said(one)]));
}
