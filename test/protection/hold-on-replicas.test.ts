import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Bench, startBench } from '../faults/bench.ts';
import { until } from '../faults/until.ts';
import { createDatabase } from '../store/engines.ts';
import { connected } from '../store/postgres-server.ts';

let bench: Bench;
let database: Awaited<ReturnType<typeof createDatabase>>;

before(async () => {
  database = await createDatabase();
  bench = await startBench({ databaseUrl: database.url, ownerDatabaseUrl: database.ownerUrl });
});
after(async () => {
  await bench?.close();
  await database?.drop();
});

/** What another replica commits: this process hears nothing of it. */
async function commitElsewhere(id: string, kind: 'hold' | 'unhold', vmId: string): Promise<void> {
  const at = new Date(Date.now() + (kind === 'hold' ? 0 : 1));
  await connected(database.url, (client) =>
    client.query(
      `insert into requests (id, kind, state, requester_oid, requester_name, tenant_id, conversation_id, vault_id,
        vm_id, vm_name, reason, hash, decide_by, card_message_ids, nonce, created_at, updated_at, ended_at)
       values ($1, $2, 'succeeded', 'o', 'Olivia', 't', 'c', 'vault', $3, 'web-01', 'r', 'h', $4, '[]', 'n', $4, $4, $4)`,
      [id, kind, vmId, at],
    ),
  );
}

test('a hold that another replica commits is on the next card of a machine already looked at, and its end too', async () => {
  const { api, sandbox } = bench;
  const item = [...sandbox.world.vaults.values()]
    .flatMap(({ items }) => [...items.values()])
    .find(({ vmName }) => vmName === 'web-01');
  assert.ok(item);
  const look = async () => {
    const { message } = await api.say('oncall', 'ops', 'vm web-01');
    const card = await until('the card', async () => (await bench.thread({ thread: message })).find((one) => one.card));
    return JSON.stringify(card.card);
  };
  for (let times = 0; times < 2; times++) assert.doesNotMatch(await look(), /R-H222|"open-unhold"/);
  await commitElsewhere('R-H222', 'hold', item.vmId.toUpperCase());
  const held = await look();
  assert.match(held, /Hold R-H222 no longer holds in Azure/);
  await commitElsewhere('R-H333', 'unhold', item.vmId);
  assert.doesNotMatch(await look(), /R-H222|R-H333/);
});
