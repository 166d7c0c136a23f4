import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createSigningKeys } from '../../src/teams/signing-keys.ts';
import { until } from '../faults/until.ts';
import { type Connector, startConnector } from './connector.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe('the keys that Teams signs with', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());
  beforeEach(() => {
    connector.metadata.reads = 0;
    connector.metadata.down = false;
  });

  function setting() {
    const time = { now: 0 };
    const warnings: object[] = [];
    const silent = { debug() {}, info() {}, error() {}, warn: (fields: object) => void warnings.push(fields) };
    const find = createSigningKeys(connector.openIdMetadata, silent, () => time.now);
    return {
      time,
      warnings,
      find: async (kid = 'ours') => find({ alg: 'RS256', kid }, { payload: '', signature: '' }),
    };
  }

  it('are read once for all that wait, and not again for a day', async () => {
    const { time, find } = setting();
    await Promise.all([find(), find(), find()]);
    time.now = day;
    await find();
    assert.equal(connector.metadata.reads, 1);
  });

  it('stay usable for a week while their server is down, and nobody waits for it', async () => {
    const { time, warnings, find } = setting();
    await find();
    connector.metadata.down = true;
    for (time.now = day + 1; time.now < 7 * day; time.now += hour) await find();
    await until('a warning', () => warnings.length > 0);
    time.now = 7 * day + 1;
    await assert.rejects(find(), /cannot be read/);
    connector.metadata.down = false;
    time.now += hour;
    await find();
  });

  it('are not asked for by each request while their server is down: the pause doubles, up to five minutes', async () => {
    const { time, find } = setting();
    connector.metadata.down = true;
    const readAt: number[] = [];
    for (time.now = 0; time.now < hour; time.now += 500) {
      const { reads } = connector.metadata;
      await assert.rejects(find());
      if (connector.metadata.reads > reads) readAt.push(time.now);
    }
    const pauses = readAt.slice(1).map((at, index) => at - (readAt[index] ?? 0));
    assert.deepEqual(
      pauses.slice(0, 9),
      [1, 2, 4, 8, 16, 32, 64, 128, 256].map((seconds) => seconds * 1000),
    );
    assert.ok(pauses.slice(9).every((pause) => pause === 5 * minute));
  });

  it('are not asked for by each unknown key id either, and a new key is found', async () => {
    const { time, find } = setting();
    await find();
    for (let index = 0; index < 100; index += 1) await assert.rejects(find(`made-up-${index}`), /unknown key/);
    assert.equal(connector.metadata.reads, 1);
    const [ours] = connector.keys;
    assert.ok(ours);
    connector.keys.push({ ...ours, kid: 'rolled' });
    time.now = minute;
    await find('rolled');
    assert.equal(connector.metadata.reads, 2);
  });

  it('are kept when an answer holds none for Teams', async () => {
    const { time, find } = setting();
    await find();
    const published = connector.keys.splice(0);
    time.now = day + 1;
    await find();
    await assert.rejects(find('made-up'));
    await find();
    connector.keys.push(...published);
  });

  it('must be named by the token, and endorsed for Teams', async () => {
    const { find } = setting();
    await assert.rejects(find(''), /no key that it names/);
    await assert.rejects(find('webchat-only'), /not endorsed/);
    await assert.rejects(find('endorsed-for-nothing'), /not endorsed/);
  });
});
