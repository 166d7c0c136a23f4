import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addendumHash, storedAddendum } from '../../src/approval/rules/addendum.ts';
import { channelOf } from '../../src/chat/channels.ts';
import type { Handle } from '../../src/chat/handle.ts';
import { resumeActivated, resumeDeferred } from '../../src/chat/resume-deferred.ts';
import { storedChannelRule } from '../../src/chat/rules/channel-rule.ts';
import { parseDeferred } from '../../src/chat/stored-command.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { asObject } from '../../src/kernel/json-object.ts';
import { NewerStoredError } from '../../src/kernel/stored.ts';
import { storedWatch } from '../../src/notifications/look.ts';
import { resultOf, type StepResults } from '../../src/restore/rules/results.ts';
import type { Services } from '../../src/services.ts';
import { toJson } from '../../src/store/columns.ts';
import { findDeferred } from '../../src/store/deferred-commands.ts';
import type { Store } from '../../src/store/open.ts';
import { sharedStore } from './engines.ts';
import { fixturesOf, loadFixtures } from './fixtures.ts';
import { quiet } from './quiet.ts';

async function filled(): Promise<Store> {
  const store = await sharedStore('embedded');
  await loadFixtures(store);
  return store;
}

describe('what else a version of then has stored', () => {
  it('results of steps are read, of each kind that the run had', () => {
    const restores = new Set(fixturesOf('requests').flatMap(({ id, kind }) => (kind === 'restore' ? [id] : [])));
    const steps = fixturesOf('steps').filter(({ state, request_id }) => state === 'done' && restores.has(request_id));
    const seen = new Set<string>();
    for (const { kind, result } of steps) {
      if (result === null) continue;
      assert.ok(resultOf({ [String(kind)]: result }, kind as keyof StepResults), String(kind));
      seen.add(String(kind));
    }
    for (const kind of ['restore-disks', 'restore-vm', 'replace-disks', 'check-keys', 'deploy-vm', 'verify']) {
      assert.ok(seen.has(kind), kind);
    }
  });

  it('an addendum keeps its hash', () => {
    const rows = fixturesOf('addenda');
    assert.ok(rows.length > 0);
    for (const { request_id, step_id, content, hash } of rows) {
      const request = fixturesOf('requests').find(({ id }) => id === request_id);
      const step = fixturesOf('steps').find(({ id }) => id === step_id);
      const subject = { requestId: String(request_id), planHash: String(request?.hash), step: String(step?.kind) };
      assert.equal(addendumHash({ ...subject, content: storedAddendum.parse(content) }), hash);
    }
  });

  it('settings are read', () => {
    const values = new Map(fixturesOf('settings').map(({ name, value }) => [name, value]));
    assert.deepEqual(storedChannelRule.parse(values.get('channel')).commands, ['vms', 'jobs']);
    assert.ok(storedWatch.parse(values.get('watch')).lookedAt instanceof Date);
  });
});

describe('a deferred command', () => {
  const services = (store: Store): Services =>
    ({
      store,
      clock: new Clock({
        realOrigin: Date.now(),
        worldOrigin: Date.parse(String(fixturesOf('kept_asks')[0]?.kept_at)),
        rate: 1,
      }),
      log: quiet,
      config: { language: 'en', timeZone: 'UTC' },
      access: { missing: async () => [] },
    }) as unknown as Services;

  async function kept(store: Store, rewrite: (incoming: object) => object): Promise<string> {
    const { id, incoming } = await store.db.selectFrom('kept_asks').selectAll().executeTakeFirstOrThrow();
    const changed = toJson(rewrite(asObject(incoming)));
    await store.transaction(({ db }) =>
      db.updateTable('kept_asks').set({ incoming: changed }).where('id', '=', id).execute(),
    );
    return id;
  }

  it('of then goes on as it was asked', async () => {
    const store = await filled();
    const heard: unknown[] = [];
    const handle: Handle = async (incoming) => {
      heard.push(incoming);
      return { kind: 'nothing' };
    };
    const [row] = await store.db.selectFrom('kept_asks').selectAll().execute();
    assert.ok(row);
    await resumeDeferred(services(store), handle, row.id);
    assert.deepEqual(heard, [parseDeferred(row).incoming]);
    assert.match(JSON.stringify(heard), /backup app-01 keep 30d/);
  });

  it('that cannot be read is told to its owner and put away, and keeps nothing else from going on', async () => {
    const store = await filled();
    const id = await kept(store, (incoming) => ({ ...incoming, kind: 'song' }));
    const owner = (await findDeferred(store.db, id))?.owner_oid ?? '';
    await resumeActivated(services(store), owner);
    const woken = await store.db.selectFrom('wakeups').select('key').where('key', '=', `kept:${id}`).execute();
    assert.equal(woken.length, 1);
    const never: Handle = () => assert.fail('it was handled');
    await resumeDeferred(services(store), never, id);
    assert.equal(await findDeferred(store.db, id), undefined);
    const told = await store.db.selectFrom('messages').select('body').execute();
    assert.match(JSON.stringify(told), /I cannot read what I have stored of this \(deferred command, at kind\)/);
  });

  it('of a newer version is left to it', async () => {
    const store = await filled();
    const id = await kept(store, (incoming) => ({ ...incoming, version: 2 }));
    const never: Handle = () => assert.fail('it was handled');
    await assert.rejects(resumeDeferred(services(store), never, id), NewerStoredError);
    assert.ok(await findDeferred(store.db, id));
  });
});

describe('what a channel may be used for', () => {
  it('is nothing where it cannot be read, whatever the configuration says: unknown is never yes', async () => {
    const place = { conversationId: '19:ops', kind: 'channel' as const };
    const config = { channels: { '19:ops': { commands: 'all', vaults: 'all' } } };
    const rule = async (value: unknown) => {
      const services = { config, directory: { settings: async () => [value, undefined] } };
      return (await channelOf(services as unknown as Services, place)).rule;
    };
    assert.deepEqual(await rule(undefined), config.channels['19:ops'], 'nobody has set it here');
    for (const value of [null, 'all', { commands: 'everything' }, { version: 2, commands: 'all', vaults: 'all' }]) {
      assert.equal(await rule(value), undefined, JSON.stringify(value));
    }
  });
});
