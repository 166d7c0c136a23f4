import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { drillPlace } from '../../sandbox/world/places.ts';
import { over, type Saga, startSaga } from '../saga/saga.ts';
import { idIn } from '../talk.ts';
import { cleanUpOf, leftNothing } from './drilled.ts';

let saga: Saga;
let mend: () => void = () => undefined;
before(async () => {
  saga = await startSaga();
});
after(() => saga.close());
afterEach(() => mend());

const hour = 60 * 60;

const disks = () => saga.world.resources.list('Microsoft.Compute/disks', drillPlace.resourceGroupId);

/** Writes this content as the config of all later restores. */
function writeConfigs(content: string): void {
  const { blobs } = saga.world;
  const put = blobs.put.bind(blobs);
  blobs.put = (account, container, name, blob) =>
    put(account, container, name, /config/i.test(name) ? { ...blob, content: Buffer.from(content) } : blob);
  mend = () => {
    blobs.put = put;
  };
}

describe('disks of a drill that nobody could tell', () => {
  const unread = [
    { why: 'its config is no JSON', content: 'no JSON' },
    { why: 'its config names no disk', content: '{}' },
  ];

  for (const { why, content } of unread) {
    it(`are told as left, each day until they are gone: ${why}`, async () => {
      const { talk } = saga;
      writeConfigs(content);
      const card = await talk.ask('oncall', 'ops', 'drill app-01', /asks\. Decide by/);
      const id = idIn(card.all);
      await saga.approve({ card });
      assert.match((await saga.until(card, over)).all, /✗ Failed/);
      const made = disks();
      assert.ok(made.length > 0);
      assert.ok(made.every(({ tags }) => tags?.RSVaultBackup && !tags['strongroom-request']));
      const first = await cleanUpOf(saga, id);
      assert.match(first.all, new RegExp(`✗ Failed[\\s\\S]*left things that cost money[\\s\\S]*\\(${made.length}\\)`));
      for (const { name } of made) assert.ok(first.all.includes(name), name);
      assert.equal(disks().length, made.length, 'none is deleted');
      for (const one of made) saga.world.resources.delete(one.id);
      await talk.letPass(24 * hour, hour);
      assert.match((await cleanUpOf(saga, id, first)).all, leftNothing(id));
    });
  }
});
