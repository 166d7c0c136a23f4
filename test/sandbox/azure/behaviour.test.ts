import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bot } from '../../../sandbox/world/people.ts';
import { prod, test as testSubscription } from '../../../sandbox/world/places.ts';
import { all, itemOf, pointsOf, restoreDisks, setting, startRestore } from './setting.ts';

test('lists come in pages of 200 with links that keep the filter; names of the fleet are legal and not all plain', async (t) => {
  const { backup, compute, azure } = await setting(t, { fleetSize: 450, subscriptionId: testSubscription.id });
  const filter = "backupManagementType eq 'AzureIaasVM' and itemType eq 'VM'";
  const sizes: number[] = [];
  const names: string[] = [];
  for await (const page of backup.backupProtectedItems.list('rsv-fleet', 'rg-fleet', { filter }).byPage()) {
    sizes.push(page.length);
    names.push(...page.map((item) => item.name?.split(';').pop() ?? ''));
  }
  assert.deepEqual(sizes, [200, 200, 50]);
  assert.equal(new Set(names).size, 450);
  assert.ok(names.every((name) => /^[a-z0-9][\w.-]{0,62}\w$/.test(name)));
  assert.ok(names.some((name) => name.includes('__')) && names.some((name) => name.includes('.')));
  const asked = azure.requests().filter((one) => one.path.includes('backupProtectedItems'));
  assert.ok(asked.every((one) => /filter=backupManagementType/.test(one.path)));
  // One VM of the fleet is gone, dev-01 is in the same subscription.
  assert.equal((await all(compute.virtualMachines.listAll())).length, 450);
});

test('the VM that is gone fails every night with the recorded error', async (t) => {
  const { backup } = await setting(t, { fleetSize: 3, subscriptionId: testSubscription.id });
  const failed = await all(backup.backupJobs.list('rsv-fleet', 'rg-fleet', { filter: "status eq 'Failed'" }));
  assert.equal(failed.length, 14);
  assert.ok(failed.every((job) => job.properties?.entityFriendlyName === 'fleet-0002'));
});

test('paths: any case, doubled slashes, %3B and %24filter, any api-version; none at all is refused', async (t) => {
  const { azure } = await setting(t);
  const token = await azure.issueToken('https://management.azure.com', bot.appId, bot.objectId);
  const status = async (path: string) =>
    (await fetch(`http://127.0.0.1:${azure.port}${path}`, { headers: { authorization: `Bearer ${token}` } })).status;
  const vault = `subscriptions/${prod.id}/RESOURCEGROUPS/rg-BACKUP/Providers/microsoft.recoveryservices/Vaults/RSV-prod`;
  const item =
    'backupFabrics/Azure/protectionContainers/IaasVMContainer%3Biaasvmcontainerv2%3Brg-app%3Bsql-01/protectedItems/vm%3BIAASvmcontainerv2%3Brg-app%3Bsql-01';
  assert.equal(await status(`//${vault}?api-version=2026-07-01`), 200);
  assert.equal(await status(`/${vault}/${item}?api-version=2025-02-01`), 200);
  assert.equal(await status(`/${vault}/backupJobs?api-version=2099-01-01&%24filter=status+eq+%27Failed%27`), 200);
  assert.equal(await status(`/${vault}`), 400);
  assert.equal(await status('/subscriptions/aaaa0000-0000-4000-8000-00000000ffff?api-version=2022-12-01'), 404);
});

test('addresses in answers carry the host that was meant, and a signature', async (t) => {
  const s = await setting(t);
  const [point = ''] = await pointsOf(s, 'sql-01');
  let headers: Record<string, string> = {};
  await s.backup.restores.beginTrigger(...itemOf('sql-01'), point, restoreDisks(point), {
    onResponse: (response) => {
      if (response.status === 202) headers = response.headers.toJSON();
    },
  });
  assert.match(
    headers['azure-asyncoperation'] ?? '',
    /^https:\/\/management\.azure\.com\/subscriptions\/.*\/operationsStatus\/[0-9a-f-]{36}\?api-version=2023-06-01&t=\d+&c=[\w-]{4000}&s=/,
  );
  assert.match(headers.location ?? '', /\/operationResults\//);
  assert.equal(headers['retry-after'], '60');
});

test('throttling counts per subscription and action, for an hour of world time, with the wait in the text and in the header', async (t) => {
  const s = await setting(t, { hourlyLimit: 3 });
  const list = () => all(s.backup.backupJobs.list('rsv-guarded', 'rg-backup'));
  for (let call = 0; call < 3; call++) await list();
  s.pass(20);
  await assert.rejects(
    list(),
    (error: {
      statusCode?: number;
      code?: string;
      message: string;
      response?: { headers: { get(name: string): string | undefined } };
    }) => {
      assert.equal(error.statusCode, 429);
      assert.equal(error.code, 'ResourceRequestsThrottled');
      assert.match(
        error.message,
        /action 'Microsoft\.RecoveryServices\/vaults\/backupJobs\/read' exceeded the limit of '3' for time interval '01:00:00'\. Please try again after '2400' seconds\./,
      );
      assert.equal(error.response?.headers.get('retry-after'), '2400');
      return true;
    },
  );
  // Another action has its own count.
  await all(s.backup.backupPolicies.list('rsv-prod', 'rg-backup'));
  s.pass(41);
  await list();
});

test('a reset of the world brings the seed back and makes new ids', async (t) => {
  const s = await setting(t);
  const [point = ''] = await pointsOf(s, 'sql-01');
  const first = await startRestore(s, 'sql-01', point, restoreDisks(point));
  s.pass(10);
  assert.equal((await all(s.compute.disks.listByResourceGroup('rg-restore'))).length, 3);
  const before = s.world.clock.now();
  s.world.reset();
  s.azure.reset();
  assert.deepEqual(s.world.clock.now(), before);
  assert.deepEqual(await all(s.compute.disks.listByResourceGroup('rg-restore')), []);
  const again = await startRestore(s, 'sql-01', (await pointsOf(s, 'sql-01'))[0] ?? '', restoreDisks(point));
  assert.notEqual(again, first);
});
