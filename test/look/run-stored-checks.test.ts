import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Services } from '../../src/app/services.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import { runStoredChecks } from '../../src/look/run-stored-checks.ts';
import { listChecks } from '../../src/store/checks.ts';
import { putConversation, putSubscription, removeSubscriptions } from '../../src/store/conversations.ts';
import { rememberPerson } from '../../src/store/people.ts';
import { freshStore } from '../store/engines.ts';
import { quiet } from '../store/quiet.ts';

const start = Date.UTC(2026, 10, 24, 10);
const minute = 60_000;
const vault = { id: '/vaults/rsv-prod', name: 'rsv-prod' };

/** A subscribed vault of some machines; those in `broken` cannot be checked. */
async function checked(t: TestContext, machines: string[]) {
  const at = { now: start };
  const clock = new Clock(undefined, () => at.now);
  const store = await freshStore(t, 'embedded', clock);
  const broken = new Set<string>();
  const looks: string[] = [];
  const bad = new Set<string>();
  const failing = new Set<string>();
  const meanwhile: (() => Promise<void>)[] = [];
  const listed = { ...vault };
  const services = {
    store,
    clock,
    log: quiet,
    inventory: {
      knownVault: async () => listed,
      readNow: async (target: object) => target,
      targetsOf: async () =>
        machines.map((vmName) => ({
          vault: listed,
          item: {
            id: vmName,
            vmName,
            containerName: vmName,
            softDeleted: false,
            protectionState: 'Protected',
            lastBackupStatus: failing.has(vmName) ? 'Failed' : 'Completed',
          },
        })),
    },
    azure: { points: { list: async () => [] } },
    checks: {
      async run({ item: { vmName } }: { item: { vmName: string } }) {
        looks.push(vmName);
        const isBad = bad.has(vmName);
        await meanwhile.shift()?.();
        if (broken.has(vmName)) throw new CodedError('azure.forbidden', { action: 'x', scope: 'y' });
        const keys = { check: 'keys', verdict: 'act', text: { code: 'keys-gone', params: {} } };
        return {
          findings: isBad ? [keys] : [],
          conclusion: { kind: 'nothing-found' },
          encryption: { kind: 'ade' },
        };
      },
    },
  } as unknown as Services;
  await rememberPerson(store, { objectId: 'o', tenantId: 't', name: 'Olivia', teamsId: '29:o' });
  const subscribe = (channel: string, vaultId: string) =>
    store.transaction(async (tx) => {
      await putConversation(tx, { id: channel, kind: 'channel', reference: {} });
      const row = { conversation_id: channel, vault_id: vaultId, container_name: '', name: vault.name };
      await putSubscription(tx, { ...row, what: 'failures', by_oid: 'o', by_name: 'Olivia' });
    });
  await subscribe('ops', vault.id);
  return {
    store,
    subscribe,
    broken,
    bad,
    failing,
    looks,
    /** The vault in Azure's list. */
    listed,
    /** Happens while a machine is inspected. */
    meanwhile,
    /** The bot is away for this long. */
    away(hours: number): void {
      at.now += hours * 60 * minute;
    },
    /** Runs the timer every quarter of an hour for this long. */
    async pass(hours: number): Promise<void> {
      for (let run = 0; run < hours * 4; run += 1) {
        await runStoredChecks(services, vault.id);
        at.now += 15 * minute;
      }
    },
    row: async (vm: string) => (await listChecks(store.db, quiet, [listed.id])).find(({ vm_name }) => vm_name === vm),
  };
}

test('each machine is checked once a day, and what it was a day before is kept beside it', async (t) => {
  const { looks, bad, pass, row } = await checked(t, ['a', 'b', 'c']);
  await pass(20);
  assert.deepEqual(looks, ['a', 'b', 'c']);
  bad.add('b');
  await pass(10);
  assert.deepEqual(looks, ['a', 'b', 'c', 'a', 'b', 'c']);
  const b = await row('b');
  assert.deepEqual([b?.before?.findings.length, b?.result?.findings.length], [0, 1]);
  assert.ok((b?.checked_at?.getTime() ?? 0) - (b?.before_at?.getTime() ?? 0) >= 23 * 60 * minute);
});

test('one whose backup fails is checked before the others that are due', async (t) => {
  const { looks, failing, away, pass } = await checked(t, ['a', 'b', 'c']);
  failing.add('c');
  await pass(1);
  away(24);
  await pass(1);
  assert.deepEqual(looks, ['a', 'b', 'c', 'c', 'a', 'b']);
});

test('one that cannot be checked keeps no other from its turn, is tried again, and is not said to have been checked', async (t) => {
  const { looks, broken, pass, row } = await checked(t, ['a', 'b', 'c']);
  broken.add('a');
  await pass(4);
  assert.deepEqual(looks, ['a', 'b', 'c']);
  assert.deepEqual([(await row('a'))?.checked_at, (await row('a'))?.result], [null, null]);
  await pass(5);
  assert.deepEqual(looks, ['a', 'b', 'c', 'a', 'a']);
  broken.clear();
  broken.add('b');
  await pass(25);
  const b = await row('b');
  assert.ok(b?.checked_at && b.tried_at > b.checked_at, 'what was known stays, as old as it is');
  assert.ok((await row('a'))?.result);
});

test('a check that took long replaces none that was made meanwhile', async (t) => {
  const { bad, meanwhile, pass, row } = await checked(t, ['a']);
  meanwhile.push(async () => {
    bad.add('a');
    await pass(0.25);
  });
  await pass(0.25);
  const a = await row('a');
  assert.equal(a?.result?.findings.length, 1);
  assert.equal(a?.before, null);
});

test('what is found is kept though the vault is listed in another spelling since somebody subscribed', async (t) => {
  const { store, listed, looks, pass, row } = await checked(t, ['a', 'b']);
  await pass(0.25);
  listed.id = vault.id.toUpperCase();
  await pass(1);
  const all = ['a', 'b'].map(async (vm) => Boolean((await row(vm))?.result));
  assert.deepEqual(
    [looks, await Promise.all(all)],
    [
      ['a', 'a', 'b'],
      [true, true],
    ],
  );
  await store.transaction((tx) => removeSubscriptions(tx, 'ops', { vaultId: vault.id, containerName: '' }));
  await pass(0.25);
  assert.deepEqual(await store.db.selectFrom('checks').select('vault_id').execute(), [], 'in either spelling');
});

test('what was found is kept for whoever is subscribed by another spelling, when a subscription ends', async (t) => {
  const { store, listed, subscribe, pass, row } = await checked(t, ['a']);
  listed.id = vault.id.toUpperCase();
  await subscribe('dba', listed.id);
  await pass(0.25);
  await store.transaction((tx) => removeSubscriptions(tx, 'ops', { vaultId: vault.id, containerName: '' }));
  await pass(0.25);
  assert.ok((await row('a'))?.result);
});

test('what was found is forgotten once nobody is subscribed to the vault', async (t) => {
  const { store, pass, row } = await checked(t, ['a']);
  await pass(1);
  assert.ok(await row('a'));
  await store.transaction((tx) => removeSubscriptions(tx, 'ops', { vaultId: vault.id, containerName: '' }));
  await pass(1);
  assert.equal(await row('a'), undefined);
});
