import { readFileSync } from 'node:fs';
import { Clock, type ClockSetting } from '../src/kernel/clock.ts';
import { createLog } from '../src/kernel/telemetry/log.ts';
import { followJob } from '../src/store/jobs.ts';
import { openStore } from '../src/store/open.ts';
import type { FollowedJob } from './busy-vaults.ts';

/**
 * Makes a bot follow jobs that nobody requested. A process of its own, because the embedded database has one owner.
 * Arguments: the data directory, a file with {jobs, clock}, and for a server its URL.
 */

const [dataDir = '', file = '', databaseUrl] = process.argv.slice(2);
const { jobs, clock }: { jobs: FollowedJob[]; clock: ClockSetting } = JSON.parse(readFileSync(file, 'utf8'));
const store = await openStore({
  dataDir,
  ...(databaseUrl && { databaseUrl }),
  clock: new Clock(clock),
  log: createLog('warn'),
});
const atOnce = 500;
for (let done = 0; done < jobs.length; done += atOnce) {
  await store.transaction(async (tx) => {
    for (const { vaultId, jobId } of jobs.slice(done, done + atOnce)) {
      const facts = {
        vaultId,
        id: jobId,
        vmName: 'fleet-0001',
        containerName: '',
        operation: 'Backup',
        status: 'InProgress' as const,
        startedAt: tx.now(),
        cancellable: true,
        errors: [],
        tasks: [],
        properties: {},
      };
      await followJob(tx, facts, undefined);
      tx.wake('watch', vaultId);
    }
  });
}
await store.close();
