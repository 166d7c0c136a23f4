import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Services } from '../../src/app/services.ts';
import { channelOf, storedChannelRule } from '../../src/chat/channels.ts';
import { parseDeferred, storedCommand } from '../../src/chat/deferred-commands.ts';
import type { Handle } from '../../src/chat/handle.ts';
import { resumeActivated, resumeDeferred } from '../../src/chat/resume-deferred.ts';
import { sendMessages } from '../../src/chat/send-messages.ts';
import { storedWatch } from '../../src/jobs/read-news.ts';
import { type Incoming, type MessageBody, storedBody, storedCardIds } from '../../src/kernel/chat.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import { asObject, NewerStoredError, type Stored, storedFailure } from '../../src/kernel/stored.ts';
import { addendumHash, storedAddendum } from '../../src/requests/rules/addendum.ts';
import { parseStepResult, type StepResults } from '../../src/restore/rules/results.ts';
import { listAddenda, listVotes } from '../../src/store/approvals.ts';
import { listChecks } from '../../src/store/checks.ts';
import { findPersonalChat } from '../../src/store/conversations.ts';
import { findDeferred } from '../../src/store/deferred-commands.ts';
import { claimKey } from '../../src/store/idempotency-keys.ts';
import { runningJobs, storedJob } from '../../src/store/jobs.ts';
import { findMessage } from '../../src/store/messages.ts';
import { findNotice, listMutes, openNotices } from '../../src/store/notices.ts';
import type { Store } from '../../src/store/open.ts';
import { countRefusal, takeRefusals, writeAsked } from '../../src/store/refusals.ts';
import { listRegionInspections } from '../../src/store/region-inspections.ts';
import { findRequest } from '../../src/store/requests.ts';
import { toJson } from '../../src/store/rows.ts';
import { storedBallots, storedVoteGroups } from '../../src/store/rules/decision.ts';
import { storedCheckResult } from '../../src/store/rules/finding.ts';
import { storedMuted, storedNoticeMachines, storedTrouble } from '../../src/store/rules/notice.ts';
import type { Schema } from '../../src/store/schema.ts';
import { findStep } from '../../src/store/steps.ts';
import { asReference } from '../../src/teams/place.ts';
import type { Sender } from '../../src/teams/sender.ts';
import { TeamsError } from '../../src/teams/teams-error.ts';
import { sharedStore } from './engines.ts';
import { fixturesOf, loadFixtures } from './fixtures.ts';
import { quiet } from './quiet.ts';

async function filled(): Promise<Store> {
  const store = await sharedStore('embedded');
  await loadFixtures(store);
  return store;
}

