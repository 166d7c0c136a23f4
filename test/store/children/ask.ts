import { writeSync } from 'node:fs';
import type { Services } from '../../../src/app/services.ts';
import { Clock } from '../../../src/kernel/clock.ts';
import { askNext } from '../../../src/requests/ask-approvers.ts';
import { requesterTurn } from '../../../src/requests/put-to-approvers.ts';
import { listApproverTurns } from '../../../src/store/approvals.ts';
import { openStore } from '../../../src/store/open.ts';
import { lockRequest } from '../../../src/store/requests.ts';
import { quiet } from '../quiet.ts';
import { seedRequest } from '../seed-request.ts';

/**
 * A replica in which one person requests decisions, one after another, each for another machine. With `hang`, it stops
 * for ever with the last one not committed. With `approvers`, it asks these people about the requests and so
 * on, which all replicas share, and prints whom it asked.
 */
const { where, by, approvers, asks, hang, perHour } = JSON.parse(process.argv[2] ?? '') as {
  where: { dataDir: string; databaseUrl?: string };
  by: string;
  approvers?: string[];
  asks: number;
  hang: boolean;
  perHour: number;
};
// Hourly limits must not depend on the machine's speed, so time practically stands still, at one moment for all
// replicas.
const clock = new Clock({ realOrigin: 0, worldOrigin: 0, rate: 0.001 });
const store = await openStore({ ...where, clock, log: quiet });
const config = { asksPerHour: perHour, approverAsksPerHour: perHour, language: 'en', timeZone: 'UTC' };
const services = { config, approvers: { policy: {} } } as unknown as Services;
process.once('SIGUSR2', () => void askAll());
// Printed only now, because a signal without a handler would end the process.
writeSync(1, '{"ready":true}\n');
const alive = setInterval(() => undefined, 1000);

async function askAll(): Promise<void> {
  for (let ask = 1; ask <= asks; ask++) {
    const done = await store.transaction(async (tx) => {
      const said = approvers
        ? await askAbout(tx, `R-${ask}`, approvers)
        : { hearAt: await askFor(tx, `R-${process.pid}-${ask}`) };
      if (hang && ask === asks) {
        writeSync(1, '{"hangs":true}\n');
        await new Promise(() => {});
      }
      return said;
    });
    writeSync(1, `${JSON.stringify(done)}\n`);
  }
  clearInterval(alive);
  await store.close();
}

type Tx = Parameters<typeof askNext>[1];

async function askFor(tx: Tx, id: string): Promise<Date> {
  const at = await requesterTurn(
    services,
    tx,
    { objectId: by, teamsId: by, name: 'Olivia', tenantId: 't' },
    `/vms/${id}`,
  );
  await seedRequest(tx, {
    ...{ id, requester_oid: by, conversation_id: 'ops', vault_id: '/vaults/v', vm_id: `/vms/${id}`, vm_name: id },
    ...{ decide_by: at, requirement: '{}' },
  });
  return at;
}

async function askAbout(tx: Tx, id: string, people: string[]): Promise<{ id: string; asked: string[] }> {
  // Counted under the lock, or those of another replica would count as this one's.
  await lockRequest(tx, id);
  const before = (await listApproverTurns(tx.db, id)).length;
  await askNext(services, tx, id, {
    found: { people, onCall: [], more: false, unread: [] },
    place: { conversationId: 'ops' },
    reach: new Map(people.map((oid) => [oid, 'place'])),
    what: () => id,
  });
  const turns = await listApproverTurns(tx.db, id);
  return { id, asked: before === 0 ? turns.map(({ approver }) => approver) : [] };
}
