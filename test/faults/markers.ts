import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { sql } from 'kysely';
import { markers, plant, plantedMarkers, signedBlob } from '../../sandbox/world/markers.ts';
import { bot } from '../../sandbox/world/people.ts';
import type { Db } from '../../src/store/schema.ts';
import type { Asked, Shared } from './bench.ts';
import { until } from './until.ts';

/** An error that quotes its request, as gateways and validators do. */
const echo = `The request could not be handled: {"keyBackupData":"${plant('key', markers.keyBackupData)}","secretData":"${plant('secret', markers.secretData)}","KeyVaultSecretBackupData":"${plant('backup', markers.keyVaultSecretBackupData)}"} at ${signedBlob('ststagingprod', 'vhds/x.vhd')}`;

/** Searches the rows, files and logs of all tests that share the sandbox; the bot logs at its most verbose level. */
export const markersAreNowhere = (shared: Shared) =>
  describe('key material that Azure answers with', () => {
    const answers: unknown[] = [];

    /** Says it and waits for the answer, in the thread or the personal chat. */
    async function hear(text: string): Promise<void> {
      const { message } = await shared.bench.api.say('oncall', 'ops', text);
      await until(`an answer to "${text}"`, async () => (await shared.bench.posts(message)).length > 0);
    }

    test('is in what the bot reads', async () => {
      const points = [...shared.bench.sandbox.world.vaults.values()].flatMap(({ items }) => [...items.values()]);
      const item = points.find(({ vmName }) => vmName === 'sql-01');
      const [point] = item?.points ?? [];
      const id = `${item?.vault.id}/backupFabrics/Azure/protectionContainers/${item?.containerName}/protectedItems/${item?.itemName}/recoveryPoints/${point?.name}`;
      const shown = JSON.stringify(await shared.bench.sandbox.azure.getResource(id));
      for (const marker of [markers.keyBackupData, markers.secretData]) assert.ok(shown.includes(marker), marker);
      const view = await readAsBot(`${item?.vmId}?api-version=2024-07-01&$expand=instanceView`);
      assert.ok(view.includes(markers.sas), 'a signed address');
    });

    async function readAsBot(path: string): Promise<string> {
      const { azure } = shared.bench.sandbox;
      const token = await azure.issueToken('https://management.azure.com', bot.appId, bot.objectId);
      const response = await fetch(`http://127.0.0.1:${azure.port}${path}`, {
        headers: { authorization: `Bearer ${token}`, 'x-emulated-host': 'management.azure.com' },
      });
      return response.text();
    }

    test('is read in a whole restore, by commands, and in errors that quote it', async () => {
      const restored = await shared.bench.ask('sql-01');
      answers.push(await shared.bench.api.click('approver-1', restored.card, 'approve'));
      await shared.bench.ended(restored);
      shared.restored.push(restored);
      await hear('vm sql-01');
      await hear('status');

      const refused = await askUnder('web-01', { do: 'error', status: 400, code: 'BadRequest', message: echo });
      assert.match((await shared.bench.closings(refused))[0]?.text ?? '', /fail/i);
      shared.restored.push(await askUnder('app-01', { do: 'error', status: 500, message: echo }));

      for (const fault of [{ do: 'error', status: 400, message: echo }, { do: 'truncate' }]) {
        await shared.bench.api.fault({ ...fault, match: { path: 'recoveryPoints/' } });
        await hear('restore sql-01 latest because INC0012345');
        await shared.bench.api.clearFaults();
        await shared.bench.api.fault({ ...fault, match: { path: 'virtualMachines/sql-01' } });
        await hear('vm sql-01');
        await shared.bench.api.clearFaults();
      }
    });

    /** A whole request whose restore first meets a fault. */
    async function askUnder(vm: string, fault: object): Promise<Asked> {
      const asked = await shared.bench.ask(vm);
      const path = `${vm}/recoveryPoints/[^/]+/restore`;
      await shared.bench.api.fault({ ...fault, times: 1, match: { method: 'POST', path } });
      answers.push(await shared.bench.api.click('approver-1', asked.card, 'approve'));
      await shared.bench.ended(asked);
      return asked;
    }

    test('is nowhere in what people were shown', async () => {
      for (const { name } of await shared.bench.api.conversations()) {
        const path = `${shared.bench.sandbox.address}/api/conversations/${encodeURIComponent(name)}/messages`;
        const messages = await (await fetch(path)).text();
        assert.deepEqual(found(messages), [], name);
      }
      assert.deepEqual(found(JSON.stringify(answers)), []);
      const log = await (await fetch(`${shared.bench.sandbox.address}/api/bot/log`)).text();
      assert.deepEqual(found(log), [], 'the bot log of the control API');
      const requests = await (await fetch(`${shared.bench.sandbox.address}/api/azure/requests`)).text();
      assert.deepEqual(found(requests), [], 'the request log of the control API');
    });

    shared.rows.push(async (db) => {
      const dump = await dumpTables(db);
      assert.ok(dump.includes('sql-01') && dump.includes('request.succeeded'), 'the dump holds what happened');
      assert.deepEqual(found(dump), [], 'tables');
      const { dataDir } = shared.bench;
      const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
      assert.ok(files.some(({ name }) => name === 'bot.log'));
      for (const { parentPath, name } of files) {
        const content = readFileSync(join(parentPath, name), 'latin1');
        assert.deepEqual(found(content), [], join(parentPath, name));
      }
    });
  });

/** Markers that a text contains, plain or in base64. */
function found(text: string): string[] {
  return plantedMarkers.filter((marker) => text.includes(marker) || text.includes(btoa(marker)));
}

/** Every row of every table, pg-boss's included, as text. */
async function dumpTables(db: Db): Promise<string> {
  const tables = await sql<{ schema: string; name: string }>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`.execute(db);
  const texts: string[] = [];
  for (const { schema, name } of tables.rows) {
    const rows = await sql<{ row: string }>`select t::text as row from ${sql.table(`${schema}.${name}`)} t`.execute(db);
    texts.push(...rows.rows.map(({ row }) => row));
  }
  return texts.join('\n');
}