describe('what else runs have left', () => {
  it('results of steps are read, of each kind that the run had', () => {
    const restores = new Set(fixturesOf('requests').flatMap(({ id, kind }) => (kind === 'restore' ? [id] : [])));
    const steps = fixturesOf('steps').filter(({ state, request_id }) => state === 'done' && restores.has(request_id));
    const seen = new Set<string>();
    for (const { kind, result } of steps) {
      if (result === null) continue;
      assert.ok(parseStepResult({ [String(kind)]: result }, kind as keyof StepResults), String(kind));
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

/** JSON columns, each with the only way to read it. */
const columns: readonly [table: keyof Schema, column: string, stored: Stored<never>][] = [
  ['requests', 'failure', storedFailure],
  ['steps', 'failure', storedFailure],
  ['attempts', 'failure', storedFailure],
  ['attempts', 'held', storedFailure],
  ['jobs', 'facts', storedJob],
  ['notices', 'trouble', storedTrouble],
  ['notices', 'machines', storedNoticeMachines],
  ['mutes', 'machines', storedMuted],
  ['checks', 'result', storedCheckResult],
  ['checks', 'before', storedCheckResult],
  ['addenda', 'votes', storedBallots],
  ['addenda', 'card_message_ids', storedCardIds],
  ['requests', 'card_message_ids', storedCardIds],
  ['votes', 'groups', storedVoteGroups],
] as never;

describe('a column of JSON', () => {
  for (const [table, column, stored] of columns) {
    it(`reads what is stored, and writes it as it was: ${table}.${column}`, () => {
      const values = fixturesOf(table).flatMap((row) => (row[column] == null ? [] : [row[column]]));
      const written = values.map((value) => JSON.parse(JSON.stringify(stored.write(stored.parse(value)))));
      assert.deepEqual(written, values);
    });
  }

  it('reads each look at another region', async () => {
    const store = await filled();
    const looks = await listRegionInspections(store.db, { error: (_: object, text: string) => assert.fail(text) });
    assert.equal(looks.length, fixturesOf('region_looks').length);
    const states = new Set(looks.map(({ found }) => found.state));
    assert.deepEqual([...states].toSorted(), ['lacking', 'ready']);
  });

  it('reads how each conversation is reached', () => {
    const references = fixturesOf('conversations').map(({ reference }) => reference);
    assert.ok(references.length > 0);
    for (const reference of references) assert.deepEqual(asReference(reference), reference);
    for (const bad of [null, {}, { ...asObject(references[0]), bot: {} }]) {
      assert.throws(
        () => asReference(bad),
        (error) => error instanceof TeamsError && error.code === 'NoConversationReference',
      );
    }
    assert.throws(() => asReference({ ...asObject(references[0]), version: 2 }), NewerStoredError);
  });

  it('is not all fixtures lack: failures, jobs, notices, mutes, checks and votes are among them', () => {
    const filled = (table: keyof Schema, column: string) => fixturesOf(table).some((row) => row[column] != null);
    for (const [table, column] of columns) {
      if (column !== 'held' && column !== 'before') assert.ok(filled(table, column), `${table}.${column}`);
    }
  });
});

describe('a row that cannot be read', () => {
  const bad = toJson({ song: true });
  const newer = toJson({ version: 99 });

  function logged() {
    const rows: object[] = [];
    return { rows, log: { ...quiet, error: (fields: object) => void rows.push(fields) } };
  }

  it('of a list is left out and named in the log; by its id it is an error', async () => {
    const store = await filled();
    const [notice] = await store.db.selectFrom('notices').selectAll().execute();
    assert.ok(notice);
    const at = notice.conversation_id;
    const copy = {
      ...notice,
      trouble: toJson(notice.trouble),
      machines: toJson(notice.machines),
      state: 'open' as const,
    };
    for (const [id, trouble] of [
      ['n-bad', bad],
      ['n-newer', newer],
      ['n-good', copy.trouble],
    ] as const) {
      await store.db
        .insertInto('notices')
        .values({ ...copy, id, trouble })
        .execute();
    }
    const { rows, log } = logged();
    const open = await openNotices(store.db, log, at);
    assert.ok(open.some(({ id }) => id === 'n-good') && !open.some(({ id }) => id === 'n-bad' || id === 'n-newer'));
    assert.deepEqual(rows.map((row) => (row as { notice?: string }).notice).sort(), ['n-bad', 'n-newer']);
    await assert.rejects(findNotice(store.db, 'n-bad'), {
      code: 'stored.unreadable',
      params: { name: 'trouble', path: 'kind' },
    });
    await assert.rejects(findNotice(store.db, 'n-newer'), NewerStoredError);
  });

  it('of a mute mutes nothing, and of a check leaves its machine due in its turn', async () => {
    const store = await filled();
    const [mute] = await store.db.selectFrom('mutes').selectAll().execute();
    assert.ok(mute);
    const { rows, log } = logged();
    await store.db.updateTable('mutes').set({ machines: bad }).execute();
    assert.deepEqual(await listMutes(store.db, log, mute.conversation_id), []);
    const checks = await store.db.selectFrom('checks').selectAll().execute();
    const [first] = checks;
    assert.ok(first);
    await store.db.updateTable('checks').set({ result: bad }).where('vm_name', '=', first.vm_name).execute();
    const read = await listChecks(store.db, log, [...new Set(checks.map(({ vault_id }) => vault_id))]);
    assert.equal(read.length, checks.length);
    assert.equal(read.find(({ vm_name }) => vm_name === first.vm_name)?.result, null);
    assert.equal(rows.length, 2);
  });

  it('of a job is read anew from Azure, and the others of its vault are watched on', async () => {
    const store = await filled();
    const [job] = await store.db.selectFrom('jobs').selectAll().execute();
    assert.ok(job);
    const copy = { ...job, facts: toJson(job.facts), ended_at: null };
    await store.db
      .insertInto('jobs')
      .values([
        { ...copy, job_id: 'j-bad', facts: bad },
        { ...copy, job_id: 'j-good' },
      ])
      .execute();
    const running = await runningJobs(store.db, job.vault_id);
    assert.equal(running.find(({ job_id }) => job_id === 'j-bad')?.facts, undefined);
    assert.ok(running.find(({ job_id }) => job_id === 'j-good')?.facts);
  });

  it('of a failure, of votes on an addendum and of an answer is an error that says which', async () => {
    const store = await filled();
    const unreadable = (name: string) => (error: unknown) =>
      error instanceof CodedError && error.code === 'stored.unreadable' && error.params.name === name;
    const [step] = await store.db.selectFrom('steps').selectAll().execute();
    await store.db
      .updateTable('steps')
      .set({ failure: bad })
      .where('id', '=', step?.id ?? '')
      .execute();
    await assert.rejects(findStep(store.db, step?.id ?? ''), unreadable('failure'));
    const [addendum] = await store.db.selectFrom('addenda').selectAll().execute();
    await store.db.updateTable('addenda').set({ votes: bad }).execute();
    await assert.rejects(listAddenda(store.db, addendum?.request_id ?? ''), unreadable('votes on an addendum'));
    await store.transaction((tx) => claimKey(tx, 'activity:1'));
    await store.db.updateTable('handled').set({ answer: bad }).where('key', '=', 'activity:1').execute();
    await assert.rejects(
      store.transaction((tx) => claimKey(tx, 'activity:1')),
      unreadable('answer'),
    );
  });

  it('of the groups of a vote counts for nobody, and of where cards stand is an error too', async () => {
    const store = await filled();
    const [vote] = await store.db.selectFrom('votes').selectAll().execute();
    const id = vote?.request_id ?? '';
    await store.db.updateTable('votes').set({ groups: bad }).where('request_id', '=', id).execute();
    await assert.rejects(listVotes(store.db, id), {
      code: 'stored.unreadable',
      params: { name: 'groups of a vote', path: '-' },
    });
    await store.db.updateTable('votes').set({ groups: newer }).where('request_id', '=', id).execute();
    await assert.rejects(listVotes(store.db, id), NewerStoredError);
    await store.db.updateTable('requests').set({ card_message_ids: '[7]' }).where('id', '=', id).execute();
    await assert.rejects(findRequest(store.db, id), {
      code: 'stored.unreadable',
      params: { name: 'cards', path: '0' },
    });
  });

  it('of what somebody was refused stands in the way of no refusal', async () => {
    const store = await filled();
    const refusal = { key: 'o role', code: 'role', actor: { objectId: 'o', name: 'Otto' } };
    const refused = () => store.transaction((tx) => countRefusal(tx, refusal));
    assert.deepEqual((await refused()).actor, refusal.actor);
    await store.transaction((tx) => writeAsked(tx, refusal.key, { version: 2, 'jobs sql-01': 1 }));
    assert.deepEqual((await refused()).asked, { version: 2, 'jobs sql-01': 1 });
    await store.db.updateTable('refusals').set({ actor: '7', asked: '{"jobs": "often"}' }).execute();
    const { actor, asked, count } = await refused();
    assert.deepEqual({ actor, asked, count }, { actor: null, asked: {}, count: 2 });
    assert.equal((await store.transaction((tx) => takeRefusals(tx, refusal.key)))?.actor, null);
  });

  it('of a message is given up, and those behind it are sent', async () => {
    const store = await filled();
    await store.db.deleteFrom('messages').execute();
    const conversationId = '19:ops@thread.tacv2';
    const first = await store.transaction((tx) => {
      const id = tx.post({ conversationId, body: { text: 'first' } });
      tx.post({ conversationId, body: { text: 'second' } });
      return id;
    });
    await store.db.updateTable('messages').set({ body: bad }).where('id', '=', first).execute();
    const sent: string[] = [];
    const sender = {
      async send({ body }: { body: MessageBody }) {
        sent.push(body.text);
        return { activityId: `a-${sent.length}` };
      },
    };
    const services = { store, log: quiet, clock: new Clock() } as unknown as Services;
    await sendMessages(services, sender as unknown as Sender, conversationId);
    assert.deepEqual(sent, ['second']);
    assert.equal((await findMessage(store.db, first))?.state, 'dead');
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

  const planWords = () => assert.fail('it was read as a sentence');

  it('goes on as it was asked', async () => {
    const store = await filled();
    const heard: unknown[] = [];
    const handle: Handle = async (incoming) => {
      heard.push(incoming);
      return { kind: 'nothing' };
    };
    const [row] = await store.db.selectFrom('kept_asks').selectAll().execute();
    assert.ok(row);
    await resumeDeferred(services(store), { handle, planWords }, row.id);
    assert.deepEqual(heard, [parseDeferred(row).incoming]);
    assert.match(JSON.stringify(heard), /backup app-01 keep 30d/);
  });

  it('that is no command any more is not said to have gone on', async () => {
    const store = await filled();
    const id = await kept(store, (incoming) => incoming);
    const needs = toJson([{ action: 'a/read', scope: '/subscriptions/s' }]);
    await store.db.updateTable('kept_asks').set({ needs }).where('id', '=', id).execute();
    await store.db.deleteFrom('messages').execute();
    const otherwise = { kind: 'notice', text: 'What is Daan?' } as const;
    const handle: Handle = async () => ({ kind: 'sentence', otherwise, begun: true });
    await resumeDeferred(services(store), { handle, planWords: async () => ({ say: otherwise }) }, id);
    const said = JSON.stringify(await store.db.selectFrom('messages').select('body').execute());
    assert.doesNotMatch(said, /I continued/);
    assert.match(
      said,
      /no longer understand what you asked: backup app-01 keep 30d\. Nothing was done\. What is Daan\?/,
    );
    const events = await store.db
      .selectFrom('audit')
      .select('event')
      .where('event', 'like', 'ask.%')
      .orderBy('seq', 'desc')
      .limit(1)
      .execute();
    assert.deepEqual(events, [{ event: 'ask.dropped' }]);
  });

  it('that was sent for one person alone is answered so, also where they have no chat yet', async () => {
    const store = await filled();
    const id = await kept(store, (incoming) => ({ ...incoming, targeted: true }));
    const needs = toJson([{ action: 'a/read', scope: '/subscriptions/s' }]);
    await store.db.updateTable('kept_asks').set({ needs }).where('id', '=', id).execute();
    const owner = (await findDeferred(store.db, id))?.owner_oid ?? '';
    const heard: Incoming[] = [];
    const handle: Handle = async (incoming) => {
      heard.push(incoming);
      return { kind: 'reply', body: { text: 'secret' }, personally: { text: 'more of it' } };
    };
    const row = await findDeferred(store.db, id);
    const place = row && parseDeferred(row).incoming.place.conversationId;
    const answered = async () => {
      await store.db.deleteFrom('messages').execute();
      await resumeDeferred(services(store), { handle, planWords }, id);
      const said = await store.db
        .selectFrom('messages')
        .select(['conversation_id', 'body'])
        .orderBy('number')
        .execute();
      return said.map(({ conversation_id, body }) => ({ where: conversation_id, ...storedBody.parse(body) }));
    };
    const asked = 'backup app-01 keep 30d';
    const toOwner = await answered();
    const chat = await findPersonalChat(store.db, owner);
    assert.deepEqual(
      toOwner.map(({ where, text }) => ({ where, text })),
      [
        { where: chat?.id, text: `Your role is active, so I continued with what you asked: ${asked}. secret` },
        { where: chat?.id, text: 'more of it' },
      ],
    );
    assert.ok(toOwner.every(({ targeted }) => targeted?.conversationId === place));
    assert.equal(heard[0]?.targeted, true);
    assert.ok(row);
    await store.db
      .insertInto('kept_asks')
      .values({ ...row, incoming: toJson(row.incoming), needs: toJson(row.needs) })
      .execute();
    await store.db.updateTable('conversations').set({ person_oid: null }).where('person_oid', '=', owner).execute();
    const [line, ...more] = await answered();
    assert.deepEqual(more, []);
    assert.equal(line?.where, place);
    assert.match(
      line?.text ?? '',
      /I continued with what you asked\. I can't show the answer here\. Ask again in our personal chat\.$/,
    );
  });

  it('that cannot be read is told to its owner and put away, and keeps nothing else from going on', async () => {
    const store = await filled();
    const id = await kept(store, (incoming) => ({ ...incoming, kind: 'song' }));
    const owner = (await findDeferred(store.db, id))?.owner_oid ?? '';
    await resumeActivated(services(store), owner);
    const woken = await store.db.selectFrom('wakeups').select('key').where('key', '=', `kept:${id}`).execute();
    assert.equal(woken.length, 1);
    const never: Handle = () => assert.fail('it was handled');
    await resumeDeferred(services(store), { handle: never, planWords }, id);
    assert.equal(await findDeferred(store.db, id), undefined);
    const told = await store.db.selectFrom('messages').select('body').execute();
    assert.match(JSON.stringify(told), /I can't read what I stored about this \(deferred command, at kind\)/);
  });

  it('of a newer version is left to it', async () => {
    const store = await filled();
    const id = await kept(store, (incoming) => ({ ...incoming, version: storedCommand.version + 1 }));
    const never: Handle = () => assert.fail('it was handled');
    await assert.rejects(resumeDeferred(services(store), { handle: never, planWords }, id), NewerStoredError);
    assert.ok(await findDeferred(store.db, id));
  });

  it('has its turn also where it cannot be read which rights it waits for', async () => {
    const store = await filled();
    const id = await kept(store, (incoming) => incoming);
    await store.db
      .updateTable('kept_asks')
      .set({ needs: toJson({ version: 2 }) })
      .where('id', '=', id)
      .execute();
    await resumeActivated(services(store), (await findDeferred(store.db, id))?.owner_oid ?? '');
    const woken = await store.db.selectFrom('wakeups').select('key').where('key', '=', `kept:${id}`).execute();
    assert.equal(woken.length, 1);
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
