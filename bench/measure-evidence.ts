import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { backupDay, dayFile } from '../src/jobs/rules/backup-day.ts';
import { Clock } from '../src/kernel/clock.ts';
import { effectsHash } from '../src/kernel/request.ts';
import { createLog } from '../src/kernel/telemetry/log.ts';
import { type AuditEntry, appendAudit } from '../src/store/append-audit.ts';
import { openStore } from '../src/store/open.ts';
import { newPlace } from './bots.ts';
import { round } from './numbers.ts';
import type { Table } from './table.ts';

type Evidence = {
  machines: number;
  rows: number;
  writeSeconds: number;
  writeMb: number;
  fileMb: number;
  verifySeconds: number;
  verifyMb: number;
};

const root = join(import.meta.dirname, '..');
/** Those of `npm run evidence`. */
const flags = ['--max-semi-space-size=4', '--heap-growing-percent=20'];
const vaults = 10;
const days = 92;
const rowsAtOnce = 500;

/** Evidence of a quarter in which each machine had a backup a day and a restore, and what verifies it. */
export async function measureEvidence(directory: string, quick: boolean): Promise<Evidence> {
  const machines = quick ? 1000 : 10_000;
  const home = join(directory, 'evidence');
  mkdirSync(home);
  const { databaseUrl = '' } = await newPlace('server', home);
  await fill(databaseUrl, home, machines);
  const child = [...flags, '--liftoff-only', join(root, 'bench/children/evidence.ts'), databaseUrl, home];
  const { ms, peakKb, head } = JSON.parse(execFileSync(process.execPath, child, { encoding: 'utf8' }));
  const [lines, page] = ['jsonl', 'html'].map((type) => join(home, `evidence-2026-Q4.${type}`));
  const verifier = join(root, 'tools/verify-evidence/verify-evidence.mjs');
  const begun = performance.now();
  const peak = `data:text/javascript,process.on('exit',()=>console.error(process.resourceUsage().maxRSS))`;
  const args = ['--import', peak, verifier, lines ?? '', page ?? '', '--head', head];
  const verified = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (verified.status !== 0) throw new Error(verified.stdout.slice(0, 2000));
  return {
    machines,
    rows: Number(head.split(':')[0]),
    writeSeconds: round(ms / 1000, 1),
    writeMb: round(peakKb / 1024),
    fileMb: round(statSync(lines ?? '').size / 2 ** 20),
    verifySeconds: round((performance.now() - begun) / 1000, 1),
    verifyMb: round(Number(verified.stderr.trim()) / 1024),
  };
}

async function fill(databaseUrl: string, home: string, machines: number): Promise<void> {
  const store = await openStore({ dataDir: home, databaseUrl, clock: new Clock(), log: createLog('warn') });
  const population = Array.from({ length: machines }, (_, index) => machineOf(index));
  writeFileSync(join(home, 'population.json'), JSON.stringify(population));
  let waiting: AuditEntry[] = [];
  const told = async (at: Date, entries: AuditEntry[], most = rowsAtOnce) => {
    waiting.push(...entries);
    if (waiting.length < most) return;
    await store.db.transaction().execute((trx) => appendAudit(trx, waiting, at));
    waiting = [];
  };
  for (let day = 0; day < days; day += 1) {
    const at = new Date(Date.UTC(2026, 9, 1 + day));
    const restored = population.filter((_, index) => index % days === day);
    for (const machine of restored) await told(at, restoreOf(machine));
    const entries = Array.from({ length: vaults }, (_, vault) => dayOfVault(home, population, vault, at));
    await told(new Date(at.getTime() + 36 * 3_600_000), entries, 1);
  }
  await store.close();
}

function machineOf(index: number) {
  const name = `vm-${String(index).padStart(5, '0')}`;
  const vm = `/subscriptions/${'a'.repeat(36)}/resourceGroups/rg-fleet/providers/Microsoft.Compute/virtualMachines/${name}`;
  return { vmId: vm, vm: name, vault: `rsv-${index % vaults}`, immutableId: `id-${name}` };
}

type Machine = ReturnType<typeof machineOf>;

function restoreOf({ vmId, vm, vault, immutableId }: Machine): AuditEntry[] {
  const point = { at: '2026-09-30T02:00:00.000Z', tier: 'vault-standard', threat: null };
  const effects = { disks: { selection: 'all' }, point, vmId };
  const details = {
    kind: 'restore',
    vault,
    vmId,
    effects,
    policy: 'e'.repeat(64),
    cloud: 'public',
    machine: immutableId,
  };
  const of = { requestId: `R-${vm}`, vmName: vm, planHash: effectsHash(effects) };
  const step = (name: string) => ({
    event: 'step.done' as const,
    ...of,
    details: { step: name, startedAt: point.at, agent: true },
  });
  return [
    { event: 'request.asked', ...of, actor: { objectId: 'oid-olivia', name: 'Olivia Novak' }, details },
    {
      event: 'vote.approve',
      ...of,
      actor: { objectId: 'oid-anton', name: 'Anton Visser' },
      details: { groups: ['owners'] },
    },
    ...['check-keys', 'restore-disks', 'deploy-vm', 'verify'].map(step),
    { event: 'request.succeeded', ...of, details: {} },
  ];
}

function dayOfVault(home: string, population: readonly Machine[], vault: number, startedAt: Date): AuditEntry {
  const vaultId = `/subscriptions/${'a'.repeat(36)}/resourcegroups/rg-backup/providers/p/vaults/rsv-${vault}`;
  const day = startedAt.toISOString().slice(0, 10);
  const items = population
    .filter((_, index) => index % vaults === vault)
    .map(({ vm }) => ({
      ...{ vmName: vm, policyName: 'daily-30', protectionState: 'Protected', softDeleted: false },
      containerName: `iaasvmcontainerv2;rg-fleet;${vm}`,
    }));
  const jobs = items.map((item, index) => {
    const status = index % 97 === 0 ? ('Failed' as const) : ('Completed' as const);
    return { ...item, operation: 'Backup', status, startedAt };
  });
  const policies = [
    { name: 'daily-30', schedule: { kind: 'daily' as const, time: '02:00' }, retention: { daily: { count: 30 } } },
  ];
  const { counts, policies: kept, list, hash } = backupDay(day, items, jobs, policies);
  writeFileSync(join(home, encodeURIComponent(dayFile(vaultId, day))), list);
  const details = { vault: `rsv-${vault}`, vaultId, day, ...counts, policies: kept, list: hash, kept: true };
  return { event: 'backups.day', details };
}

export function evidenceTable(one: Evidence): Table {
  return {
    title: `Evidence of a quarter, ${vaults} vaults (goal: under a minute and 300 MB for 10,000 machines)`,
    head: ['machines', 'rows', 'written s', 'peak MB', 'file MB', 'verified s', 'peak MB'],
    rows: [[one.machines, one.rows, one.writeSeconds, one.writeMb, one.fileMb, one.verifySeconds, one.verifyMb]],
  };
}
