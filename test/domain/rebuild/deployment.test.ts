import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { deploymentOf, type MachineWish } from '../../../src/domain/rebuild/deployment.ts';
import { deploymentFromDisks } from '../../../src/domain/rebuild/from-disks.ts';
import { subnet, subscription2 } from '../restore-plan/facts.ts';

const wish: MachineWish = { name: 'copy', subnetId: subnet };

/** As Azure Backup generates it, with what is known of its parameters. */
const template = {
  $schema: 'https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#',
  contentVersion: '1.0.0.0',
  parameters: {
    VirtualMachineName: { type: 'string' },
    VirtualNetwork: { type: 'string' },
    VirtualNetworkResourceGroup: { type: 'string' },
    Subnet: { type: 'string' },
    OSDiskName: { type: 'string', defaultValue: 'sql-01-osdisk' },
  },
  resources: [
    { type: 'Microsoft.Network/publicIPAddresses', apiVersion: '2018-11-01', name: 'ip' },
    {
      type: 'Microsoft.Network/networkInterfaces',
      name: "[concat(parameters('VirtualMachineName'), '-nic')]",
      dependsOn: ["[resourceId('Microsoft.Network/publicIPAddresses', 'ip')]"],
      properties: {
        ipConfigurations: [
          { name: 'ipconfig1', properties: { publicIPAddress: { id: 'x' }, subnet: { id: "[parameters('Subnet')]" } } },
        ],
      },
    },
    {
      type: 'Microsoft.Compute/virtualMachines',
      apiVersion: '2018-10-01',
      name: "[parameters('VirtualMachineName')]",
      dependsOn: ["[concat('Microsoft.Network/networkInterfaces/', parameters('VirtualMachineName'), '-nic')]"],
      properties: {
        hardwareProfile: { vmSize: 'Standard_D2s_v5' },
        storageProfile: { osDisk: { createOption: 'Attach', encryptionSettings: { enabled: true } } },
      },
    },
  ],
};

function resources(made: ReturnType<typeof deploymentOf>) {
  return (made?.template.resources ?? []) as (typeof template.resources)[number][];
}

describe('the generated template as a deployment', () => {
  it('has its parameters filled, those with a default left alone', () => {
    assert.deepEqual(deploymentOf(template, wish)?.parameters, {
      VirtualMachineName: 'copy',
      VirtualNetwork: 'vnet-restore',
      VirtualNetworkResourceGroup: 'rg-restore',
      Subnet: 'isolated',
    });
  });

  it('puts the machine into the subnet that was approved, in whatever subscription, without a public address', () => {
    const elsewhere = subnet.replace(/^\/subscriptions\/[^/]+/, subscription2);
    const made = resources(deploymentOf(template, { ...wish, subnetId: elsewhere }));
    assert.deepEqual(
      made.map(({ type }) => type),
      ['Microsoft.Network/networkInterfaces', 'Microsoft.Compute/virtualMachines'],
    );
    const [nic] = made;
    assert.deepEqual(nic?.dependsOn, []);
    assert.deepEqual(nic?.properties?.ipConfigurations, [
      { name: 'ipconfig1', properties: { subnet: { id: elsewhere } } },
    ]);
  });

  it('keeps the size and zone of the template, or takes those that were chosen', () => {
    const vmOf = (other: Partial<MachineWish>) =>
      JSON.stringify(resources(deploymentOf(template, { ...wish, ...other })).at(-1));
    assert.match(vmOf({}), /Standard_D2s_v5/);
    assert.doesNotMatch(vmOf({}), /zones/);
    assert.match(vmOf({ size: 'Standard_D4s_v5', zone: '2' }), /Standard_D4s_v5.*"zones":\["2"\]/);
  });

  it('leaves how the disks are encrypted on the disks, and has the screen photographed', () => {
    const vm = JSON.stringify(resources(deploymentOf(template, wish)).at(-1));
    assert.doesNotMatch(vm, /encryptionSettings/);
    assert.match(vm, /"bootDiagnostics":\{"enabled":true\}/);
    assert.match(vm, /"apiVersion":"2020-06-01"/);
  });

  it('sets the security of the machine where the template lacks it, in a version that knows it, and keeps the rest', () => {
    const secured: MachineWish = { ...wish, security: ['encryption-at-host', 'trusted-launch', 'vtpm'] };
    const profile = {
      encryptionAtHost: true,
      securityType: 'TrustedLaunch',
      uefiSettings: { secureBootEnabled: false, vTpmEnabled: true },
    };
    const vm = resources(deploymentOf(template, secured)).at(-1) as unknown as Record<string, unknown>;
    assert.equal(vm.apiVersion, '2020-12-01');
    assert.deepEqual((vm.properties as Record<string, unknown>).securityProfile, profile);
    assert.ok(!('securityProfile' in (resources(deploymentOf(template, wish)).at(-1)?.properties ?? {})));
    const fromDisks = deploymentFromDisks({
      ...secured,
      size: 'Standard_D2s_v5',
      osType: 'Linux',
      disks: [{ lun: -1, id: '/subscriptions/s/os' }],
      region: 'westeurope',
    });
    const made = (fromDisks.template.resources as { properties: Record<string, unknown> }[]).at(-1);
    assert.deepEqual(made?.properties.securityProfile, profile);
  });

  it('is none where the template wants what nobody knows, or holds no machine', () => {
    const strange = { ...template, parameters: { ...template.parameters, AdminPassword: { type: 'securestring' } } };
    assert.equal(deploymentOf(strange, wish), undefined);
    assert.equal(deploymentOf({ ...template, resources: template.resources.slice(0, 2) }, wish), undefined);
  });

  it('takes anything for a template without failing', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (any) => {
        deploymentOf({ ...any, resources: [any] }, wish);
        deploymentOf(any, wish);
      }),
    );
  });
});

describe('a machine from its disks alone', () => {
  it('attaches them where they were, the OS disk as such, and sets nothing about encryption', () => {
    const disks = [
      { lun: 1, id: '/subscriptions/s/d1' },
      { lun: -1, id: '/subscriptions/s/os' },
    ];
    const { template: made } = deploymentFromDisks({
      ...wish,
      size: 'Standard_D2s_v5',
      osType: 'Linux',
      disks,
      region: 'westeurope',
    });
    const vm = JSON.stringify((made.resources as unknown[]).at(-1));
    assert.match(
      vm,
      /"osDisk":\{"createOption":"Attach","osType":"Linux","managedDisk":\{"id":"\/subscriptions\/s\/os"/,
    );
    assert.match(vm, /"dataDisks":\[\{"lun":1,"createOption":"Attach"/);
    assert.doesNotMatch(vm, /encryption/i);
  });
});
