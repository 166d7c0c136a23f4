import { probeScript } from '../../../src/drills/rules/probe.ts';
import { dotnetEnv } from '../nuget.ts';
import { runTool } from '../run-tool.ts';

/** Scripts of a drill's own, with what the probe has to say of them and how it has to end. */
const scripts: readonly (readonly [script: string, said: string, code: number])[] = [
  ['$null = 1', 'ok script', 0],
  ["'one'; 'two'", 'one two ok script', 0],
  ['exit 3', 'bad script 3', 1],
  ["'one'; exit 4", 'one bad script 4', 1],
];

/** What of the probe is not as it should be. The usual looks are left out: they ask Windows. */
export async function tryProbes(program: string): Promise<string[]> {
  const usual = probeScript('Windows').replace(/exit \$bad\n$/, '');
  const failures: string[] = [];
  for (const [script, said, code] of scripts) {
    const extra = probeScript('Windows', { script }).slice(usual.length).replaceAll('powershell.exe', program);
    const args = ['-NoProfile', '-NonInteractive', '-Command', `$bad = 0\n${extra}`];
    const ran = await runTool(program, args, { env: { ...dotnetEnv, POWERSHELL_TELEMETRY_OPTOUT: '1' }, minutes: 2 });
    const got = ran.stdout.split(/\s+/).filter(Boolean).join(' ');
    if (got !== said || ran.code !== code) failures.push(`a probe with ${script}: ${got || ran.stderr} (${ran.code})`);
  }
  return failures;
}
