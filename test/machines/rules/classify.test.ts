import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { VmFacts } from '../../../src/kernel/facts.ts';
import { classify, isEncrypted, listedEncryption } from '../../../src/machines/rules/ade.ts';
import {
  adeMachine,
  deallocated,
  disk,
  encryptedInstance,
  encryptedPoint,
  extension,
  keys,
  point,
  subscription,
  unmanagedDisks,
  vm,
} from './machines.ts';

const plainDisks = [disk('os'), disk('data')];
const set = `${subscription}/resourceGroups/RG-APP/providers/Microsoft.Compute/diskEncryptionSets/des-app`;

describe('a machine that is not encrypted with ADE', () => {
  it('is on a platform key when every source was read and is clear', () => {
    const verdict = classify({ vm: vm(), disks: plainDisks, point: point() });
    assert.equal(verdict.kind, 'pmk');
    assert.equal(verdict.ade.value, 'no');
    assert.equal(verdict.customerKey.value, 'no');
    assert.equal(verdict.doubleEncryption.value, 'no');
    assert.equal(verdict.encryptionAtHost.value, 'no');
    assert.equal(verdict.confidential.value, 'no');
  });

  it('is unknown from the machine when one disk was not read', () => {
    const verdict = classify({ vm: vm(), disks: [disk('os')] });
    assert.equal(verdict.ade.value, 'unknown');
    assert.equal(verdict.customerKey.value, 'unknown');
  });

  it('is unknown from the machine when it is deallocated, and the point decides', () => {
    const machine = { vm: deallocated(vm()), disks: plainDisks };
    assert.equal(classify(machine).ade.value, 'unknown');
    assert.equal(classify(machine).kind, 'unknown');
    assert.equal(classify({ ...machine, point: point() }).kind, 'pmk');
    assert.equal(classify({ ...machine, point: encryptedPoint(true) }).kind, 'ade-bek-kek');
  });

  it('is unknown while the instance view leaves out a disk', () => {
    const machine = vm({ instanceDisks: [{ name: 'os', statusCodes: [] }] });
    assert.equal(classify({ vm: machine, disks: plainDisks }).ade.value, 'unknown');
  });

  it('has no disk encryption of its own on unmanaged disks', () => {
    const verdict = classify({ vm: vm({ managed: 'no', disks: unmanagedDisks() }), point: point({ managed: 'no' }) });
    assert.equal(verdict.kind, 'none');
    assert.equal(verdict.customerKey.value, 'no');
  });

  it('says nothing about nothing', () => {
    const verdict = classify({});
    assert.equal(verdict.kind, 'unknown');
    for (const finding of [verdict.ade, verdict.customerKey, verdict.encryptionAtHost, verdict.confidential]) {
      assert.equal(finding.value, 'unknown');
    }
  });
});

describe('server-side encryption', () => {
  it('finds a customer key on the disk, whatever the letter case of ids', () => {
    const disks = ['os', 'data'].map((name) =>
      disk(name, { id: disk(name).id.toUpperCase(), encryptionType: 'customer-key', diskEncryptionSetId: set }),
    );
    const machine = vm({
      disks: vm().disks.map((one) => ({ ...one, diskEncryptionSetId: set.toLowerCase() })),
    });
    const verdict = classify({ vm: machine, disks, point: point() });
    assert.equal(verdict.kind, 'cmk');
    assert.deepEqual(verdict.customerKey.diskEncryptionSetIds, [set]);
    assert.equal(verdict.doubleEncryption.value, 'no');
  });

  it('knows a customer key from the VM model when the disks were not read', () => {
    const machine = vm({ disks: vm().disks.map((one) => ({ ...one, diskEncryptionSetId: set })) });
    assert.equal(classify({ vm: machine }).customerKey.value, 'yes');
    assert.equal(classify({ vm: machine }).doubleEncryption.value, 'unknown');
  });

  it('keeps every set when disks use different ones', () => {
    const sets = [1, 2, 3].map((number) => `${set}-${number}`);
    const disks = sets.map((id, at) => disk(`d${at}`, { encryptionType: 'customer-key', diskEncryptionSetId: id }));
    assert.deepEqual(classify({ disks }).customerKey.diskEncryptionSetIds, sets);
  });

  it('finds double encryption on the disk or through the type of its set', () => {
    const double = disk('os', { encryptionType: 'platform-and-customer-keys', diskEncryptionSetId: set });
    assert.equal(classify({ vm: vm(), disks: [double, disk('data')], point: point() }).kind, 'double');
    const unsaid = disk('os', { encryptionType: 'unknown', diskEncryptionSetId: set });
    const diskEncryptionSets = [
      { id: set.toLowerCase(), encryptionType: 'EncryptionAtRestWithPlatformAndCustomerKeys' },
    ];
    assert.equal(classify({ disks: [unsaid], diskEncryptionSets }).doubleEncryption.value, 'yes');
  });

  it('does not rule out a customer key while a disk does not say', () => {
    const verdict = classify({ vm: vm(), disks: [disk('os'), disk('data', { encryptionType: 'unknown' })] });
    assert.equal(verdict.customerKey.value, 'unknown');
    assert.equal(verdict.doubleEncryption.value, 'unknown');
  });
});

