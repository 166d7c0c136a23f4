import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { over, type Saga, startSaga } from '../saga/saga.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga({ world: { uncommon: true } });
});
after(() => saga.close());

/**
 * Runs a restore from the question to a machine, with one approval.
 * @returns the final card
 */
async function rebuilt(vm: string): Promise<string> {
  const request = await saga.asked(`${vm} latest as ${vm}-copy isolated`);
  await saga.approve(request);
  const end = await saga.until(request.card, over);
  assert.match(end.all, /✓ Done/);
  const machine = saga.machine(`${vm}-copy`);
  assert.equal(machine?.tags?.['strongroom-request'], request.id);
  assert.equal(machine?.properties.provisioningState, 'Succeeded');
  return end.all;
}

/** Names of the blobs in the staging account. */
function staged(): string[] {
  const { blobs } = saga.world;
  const account = saga.target.stagingStorageAccountId.split('/').at(-1) ?? '';
  return blobs.containers(account).flatMap((box) => blobs.list(account, box));
}

describe('from restored disks to a machine that is verified', () => {
  it('sql-01, encrypted with a wrapped secret: its keys are there', async () => {
    const end = await rebuilt('sql-01');
    assert.match(end, /✓ \*\*Check the keys\*\*[\s\S]*– \*\*Restore the keys\*\*: not needed/);
    assert.doesNotMatch(end, /Set up disk encryption/, 'Windows unlocks without the extension');
    assert.match(end, /✓ \*\*Delete the copy of the keys\*\*/);
  });

  it('web-01, Linux: the extension unlocks its data disks', async () => {
    assert.match(await rebuilt('web-01'), /✓ \*\*Set up disk encryption\*\*/);
  });

  it('rotated-01: the key that the point needs is an older version, which is still there', async () => {
    assert.match(await rebuilt('rotated-01'), /– \*\*Restore the keys\*\*/);
  });

  it('softkey-01: secret and key are recovered, with the right of the one who approved', async () => {
    assert.match(
      await rebuilt('softkey-01'),
      /✓ \*\*Restore the keys\*\*[\s\S]*– \*\*Write the encryption settings\*\*/,
    );
  });

  it('lostkey-01: they are restored, and the disks told of the new version', async () => {
    assert.match(
      await rebuilt('lostkey-01'),
      /✓ \*\*Restore the keys\*\*[\s\S]*✓ \*\*Write the encryption settings\*\*/,
    );
  });

  it('wide-01: what Azure leaves out of more than 16 disks is written', async () => {
    assert.match(await rebuilt('wide-01'), /✓ \*\*Write the encryption settings\*\*/);
  });

  it('cvm-01: confidential as it was, and told how its OS disk is encrypted: Azure makes no other machine of that disk', async () => {
    await rebuilt('cvm-01');
    const { securityProfile, storageProfile } = saga.machine('cvm-01-copy')?.properties ?? {};
    assert.deepEqual(securityProfile, {
      securityType: 'ConfidentialVM',
      uefiSettings: { secureBootEnabled: true, vTpmEnabled: true },
    });
    const { osDisk } = storageProfile as { osDisk: { managedDisk: { securityProfile: object } } };
    assert.deepEqual(osDisk.managedDisk.securityProfile, { securityEncryptionType: 'DiskWithVMGuestState' });
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

  it('cvm-01 and cvm-03: whose keys are there, take no such steps but the last', async () => {
    assert.match(
      await rebuilt('cvm-03'),
      /– \*\*Bring out the lost key\*\*: not needed[\s\S]*– \*\*Restore the key\*\*[\s\S]*✓ \*\*Delete the copy of the keys\*\*/,
    );
  });

  it('host-01: encrypted at host as it was, although the template of Azure Backup does not say so', async () => {
    await rebuilt('host-01');
    assert.deepEqual(saga.machine('host-01-copy')?.properties.securityProfile, { encryptionAtHost: true });
  });

  it('gone-01: the machine that is no longer there, without a step about keys', async () => {
    assert.doesNotMatch(await rebuilt('gone-01'), /the keys/);
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

  it('legacy-01, unmanaged: comes back as files, and is refused as a machine', async () => {
    const { talk } = saga;
    const refused = await talk.ask(
      'oncall',
      'ops',
      'restore legacy-01 latest isolated because INC0012345',
      /legacy-01/,
    );
    assert.match(refused.all, /unmanaged disks/);
    await talk.click('oncall', refused.id, 'form-cancel').catch(() => undefined);
    const request = await saga.asked('legacy-01 latest disks');
    await saga.approve(request);
    assert.match((await saga.until(request.card, over)).all, /✓ Done/);
  });
});
