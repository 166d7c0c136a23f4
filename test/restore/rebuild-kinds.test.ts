import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { over, type Saga, startSaga } from '../saga/saga.ts';
import { rebuilt } from './rebuilt.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga({ world: { uncommon: true } });
});
after(() => saga.close());

describe('machines of every kind, from restored disks to a machine that is verified', () => {
  it('sql-01, encrypted with a wrapped secret: its keys are there', async () => {
    const end = await rebuilt(saga, 'sql-01');
    assert.match(end, /✓ \*\*Check the keys\*\*[\s\S]*– \*\*Restore the keys\*\*: not needed/);
    assert.doesNotMatch(end, /Set up disk encryption/, 'Windows unlocks without the extension');
    assert.match(end, /✓ \*\*Delete the copy of the keys\*\*/);
  });

  it('rotated-01: the key that the point needs is an older version, which is still there', async () => {
    assert.match(await rebuilt(saga, 'rotated-01'), /– \*\*Restore the keys\*\*/);
  });

  it('softkey-01: secret and key are recovered, with the right of the one who approved', async () => {
    assert.match(
      await rebuilt(saga, 'softkey-01'),
      /✓ \*\*Restore the keys\*\*[\s\S]*– \*\*Write the encryption settings\*\*/,
    );
  });

  it('wide-01: what Azure leaves out of more than 16 disks is written', async () => {
    assert.match(await rebuilt(saga, 'wide-01'), /✓ \*\*Write the encryption settings\*\*/);
  });

  it('cvm-01: confidential as it was, and told how its OS disk is encrypted: Azure makes no other machine of that disk', async () => {
    await rebuilt(saga, 'cvm-01');
    const { securityProfile, storageProfile } = saga.machine('cvm-01-copy')?.properties ?? {};
    assert.deepEqual(securityProfile, {
      securityType: 'ConfidentialVM',
      uefiSettings: { secureBootEnabled: true, vTpmEnabled: true },
    });
    const { osDisk } = storageProfile as { osDisk: { managedDisk: { securityProfile: object } } };
    assert.deepEqual(osDisk.managedDisk.securityProfile, { securityEncryptionType: 'DiskWithVMGuestState' });
  });

  it('cvm-01 and cvm-03: whose keys are there, take no such steps but the last', async () => {
    assert.match(
      await rebuilt(saga, 'cvm-03'),
      /– \*\*Bring out the lost key\*\*: not needed[\s\S]*– \*\*Restore the key\*\*[\s\S]*✓ \*\*Delete the copy of the keys\*\*/,
    );
  });

  it('host-01: encrypted at host as it was, although the template of Azure Backup does not say so', async () => {
    await rebuilt(saga, 'host-01');
    assert.deepEqual(saga.machine('host-01-copy')?.properties.securityProfile, { encryptionAtHost: true });
  });

  it('gone-01: the machine that is no longer there, without a step about keys', async () => {
    assert.doesNotMatch(await rebuilt(saga, 'gone-01'), /the keys/);
  });

  it('legacy-01, unmanaged: comes back as files, and is refused as a machine', async () => {
    const { talk } = saga;
    const refused = await talk.ask(
      'oncall',
      'ops',
      'restore legacy-01 latest isolated because INC0012345',
      /legacy-01/,
    );
    assert.match(refused.all, /legacy-01 has unmanaged ones, which come back as VHD files/);
    await talk.click('oncall', refused.id, 'form-cancel').catch(() => undefined);
    const request = await saga.asked('legacy-01 latest disks');
    await saga.approve(request);
    assert.match((await saga.until(request.card, over)).all, /✓ Done/);
  });
});
