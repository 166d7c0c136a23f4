import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import { loopbackClient } from '../../sandbox/azure/loopback-client.ts';
import { botConfig } from '../../sandbox/run-bot.ts';
import { people } from '../../sandbox/world/people.ts';
import { auditAnchor } from '../../sandbox/world/places.ts';
import { run } from '../../src/app/cli/audit.ts';
import { createCredential } from '../../src/azure/clients.ts';
import { openAzure } from '../../src/azure/open.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { erasePerson } from '../../src/store/erase-person.ts';
import { withDatabase } from '../../src/store/with-database.ts';
import { verify } from '../../tools/verify-evidence/verify-evidence.mjs';
import { quiet } from '../store/quiet.ts';
import { startTalk, type Talk } from '../talk.ts';

const day = 24 * 60 * 60;

describe('the anchor of the audit', () => {
  let talk: Talk;
  before(async () => {
    talk = await startTalk();
  });
  after(() => talk?.close());

  const heads = () => talk.sandbox.world.blobs.get('stanchor', 'audit-heads', 'heads');
  const lines = () => heads()?.content.toString('utf8').split('\n').filter(Boolean) ?? [];
  const verified = (fits: RegExp) => talk.ask('platform', 'personal-platform', 'audit verify', fits);

  /** `npm run audit -- verify` while the bot rests, as its database has one owner. */
  async function verifiedByTool(t: TestContext, args: string[], change: object = {}) {
    const { sandbox, botData: dataDir } = talk;
    const config = { ...botConfig({ ...places(), dataDir }), ...change };
    const said = t.mock.method(console, 'log', () => undefined);
    await sandbox.bot.stop();
    const code = await run(['verify', ...args], () => config, { httpClient: loopbackClient(sandbox.azure.port) });
    await sandbox.bot.start();
    const text = said.mock.calls.map(({ arguments: [line] }) => String(line)).join('\n');
    said.mock.restore();
    return { code, text };
  }

  const places = () => ({
    azurePort: talk.sandbox.azure.port,
    teamsOrigin: talk.sandbox.address,
    clock: talk.sandbox.world.clock.setting,
  });

  it('takes the head of each day, which audit verify compares by itself and says that the policy is not locked', async () => {
    await talk.letPass(2 * day + 3600, 7 * 3600);
    await talk.passes('two heads', async () => (lines().length >= 2 ? true : undefined));
    for (const line of lines()) assert.match(line, /^\d{4}-\d\d-\d\dT\S+ \d+:[0-9a-f]{64}$/);
    await verified(/The audit is whole[\s\S]*It holds all \d+ anchored heads[\s\S]*Anchored, not locked/);
    talk.sandbox.world.blobs.immutable.set('stanchor/audit-heads', 'Locked');
    const told = await verified(/It holds all \d+ anchored heads/);
    assert.doesNotMatch(told.all, /not locked/);
  });

  const archived = () => {
    const { blobs } = talk.sandbox.world;
    const names = blobs.list('stanchor', 'commands').filter((name) => name.startsWith('audit/'));
    return names
      .toSorted()
      .map((name) => blobs.get('stanchor', 'commands', name)?.content.toString('utf8') ?? '')
      .join('');
  };
  const fitsAnchor = () => {
    const kept = lines().map((line) => {
      const [at = '', head = ''] = line.split(' ');
      const [seq = '', hash = ''] = head.split(':');
      return { at, seq: Number(seq), hash };
    });
    const { problems, isAnchored } = verify(archived(), { heads: kept });
    assert.deepEqual({ problems, isAnchored }, { problems: [], isAnchored: true });
  };

  it('has the rows beside it, which are verified without the database and lose the texts of who is erased', async () => {
    await talk.ask('platform', 'personal-platform', 'evidence 2026-Q4', /2026-Q4/);
    await talk.letPass(day, 6 * 3600);
    fitsAnchor();
    const { name, objectId } = people.platform;
    assert.match(archived(), new RegExp(`"text":"${name}"`));
    await talk.sandbox.bot.stop();
    await withDatabase({ dataDir: talk.botData }, quiet, (db) => erasePerson(db, objectId, 'jan@host'));
    await talk.sandbox.bot.start();
    await talk.letPass(day, 6 * 3600);
    fitsAnchor();
    assert.doesNotMatch(archived(), new RegExp(`"text":"${name}"`));
    assert.match(archived(), /"erased":"20/);
  });

  it('is compared by the tool, which ends with 3 where nothing that is kept elsewhere was', async (t) => {
    const fits = await verifiedByTool(t, []);
    assert.equal(fits.code, 0, fits.text);
    assert.match(fits.text, /The chain is whole[\s\S]*It holds all \d+ anchored heads/);
    const without = { auditAnchor: undefined };
    const alone = await verifiedByTool(t, [], without);
    assert.equal(alone.code, 3);
    assert.match(alone.text, /Not anchored: this shows only that the audit fits itself/);
    const head = /(\d+):[0-9a-f]{64}$/.exec(lines().at(-1) ?? '')?.[0] ?? '';
    assert.equal((await verifiedByTool(t, ['--head', head], without)).code, 0);
    const unread = await verifiedByTool(t, [], { signIn: { kind: 'secret', secret: 'another' } });
    assert.deepEqual([unread.code, /I can't read the anchored heads/.test(unread.text)], [3, true]);
  });

  it('appends to a blob that was made and left empty', async () => {
    const before = heads() ?? assert.fail();
    talk.sandbox.world.blobs.put('stanchor', 'audit-heads', 'heads', { ...before, content: Buffer.alloc(0) });
    await talk.letPass(day, 6 * 3600);
    await talk.passes('a head', async () => (lines().length > 0 ? true : undefined));
    const { content } = heads() ?? assert.fail();
    const whole = Buffer.concat([before.content, content]);
    talk.sandbox.world.blobs.put('stanchor', 'audit-heads', 'heads', { ...before, content: whole });
  });

  it('lets nobody overwrite or delete a head, nor append behind another end', async () => {
    const { azure } = talk.sandbox;
    const config = botConfig({ ...places(), dataDir: '' });
    const httpClient = loopbackClient(azure.port);
    const { anchor, stagingBlobs } = openAzure({
      credential: createCredential(config, httpClient),
      cloud: config.cloud,
      httpClient,
      subscriptions: config.subscriptions,
      clock: new Clock(),
      log: quiet,
      throttles: { until: async () => undefined, set: async () => undefined },
    });
    const before = lines();
    const uri = 'https://stanchor.blob.core.windows.net/audit-heads/heads';
    const refused = await stagingBlobs.delete({ uri, clientRequestId: 'c' });
    assert.match(JSON.stringify(refused), /BlobImmutableDueToPolicy/);
    await assert.rejects(
      anchor.append(auditAnchor, 'x', undefined),
      /BlobAlreadyExists|BlobImmutableDueToPolicy|azure\.failed/,
    );
    await assert.rejects(anchor.append(auditAnchor, 'x', 1), /AppendPositionConditionNotMet|azure\.failed/);
    assert.deepEqual(lines(), before);
  });

  it('shows a chain that was made anew, although it is whole', async (t) => {
    const found = heads() ?? assert.fail();
    const other = Buffer.from(`2026-12-01T00:00:00.000Z 3:${'f'.repeat(64)}\n`);
    const content = Buffer.concat([found.content, other]);
    talk.sandbox.world.blobs.put('stanchor', 'audit-heads', 'heads', { ...found, content });
    const told = await verified(/isn't the one that was anchored: head 3 isn't in it/);
    assert.doesNotMatch(told.all, /is whole/);
    const byTool = await verifiedByTool(t, ['--json']);
    assert.deepEqual([byTool.code, JSON.parse(byTool.text).msg], [2, 'The audit chain is broken']);
  });
});
