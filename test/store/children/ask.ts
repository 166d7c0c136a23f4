import { writeSync } from 'node:fs';
import type { Services } from '../../../src/app/services.ts';
import { Clock } from '../../../src/kernel/clock.ts';
import { giveApproverTurns, requesterTurn } from '../../../src/requests/put-to-approvers.ts';
import { openStore } from '../../../src/store/open.ts';
import { quiet } from '../quiet.ts';
import { seedRequest } from '../seed-request.ts';

/**
 * A replica in which one person requests decisions, one after another, each for another machine. With `hang`, it stops
 * for ever with the last one not committed. With `approver`, that person is asked each time, and only their limit
 * counts.
 */
const { where, by, approver, asks, hang, perHour } = JSON.parse(process.argv[2] ?? '') as {
  where: { dataDir: string; databaseUrl?: string };
  by: string;
  approver?: string;
  asks: number;
  hang: boolean;
  perHour: number;
};
// Hourly limits must not depend on the machine's speed, so time practically stands still, at one moment for all
// replicas.
const clock = new Clock({ realOrigin: 0, worldOrigin: 0, rate: 0.001 });
const store = await openStore({ ...where, clock, log: quiet });
const services = { config: { asksPerHour: perHour, approverAsksPerHour: perHour } } as unknown as Services;
process.once('SIGUSR2', () => void askAll());
// Printed only now, because a signal without a handler would end the process.
writeSync(1, '{"ready":true}\n');
const alive = setInterval(() => undefined, 1000);

async function askAll(): Promise<void> {
  for (let ask = 1; ask <= asks; ask++) {
    const id = `R-${process.pid}-${ask}`;
    const hearAt = await store.transaction(async (tx) => {
      const at = approver
        ? ((await giveApproverTurns(services, tx, { id, conversation_id: 'ops' }, [approver]))[0]?.at ?? tx.now())
        : await requesterTurn(services, tx, { objectId: by, teamsId: by, name: 'Olivia', tenantId: 't' }, `/vms/${id}`);
      await seedRequest(tx, {
        ...{ id, requester_oid: by, conversation_id: 'ops', vault_id: '/vaults/v', vm_id: `/vms/${id}`, vm_name: id },
        ...{ decide_by: at, requirement: '{}' },
      });
      if (hang && ask === asks) {
        writeSync(1, '{"hangs":true}\n');
        await new Promise(() => {});
      }
      return at;
    });
    writeSync(1, `${JSON.stringify({ hearAt })}\n`);
  }
  clearInterval(alive);
  await store.close();
}
