import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { over, type Saga, startSaga } from '../saga/saga.ts';
import { rebuilt } from './rebuilt.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga({ world: { uncommon: true } });
});
after(() => saga.close());

/** Names of the blobs in the staging account. */
function staged(): string[] {
  const { blobs } = saga.world;
  const account = saga.target.stagingStorageAccountId.split('/').at(-1) ?? '';
  return blobs.containers(account).flatMap((box) => blobs.list(account, box));
}

describe('from restored disks to a machine that is verified', () => {
  it('web-01, Linux: the extension unlocks its data disks', async () => {
    assert.match(await rebuilt(saga, 'web-01'), /✓ \*\*Set up disk encryption\*\*/);
  });

  it('lostkey-01: they are restored, and the disks told of the new version', async () => {
    assert.match(
      await rebuilt(saga, 'lostkey-01'),
      /✓ \*\*Restore the keys\*\*[\s\S]*✓ \*\*Write the encryption settings\*\*/,
    );
  });

  it('lostcvm-01: a restore fails on purpose, the key it brings out is put back, and it is restored again', async () => {
    const request = await saga.asked('lostcvm-01 latest as lostcvm-01-copy isolated');
    assert.match(request.card.all, /Key cmk-lost of lostcvm-01 is gone from kv-uncommon/);
    await saga.approve(request);
    const end = await saga.until(request.card, over);
    assert.match(
      end.all,
      /✓ \*\*Bring out the lost key\*\*[\s\S]*✓ \*\*Restore the key\*\*[\s\S]*✓ \*\*Delete the copy of the key\*\*[\s\S]*✓ \*\*Restore the disks\*\*[\s\S]*✓ \*\*Delete the copy of the keys\*\*/,
    );
    assert.match(end.all, /✓ Done/);
    assert.equal(saga.machine('lostcvm-01-copy')?.properties.provisioningState, 'Succeeded');
    const { keys } = saga.world.keyVault('kv-uncommon');
    assert.ok(keys.has('cmk-lost'));
    assert.deepEqual(
      staged().filter((name) => /^cvmcmkencryption-lostcvm/.test(name)),
      [],
    );
  });

  it('each copy of key material in the staging account is deleted, once', async () => {
    const calls = (await saga.talk.api.requests('')).filter(({ method }) => method === 'DELETE');
    assert.ok(calls.length > 0);
    assert.ok(calls.every(({ path, status }) => /encryption-/.test(path) && status === 202));
    assert.equal(new Set(calls.map(({ path }) => path)).size, calls.length);
    assert.deepEqual(
      staged().filter((name) => /encryption-/.test(name)),
      [],
    );
  });
});
