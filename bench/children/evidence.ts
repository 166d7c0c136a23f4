import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEvidence } from '../../src/drills/read-evidence.ts';
import { evidenceHeader, parseQuarter } from '../../src/drills/rules/evidence.ts';
import { writeEvidence } from '../../src/drills/write-evidence.ts';
import { dayFile } from '../../src/jobs/rules/backup-day.ts';
import { createLog } from '../../src/kernel/telemetry/log.ts';
import { withDatabase } from '../../src/store/with-database.ts';

/** Writes the evidence of a quarter in a process of its own, and prints what it took. */
const [databaseUrl = '', directory = ''] = process.argv.slice(2);
const period = parseQuarter('2026-Q4');
if (!period) throw new Error('no quarter');
const now = new Date('2027-01-03T00:00:00Z');
const header = evidenceHeader(period, { now, version: '1', cloud: { name: 'public' } });
const population = JSON.parse(readFileSync(join(directory, 'population.json'), 'utf8'));
const begun = performance.now();
const { head } = await withDatabase({ databaseUrl, dataDir: '' }, createLog('warn'), async (db) => {
  const list = async (one: { vaultId: string; day: string }) =>
    readFileSync(join(directory, encodeURIComponent(dayFile(one.vaultId, one.day))), 'utf8');
  return writeEvidence(db, await readEvidence(db, header, { population, unread: [] }, list), directory);
});
const ms = performance.now() - begun;
console.log(JSON.stringify({ ms, peakKb: process.resourceUsage().maxRSS, head: `${head.seq}:${head.hash}` }));