describe('the machine itself', () => {
  it('is encrypted at host by its flag', () => {
    const verdict = classify({ vm: vm({ encryptionAtHost: 'yes' }), disks: plainDisks, point: point() });
    assert.equal(verdict.kind, 'host');
  });

  it('is confidential by its security type or its disk, and trusted launch is told apart', () => {
    const byType = classify({ vm: vm({ securityType: 'ConfidentialVM' }), disks: plainDisks, point: point() });
    assert.equal(byType.kind, 'confidential');
    const os = disk('os', { securityEncryptionType: 'ConfidentialVM_VMGuestStateOnlyEncryptedWithPlatformKey' });
    assert.equal(classify({ vm: vm(), disks: [os, disk('data')] }).confidential.value, 'yes');
    const trusted = classify({ vm: vm({ securityType: 'TrustedLaunch' }), disks: plainDisks, point: point() });
    assert.equal(trusted.trustedLaunch.value, 'yes');
    assert.equal(trusted.confidential.value, 'no');
  });

  it('is not confidential by an OS disk of trusted launch, which has a security type as well', () => {
    const disks = [disk('os', { securityEncryptionType: 'TrustedLaunch' }), disk('data')];
    const trusted = vm({ securityType: 'TrustedLaunch' });
    for (const facts of [
      { vm: trusted, disks },
      { vm: trusted, disks, point: point() },
    ]) {
      const verdict = classify(facts);
      assert.equal(verdict.kind, 'pmk');
      assert.equal(verdict.confidential.value, 'no');
      assert.equal(verdict.trustedLaunch.value, 'yes');
    }
    assert.equal(classify({ disks, point: point() }).confidential.value, 'unknown');
  });

  it('has the security type of the point where the point states one', () => {
    const verdict = classify({ vm: vm({ securityType: 'TrustedLaunch' }), point: point({ securityType: 'None' }) });
    assert.equal(verdict.trustedLaunch.value, 'no');
  });
});

