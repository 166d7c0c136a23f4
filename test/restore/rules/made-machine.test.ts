import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isSuspicious } from '../../../src/i18n/failure-text.ts';
import { machineFindings, requireMade } from '../../../src/restore/rules/verification.ts';
import { vm } from '../../machines/rules/machines.ts';
import { subnet, targetGroup } from './plan-facts.ts';
import { restored } from './signed.ts';

const nicId = `${targetGroup}/providers/Microsoft.Network/networkInterfaces/copy-nic`;
const signed = {
  groupId: targetGroup,
  subnetId: subnet,
  disks: [
    { lun: -1, id: restored('os-r') },
    { lun: 0, id: restored('data-r') },
  ],
};
const disks = signed.disks.map(({ lun, id }) => ({ lun, name: `lun ${lun}`, diskId: id }));
const copy = (over: Parameters<typeof vm>[0] = {}) =>
  vm({ name: 'copy', networkInterfaceIds: [nicId], disks, ...over });
const nic = { id: nicId, tags: {}, subnetId: subnet, privateAddresses: ['10.9.0.4'] };
const elsewhere = subnet.replace(/[^/]+$/, 'open');
const owner = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/owner';

describe('the machine that a restore made', () => {
  it('is the signed one with the restored disks, in the signed subnet, whatever the case of the ids', () => {
    assert.deepEqual(machineFindings(copy(), [nic], signed), []);
    assert.doesNotThrow(() => requireMade(copy(), [nic], signed));
    const shouted = disks.map((disk) => ({ ...disk, diskId: disk.diskId.toUpperCase() }));
    assert.deepEqual(
      machineFindings(copy({ disks: shouted }), [{ ...nic, subnetId: subnet.toUpperCase() }], signed),
      [],
    );
  });

  it('is not, with one disk more, one less, another one, or two that changed places', () => {
    const [os, data] = disks;
    assert.ok(os && data);
    const more = { lun: 1, name: 'payroll', diskId: restored('payroll') };
    for (const [made, found] of [
      [[...disks, more], /payroll/],
      [[os], /data-r/],
      [[{ ...os, diskId: restored('evil') }, data], /evil/],
      [
        [
          { ...os, diskId: data.diskId },
          { ...data, diskId: os.diskId },
        ],
        /LUN -1/,
      ],
      [[os, { lun: 0, name: 'vhd', vhdUri: 'https://evil.example/x.vhd' }], /LUN 0/],
    ] as const) {
      assert.match(machineFindings(copy({ disks: [...made] }), [nic], signed).join(), found);
    }
  });

  it('is not, with another interface, one more, another subnet, or a public address', () => {
    assert.match(machineFindings(copy({ networkInterfaceIds: [] }), [], signed).join(), /interface/);
    assert.match(machineFindings(copy(), [{ ...nic, subnetId: elsewhere }], signed).join(), /open/);
    const { subnetId: _, ...unplaced } = nic;
    assert.deepEqual(machineFindings(copy(), [unplaced], signed), ['subnet -']);
    assert.match(
      machineFindings(copy(), [{ ...nic, publicAddressId: '/x/publicIPAddresses/front' }], signed).join(),
      /front/,
    );
    const two = { networkInterfaceIds: [nicId, `${nicId}2`] };
    assert.match(machineFindings(copy(two), [nic, { ...nic, id: `${nicId}2` }], signed).join(), /copy-nic2/);
    assert.match(machineFindings(copy(), [], signed).join(), /copy-nic/, 'one that was not read is not believed');
  });

  it('is not, with the identity of somebody else, or one of its own that was given a role', () => {
    const given = { identity: { userAssigned: [owner] } };
    assert.match(machineFindings(copy(given), [nic], signed).join(), /owner/);
    const own = copy({ identity: { principalId: 'p', userAssigned: [] } });
    assert.deepEqual(machineFindings(own, [nic], signed), [], 'policies of Azure add one');
    assert.match(machineFindings(own, [nic], signed, ['Contributor']).join(), /identity with role Contributor/);
  });

  it('is not, with an extension that runs a script or lets somebody in, or an application', () => {
    for (const type of [
      'CustomScript',
      'CustomScriptExtension',
      'Microsoft.CPlat.Core.RunCommandHandlerLinux',
      'RunCommandWindows',
      'DSC',
      'Microsoft.Powershell.DSC',
      'VMAccessForLinux',
    ]) {
      const name = type.split('.').at(-1);
      assert.deepEqual(machineFindings(copy({ extensionTypes: [type, type] }), [nic], signed), [`extension ${name}`]);
    }
    const usual = ['AzureDiskEncryption', 'AzureMonitorLinuxAgent', 'MDE.Linux', 'AzurePolicyforLinux'];
    assert.deepEqual(machineFindings(copy({ extensionTypes: usual }), [nic], signed), []);
    const applications = ['/x/galleries/g/applications/evil/versions/1.0.0'];
    assert.deepEqual(machineFindings(copy({ applications }), [nic], signed), ['application evil']);
    assert.deepEqual(machineFindings(copy({ applications: ['/x/evil'] }), [nic], signed), ['application evil']);
  });

  it('is not, of another size than was signed; where none was, any', () => {
    const large = copy({ size: 'Standard_E64s_v5' });
    assert.match(machineFindings(large, [nic], { ...signed, size: 'Standard_D2s_v5' }).join(), /size Standard_E64s_v5/);
    assert.deepEqual(machineFindings(large, [nic], { ...signed, size: 'standard_e64S_v5' }), []);
    assert.deepEqual(machineFindings(large, [nic], signed), []);
  });

  it('that Azure Backup made has disks of the target group, whose names nobody knows beforehand', () => {
    const { disks: _, ...unlisted } = signed;
    assert.deepEqual(machineFindings(copy(), [nic], unlisted), []);
    const foreign = [
      {
        lun: -1,
        name: 'os',
        diskId: '/subscriptions/s/resourceGroups/rg-app/providers/Microsoft.Compute/disks/payroll',
      },
    ];
    assert.match(machineFindings(copy({ disks: foreign }), [nic], unlisted).join(), /payroll/);
    const file = [{ lun: -1, name: 'os', vhdUri: 'https://evil.example/x.vhd' }];
    assert.deepEqual(machineFindings(copy({ disks: file }), [nic], unlisted), ['disk os at LUN -1']);
    const kept = copy({ extensionTypes: ['CustomScript'] });
    assert.deepEqual(machineFindings(kept, [nic], unlisted), [], 'it may come with what the original has');
  });

  it('has no disk beside the restored ones, whatever is attached to it', () => {
    const id = fc.constantFrom('os-r', 'data-r', 'payroll').map(restored);
    const attached = fc.uniqueArray(fc.record({ lun: fc.integer({ min: -1, max: 2 }), diskId: id }), {
      selector: ({ lun }) => lun,
    });
    fc.assert(
      fc.property(attached, (some) => {
        const made = some.map((disk) => ({ ...disk, name: 'disk' }));
        const same =
          made.length === signed.disks.length &&
          signed.disks.every((one) => made.some(({ lun, diskId }) => lun === one.lun && diskId === one.id));
        assert.equal(machineFindings(copy({ disks: made }), [nic], signed).length === 0, same);
      }),
    );
  });

  it('that differs is told as a possible attack, with what was found', () => {
    const made = () => requireMade(copy(), [{ ...nic, subnetId: elsewhere }], signed);
    assert.throws(made, (error: { code: string; params: Record<string, unknown> }) => {
      assert.equal(error.code, 'rebuild.machine-foreign');
      assert.equal(error.params.vm, 'copy');
      assert.match(String(error.params.found), /open/);
      return isSuspicious({ code: error.code, params: {} });
    });
  });
});
