import { once } from 'node:events';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgeProbe, type ProbeWanted, probeScript } from '../../../src/drills/rules/probe.ts';
import { dotnetEnv } from '../nuget.ts';
import { runTool } from '../run-tool.ts';

/** What Windows answers to the usual looks, by the cmdlet that asks; PowerShell elsewhere has none of these. */
type Guest = Partial<Record<'Get-BitLockerVolume' | 'Get-Disk' | 'Get-Volume' | 'Get-CimInstance', string>>;
type Case = { wanted?: ProbeWanted; guest?: Guest; says: string; code: number };

const well = 'ok disks 2 ok mounts ok filesystems ok services';
const healthy: Guest = {
  'Get-BitLockerVolume': `@{ MountPoint = 'C:'; LockStatus = 'Unlocked' }`,
  'Get-Disk': `@{ Number = 0; IsOffline = $false }, @{ Number = 1; IsOffline = $false }`,
  'Get-Volume': `@{ DriveLetter = 'C'; HealthStatus = 'Healthy' }, @{ DriveLetter = $null; HealthStatus = 'Unknown' }`,
  'Get-CimInstance': '',
};

/** Each thing that is looked at, well and not, with what the probe has to say and how it has to end. */
function casesOf(folder: string, port: number): Case[] {
  const newest = (path: string) => ({ newest: { path, hours: 26 } });
  const script = (text: string) => ({ script: text });
  return [
    { says: well, code: 0 },
    {
      guest: { 'Get-BitLockerVolume': `@{ MountPoint = 'F:'; LockStatus = 'Locked' }` },
      says: 'bad disks locked: F: ok mounts ok filesystems ok services',
      code: 1,
    },
    {
      guest: { 'Get-Disk': '@{ Number = 3; IsOffline = $true }' },
      says: 'ok disks 1 bad mounts 3 offline ok filesystems ok services',
      code: 1,
    },
    {
      guest: { 'Get-Volume': `@{ DriveLetter = 'E'; HealthStatus = 'Warning' }` },
      says: 'ok disks 2 ok mounts bad filesystems E ok services',
      code: 1,
    },
    {
      guest: { 'Get-CimInstance': `@{ Name = 'MSSQLSERVER' }, @{ Name = 'W3SVC' }` },
      says: 'ok disks 2 ok mounts ok filesystems bad services MSSQLSERVER W3SVC',
      code: 1,
    },
    { wanted: newest(folder), says: `${well} newest 1764000000`, code: 0 },
    { wanted: newest(join(folder, 'none')), says: `${well} bad newest none`, code: 1 },
    { wanted: { port }, says: `${well} ok port ${port}`, code: 0 },
    { wanted: { port: 1 }, says: `${well} bad port 1`, code: 1 },
    { wanted: script('$null = 1'), says: `${well} ok script`, code: 0 },
    { wanted: script("'one'; 'two'"), says: `${well} one two ok script`, code: 0 },
    { wanted: script('exit 3'), says: `${well} bad script 3`, code: 1 },
    { wanted: script("'one'; exit 4"), says: `${well} one bad script 4`, code: 1 },
    { wanted: script("'x' * 9000"), says: `${well} ${'x'.repeat(1000)} ok script`, code: 0 },
    { wanted: script("throw 'no'"), says: '', code: 1 },
    {
      wanted: { ...newest(folder), port, ...script("'all'") },
      says: `${well} newest 1764000000 ok port ${port} all ok script`,
      code: 0,
    },
  ];
}

/** What of the probe is not as it should be: run whole, with what Windows would answer, and read as the older PowerShell that Windows has. */
export async function tryProbes(program: string): Promise<{ tried: number; failures: string[] }> {
  const folder = mkdtempSync(join(tmpdir(), "strongroom it's "));
  const server = createServer((socket) => socket.end());
  try {
    writeFileSync(join(folder, 'old'), '');
    writeFileSync(join(folder, '.hidden'), '');
    utimesSync(join(folder, 'old'), 1_700_000_000, 1_700_000_000);
    utimesSync(join(folder, '.hidden'), 1_764_000_000, 1_764_000_000);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const failures: string[] = [];
    const cases = casesOf(folder, port);
    for (const one of cases) failures.push(...(await tryProbe(program, one)));
    return { tried: cases.length, failures };
  } finally {
    server.close();
    rmSync(folder, { recursive: true });
  }
}

async function tryProbe(program: string, { wanted, guest, says, code }: Case): Promise<string[]> {
  const probe = probeScript('Windows', wanted);
  const name = `a probe with ${JSON.stringify(wanted ?? guest ?? {})}`;
  const newer = await newerSyntax(program, probe);
  const answers = Object.entries({ ...healthy, ...guest }).map(
    ([cmdlet, answer]) => `function ${cmdlet} { ${answer} }`,
  );
  const text = [...answers, probe.replaceAll('powershell.exe', program)].join('\n');
  const { stdout, stderr, code: ended } = await runScript(program, text);
  const got = stdout.split(/\s+/).filter(Boolean).join(' ');
  const verdict = judgeProbe({ executionState: ended === 0 ? 'Succeeded' : 'Failed', exitCode: ended, output: stdout });
  return [
    ...(newer === '' ? [] : [`${name}: Windows PowerShell 5.1 doesn't know ${newer}`]),
    ...((says === '' || got === says) && ended === code ? [] : [`${name}: ${got || stderr} (${ended})`]),
    ...(Buffer.byteLength(stdout) <= 4096 ? [] : [`${name}: more than the 4 KB that Azure keeps`]),
    ...(verdict.verdict === (code === 0 ? 'passed' : 'failed') ? [] : [`${name}: judged ${verdict.verdict}`]),
  ];
}

/** What PowerShell has learnt since 5.1, which Windows comes with: all of its grammar that came later. */
async function newerSyntax(program: string, script: string): Promise<string> {
  const reader = `
$errors = $null; $tokens = $null
$text = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('${Buffer.from(script).toString('base64')}'))
$tree = [Management.Automation.Language.Parser]::ParseInput($text, [ref]$tokens, [ref]$errors)
$errors | ForEach-Object { $_.Message }
$tokens | Where-Object { $_.Kind -in 'QuestionMark','QuestionQuestion','QuestionQuestionEquals','QuestionDot','QuestionLBracket','AndAnd','OrOr','Clean' } | ForEach-Object { $_.Text }
`;
  return (await runScript(program, reader)).stdout.trim().replaceAll(/\s+/g, ' ');
}

function runScript(program: string, script: string) {
  const args = ['-NoProfile', '-NonInteractive', '-Command', script];
  return runTool(program, args, { env: { ...dotnetEnv, POWERSHELL_TELEMETRY_OPTOUT: '1' }, minutes: 2 });
}