describe('what misleads about ADE', () => {
  it('a failed extension does not make a machine encrypted', () => {
    const failed = vm({ adeExtension: extension({ provisioningState: 'Failed' }) });
    assert.equal(classify({ vm: failed, disks: plainDisks }).ade.value, 'no');
  });

  it('an extension told to decrypt does not make a machine encrypted', () => {
    const off = vm({ adeExtension: extension({ operation: 'DisableEncryption' }) });
    assert.equal(classify({ vm: off, disks: plainDisks }).ade.value, 'no');
  });

  it('an extension that failed over encrypted disks counts as encrypted', () => {
    const machine = vm({
      adeExtension: extension({ provisioningState: 'Failed' }),
      instanceDisks: encryptedInstance(keys(false)),
    });
    const verdict = classify({ vm: machine, disks: plainDisks });
    assert.equal(verdict.ade.value, 'yes');
  });

  it('an enabled extension alone proves nothing', () => {
    const machine = vm({ adeExtension: extension() });
    assert.equal(classify({ vm: machine, disks: plainDisks }).ade.value, 'unknown');
  });

  it('an encryption state other than "encrypted" proves neither side', () => {
    const instanceDisks = ['os', 'data'].map((name) => ({
      name,
      statusCodes: ['EncryptionState/EncryptionInProgress'],
    }));
    assert.equal(classify({ vm: vm({ instanceDisks }), disks: plainDisks }).ade.value, 'unknown');
  });

  it('one encrypted disk among others is enough', () => {
    const [os] = encryptedInstance(keys(false));
    assert.ok(os);
    const machine = vm({ adeExtension: extension(), instanceDisks: [os, { name: 'data', statusCodes: [] }] });
    assert.equal(classify({ vm: machine, disks: plainDisks }).ade.value, 'yes');
  });

  it('a removed extension leaves encrypted disks encrypted', () => {
    const disks = [disk('os', { ade: { enabled: true, version: '1.1', keys: keys(false) } }), disk('data')];
    const verdict = classify({ vm: vm(), disks });
    assert.equal(verdict.ade.value, 'yes');
    assert.equal(verdict.kind, 'ade-bek');
  });

  it('settings switched off in the VM model do not make it encrypted', () => {
    const machine = vm({ osEncryptionSettings: { enabled: false, keys: keys(false) } });
    assert.equal(classify({ vm: machine, disks: plainDisks }).ade.value, 'no');
  });

  it('an empty KEK address means no KEK', () => {
    const machine = vm({
      adeExtension: extension({ keyEncryptionKeyUrl: '', kekVaultId: '' }),
      instanceDisks: encryptedInstance(keys(false)),
    });
    assert.equal(classify({ vm: machine }).ade.kek, 'no');
  });

  it('versions tell the passes apart by operating system', () => {
    const pass = (type: string, typeHandlerVersion: string) =>
      classify({
        vm: vm({
          adeExtension: extension({ type, typeHandlerVersion }),
          instanceDisks: encryptedInstance(keys(false)),
        }),
      }).ade.pass;
    assert.equal(pass('AzureDiskEncryption', '2.2'), 'single');
    assert.equal(pass('AzureDiskEncryption', '1.1'), 'dual');
    assert.equal(pass('AzureDiskEncryptionForLinux', '1.1'), 'single');
    assert.equal(pass('AzureDiskEncryptionForLinux', '0.1'), 'dual');
    assert.equal(pass('AzureDiskEncryption', ''), 'unknown');
  });

  it('ADE beside encryption at host or a customer key is ADE', () => {
    const machine = adeMachine({ kek: true, managed: true, pass: 'single' });
    const disks = machine.disks.map((one) => ({ ...one, encryptionType: 'customer-key' as const }));
    const verdict = classify({ vm: { ...machine.vm, encryptionAtHost: 'yes' }, disks });
    assert.equal(verdict.kind, 'ade-bek-kek');
  });
});

/** A machine as a list of VMs contains it: without instance view. */
function listed(over: Partial<VmFacts> = {}): VmFacts {
  const { instanceDisks: _, ...rest } = vm({ power: 'unknown', agentReady: 'unknown', ...over });
  return rest;
}

const plain = [disk('os'), disk('data')];

describe('encryption as lists tell it', () => {
  it('is proven by what disks and VM model carry', () => {
    const ade = { enabled: true, version: '1.1', keys: keys(true) };
    assert.equal(listedEncryption(listed(), [disk('os', { ade }), disk('data')]), 'ade-bek-kek');
    const customer = [disk('os', { encryptionType: 'customer-key' }), disk('data')];
    assert.equal(listedEncryption(listed(), customer), 'cmk');
    assert.equal(listedEncryption(listed({ encryptionAtHost: 'yes' }), plain), 'host');
    const dual = listed({ osEncryptionSettings: { enabled: true, keys: keys(false) } });
    assert.equal(listedEncryption(dual, plain), 'ade-bek');
  });

  it('is never ruled out by a list', () => {
    assert.equal(listedEncryption(listed(), plain), 'unknown');
    assert.equal(listedEncryption(listed(), []), 'unknown');
    assert.equal(isEncrypted('unknown'), false);
    assert.equal(isEncrypted('pmk'), false);
    assert.equal(isEncrypted('ade'), true);
  });
});
