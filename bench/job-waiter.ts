import { RecoveryServicesBackupClient } from '@azure/arm-recoveryservicesbackup';
import { ClientSecretCredential } from '@azure/identity';
import { loopbackClient } from '../sandbox/azure/loopback-client.ts';
import { parseArmId } from '../sandbox/world/arm-id.ts';
import { bot, tenantId } from '../sandbox/world/people.ts';
import type { FollowedJob } from './busy-vaults.ts';

/**
 * Reads one job after another by its id, as a client that waits for each of them does. Arguments: the port of the local
 * Azure, the number of reads, and the jobs as JSON. Prints the CPU milliseconds of one read.
 */

const [port, count, list = '[]'] = process.argv.slice(2);
const jobs: FollowedJob[] = JSON.parse(list);
const httpClient = loopbackClient(Number(port));
const credential = new ClientSecretCredential(tenantId, bot.appId, bot.secret, { httpClient });
const clients = new Map<string, RecoveryServicesBackupClient>();

async function read({ vaultId, jobId }: FollowedJob): Promise<void> {
  const vault = parseArmId(vaultId);
  if (!vault) throw new Error(`not a vault: ${vaultId}`);
  const { subscriptionId, group, name } = vault;
  const client =
    clients.get(subscriptionId) ?? new RecoveryServicesBackupClient(credential, subscriptionId, { httpClient });
  clients.set(subscriptionId, client);
  await client.jobDetails.get(name, group, jobId);
}

// The first calls sign in and compile code.
for (const job of jobs.slice(0, 20)) await read(job);
const before = process.cpuUsage();
for (let index = 0; index < Number(count); index++) await read(jobs[index % jobs.length] as FollowedJob);
const { user, system } = process.cpuUsage(before);
console.log((user + system) / 1000 / Number(count));
