import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compareTemplate } from '../../../src/restore/rules/compare-template.ts';
import type { PlannedSource } from '../../../src/restore/rules/planned-machine.ts';
import { subscription, vm } from '../../machines/rules/machines.ts';
import { machines } from './plan-facts.ts';
import { signed, template, toExpectedTemplate } from './signed.ts';

type Made = ReturnType<typeof template>;
type Json = Record<string, unknown>;

const found = (change: (made: Made) => void = () => undefined, source: PlannedSource = signed()) => {
  const made = template();
  change(made);
  return compareTemplate(made, toExpectedTemplate(source));
};
const nicOf = (made: Made) => made.resources[1] as { properties: Json };
const vmOf = (made: Made) => made.resources[2] as Json & { properties: Json & { storageProfile: Json } };
const networkOf = (made: Made) => vmOf(made).properties.networkProfile as Json & { networkInterfaces: Json[] };
const addressOf = (made: Made) =>
  (nicOf(made).properties.ipConfigurations as { properties: Json }[])[0]?.properties ?? assert.fail('no address');
const osOf = (made: Made) => vmOf(made).properties.storageProfile.osDisk as Json & { managedDisk: Json };

describe('the template that Azure Backup writes', () => {
  it('says nothing that was not signed', () => {
    const { foreign, deviations } = found();
    assert.deepEqual([foreign, deviations], [[], []]);
  });

  it('may leave out what was signed', () => {
    const host = signed(machines.host());
    assert.deepEqual(found(undefined, host).deviations, []);
  });

  it('may say what was signed, however it is spelled', () => {
    const plan = { name: 'byol', publisher: 'contoso', product: 'gateway' };
    const original = vm({ plan, licenseType: 'Windows_Server', encryptionAtHost: 'yes' });
    const source = signed({ ...machines.pmk(), vm: original }, { originalAccelerated: true });
    const { foreign, deviations } = found((made) => {
      vmOf(made).plan = { ...plan };
      vmOf(made).properties.licenseType = 'windows_server';
      vmOf(made).properties.securityProfile = { encryptionAtHost: true };
      nicOf(made).properties.enableAcceleratedNetworking = true;
    }, source);
    assert.deepEqual([foreign, deviations], [[], []]);
  });

  it('may name where the original is placed, which no copy joins, and nothing else like it', () => {
    const own = `${subscription}/resourceGroups/rg-app/providers/Microsoft.Compute/availabilitySets/as-app`;
    const source = signed({ ...machines.pmk(), vm: vm({ placement: [own] }) });
    const placedIn = (id: string) =>
      found((made) => {
        vmOf(made).properties.availabilitySet = { id };
      }, source).foreign;
    assert.deepEqual(placedIn(own.toUpperCase()), []);
    assert.deepEqual(placedIn(own.replace('as-app', 'as-other')), ['virtualMachines/properties/availabilitySet/id']);
  });
});

describe('what the template may say beside', () => {
  it('what generated templates say of themselves and of their parameters', () => {
    const { foreign } = found((made) => {
      Object.assign(made, { metadata: { _generator: 'x' } });
      made.parameters.Size = {
        type: 'string',
        defaultValue: 'Standard_D2s_v5',
        allowedValues: ['Standard_D2s_v5'],
        minLength: 1,
        maxLength: 64,
        metadata: { description: 'x' },
      };
    });
    assert.deepEqual(foreign, []);
  });

  it('as many interfaces as the original has', () => {
    const two = signed({ ...machines.pmk(), vm: vm({ networkInterfaceIds: ['/one', '/two'] }) });
    const more = (count: number) => (made: Made) => {
      for (let at = 0; at < count; at++) made.resources.push({ ...nicOf(made), name: `more-${at}` });
    };
    assert.deepEqual(found(more(1), two).foreign, []);
    assert.deepEqual(found(more(2), two).foreign, ['resources/Microsoft.Network/networkInterfaces more-1']);
  });

  it('how fast the interface of an original is that is gone', () => {
    const { vm: _, ...gone } = machines.pmk();
    const takenOf = (value: unknown) =>
      found((made) => {
        nicOf(made).properties.enableAcceleratedNetworking = value;
      }, signed(gone)).taken;
    assert.deepEqual(takenOf(true), { caching: new Map(), acceleratedNetworking: true });
    assert.deepEqual(takenOf(false), { caching: new Map(), acceleratedNetworking: false });
    assert.deepEqual(takenOf(undefined), { caching: new Map() });
    assert.deepEqual(takenOf('true'), { caching: new Map() }, 'a word is none of both');
  });

  it('what plans of before said nothing of, by the point alone', () => {
    const source = signed();
    const { machine: _, ...effects } = source.plan.effects;
    const { foreign, taken } = found(
      (made) => {
        osOf(made).caching = 'ReadOnly';
      },
      { ...source, plan: { ...source.plan, effects: effects as typeof source.plan.effects } },
    );
    assert.deepEqual(foreign, []);
    assert.deepEqual([...taken.caching], [[-1, 'ReadOnly']]);
  });
});

describe('what is put to a vote', () => {
  for (const [what, path, change] of [
    [
      'a member that nobody knows',
      'virtualMachines/properties/foo',
      (made) => {
        vmOf(made).properties.foo = { bar: 1 };
      },
    ],
    [
      'one of the interface',
      'networkInterfaces/properties/foo',
      (made) => {
        nicOf(made).properties.foo = 'x';
      },
    ],
    [
      'one of a disk',
      'virtualMachines/properties/storageProfile/osDisk/foo',
      (made) => {
        osOf(made).foo = 'x';
      },
    ],
    [
      'a tag',
      'virtualMachines/tags/cost',
      (made) => {
        vmOf(made).tags = { cost: '1' };
      },
    ],
    [
      'another licence',
      'virtualMachines/properties/licenseType',
      (made) => {
        vmOf(made).properties.licenseType = 'RHEL_BYOS';
      },
    ],
    [
      'another zone',
      'virtualMachines/zones',
      (made) => {
        vmOf(made).zones = ['3'];
      },
    ],
    [
      'another size',
      'virtualMachines/properties/hardwareProfile/vmSize',
      (made) => {
        vmOf(made).properties.hardwareProfile = { vmSize: 'Standard_M416ms_v2' };
      },
    ],
    [
      'a plan of the Marketplace that the original has not',
      'virtualMachines/plan/name',
      (made) => {
        vmOf(made).plan = { name: 'byol' };
      },
    ],
    [
      'encryption at host that the original has not',
      'virtualMachines/properties/securityProfile/encryptionAtHost',
      (made) => {
        vmOf(made).properties.securityProfile = { encryptionAtHost: true };
      },
    ],
    [
      'one of the list of disks',
      'virtualMachines/properties/storageProfile/foo',
      (made) => {
        vmOf(made).properties.storageProfile.foo = 'x';
      },
    ],
    [
      'another controller of its disks',
      'virtualMachines/properties/storageProfile/diskControllerType',
      (made) => {
        vmOf(made).properties.storageProfile.diskControllerType = 'NVMe';
      },
    ],
    [
      'one of the network',
      'virtualMachines/properties/networkProfile/networkApiVersion',
      (made) => {
        networkOf(made).networkApiVersion = '2022-11-01';
      },
    ],
    [
      'that an interface is deleted with the machine',
      'virtualMachines/properties/networkProfile/networkInterfaces/0/properties/deleteOption',
      (made) => {
        networkOf(made).networkInterfaces[0] = { id: 'x', properties: { deleteOption: 'Delete' } };
      },
    ],
    [
      'an address of its own choice',
      'networkInterfaces/properties/ipConfigurations/0/properties/privateIPAllocationMethod',
      (made) => {
        addressOf(made).privateIPAllocationMethod = 'Static';
      },
    ],
    [
      'a list where members are known',
      'virtualMachines/properties/hardwareProfile',
      (made) => {
        vmOf(made).properties.hardwareProfile = ['Standard_M416ms_v2'];
      },
    ],
    [
      'a word where members are known',
      'virtualMachines/properties/hardwareProfile',
      (made) => {
        vmOf(made).properties.hardwareProfile = 'Standard_M416ms_v2';
      },
    ],
    [
      'that a disk is deleted with the machine',
      'virtualMachines/properties/storageProfile/osDisk/deleteOption',
      (made) => {
        osOf(made).deleteOption = 'Delete';
      },
    ],
  ] as [string, string, (made: Made) => void][]) {
    it(what, () => {
      const { foreign, deviations } = found(change);
      assert.deepEqual(foreign, []);
      assert.deepEqual(
        deviations.map((one) => one.path),
        [path],
      );
    });
  }

  it('as much as anybody reads through', () => {
    const { foreign, deviations } = found((made) => {
      for (let at = 0; at < 20; at++) vmOf(made).properties[`x${at}`] = at;
    });
    assert.deepEqual([foreign, deviations.length], [[], 20]);
  });

  it('the plan of a Marketplace machine that is gone', () => {
    const { vm: _, ...gone } = machines.pmk();
    const { deviations, taken } = found((made) => {
      vmOf(made).plan = { name: 'byol', publisher: 'contoso', product: 'gateway' };
      osOf(made).caching = 'ReadWrite';
    }, signed(gone));
    assert.equal(deviations.length, 3);
    assert.deepEqual([...taken.caching], [[-1, 'ReadWrite']], 'and what does no harm is taken');
  });
});

const disk = `${subscription}/resourceGroups/rg-app/providers/Microsoft.Compute/disks/payroll`;

describe('what stops the step', () => {
  for (const [what, path, change] of [
    [
      'a second machine',
      /^resources\/Microsoft.Compute\/virtualMachines/,
      (made) => {
        made.resources.push({ ...vmOf(made), name: 'two' });
      },
    ],
    [
      'a second interface',
      /^resources\/Microsoft.Network\/networkInterfaces two/,
      (made) => {
        made.resources.push({ ...nicOf(made), name: 'two' });
      },
    ],
    [
      'a resource whose type is worked out',
      /^resources\//,
      (made) => {
        made.resources.push({ ...vmOf(made), type: "[concat('Microsoft.Compute', '/virtualMachines')]" });
      },
    ],
    [
      'a load balancer',
      /loadBalancers/,
      (made) => {
        made.resources.push({ type: 'Microsoft.Network/loadBalancers', name: 'lb' });
      },
    ],
    [
      'a resource within the machine',
      /virtualMachines\/resources/,
      (made) => {
        vmOf(made).resources = [{ type: 'extensions', name: 'x' }];
      },
    ],
    [
      'a copy loop',
      /virtualMachines\/copy/,
      (made) => {
        vmOf(made).copy = { name: 'x', count: 3 };
      },
    ],
    [
      'another scope',
      /virtualMachines\/scope/,
      (made) => {
        vmOf(made).scope = '/';
      },
    ],
    [
      'an identity',
      /virtualMachines\/identity/,
      (made) => {
        vmOf(made).identity = { type: 'SystemAssigned' };
      },
    ],
    [
      'custom data',
      /osProfile/,
      (made) => {
        vmOf(made).properties.osProfile = { customData: 'eA==' };
      },
    ],
    [
      'user data, however it is spelled',
      /USERDATA/,
      (made) => {
        vmOf(made).properties.USERDATA = 'eA==';
      },
    ],
    [
      'an unknown member with an id',
      /properties\/foo/,
      (made) => {
        vmOf(made).properties.foo = { bar: [disk] };
      },
    ],
    [
      'a known member with an id',
      /properties\/licenseType/,
      (made) => {
        vmOf(made).properties.licenseType = disk;
      },
    ],
    [
      'an unknown member with an address',
      /properties\/foo/,
      (made) => {
        vmOf(made).properties.foo = 'https://evil.example/x';
      },
    ],
    [
      'an unknown member that is worked out later',
      /properties\/foo/,
      (made) => {
        vmOf(made).properties.foo = "[reference('x').secret]";
      },
    ],
    [
      'properties that are worked out later',
      /virtualMachines\/properties/,
      (made) => {
        vmOf(made).properties = "[listKeys('x', '1')]" as never;
      },
    ],
    [
      'an expression that another one makes',
      /properties\/foo/,
      (made) => {
        made.variables.half = '[[reference()]';
        vmOf(made).properties.foo = "[variables('half')]";
      },
    ],
    [
      'another disk',
      /osDisk\/managedDisk\/id/,
      (made) => {
        osOf(made).managedDisk.id = disk;
      },
    ],
    [
      'another disk by its name',
      /osDisk\/managedDisk\/id/,
      (made) => {
        made.parameters.OSDiskName = { type: 'string', defaultValue: 'payroll' };
      },
    ],
    [
      'one more disk',
      /dataDisks\/7\/managedDisk\/id/,
      (made) => {
        (vmOf(made).properties.storageProfile.dataDisks as Json[]).push({
          lun: 7,
          createOption: 'Attach',
          managedDisk: { id: disk },
        });
      },
    ],
    [
      'a disk that is copied',
      /createOption/,
      (made) => {
        osOf(made).createOption = 'Copy';
      },
    ],
    [
      'a disk from a file',
      /osDisk\/vhd/,
      (made) => {
        osOf(made).vhd = { uri: 'https://st.blob.core.windows.net/vhds/os.vhd' };
      },
    ],
    [
      'a security group',
      /networkSecurityGroup/,
      (made) => {
        nicOf(made).properties.networkSecurityGroup = { id: disk };
      },
    ],
    [
      'a second address',
      /ipConfigurations\/1/,
      (made) => {
        const list = nicOf(made).properties.ipConfigurations as unknown[];
        list.push(list[0]);
      },
    ],
    [
      'another subnet',
      /ipConfigurations\/0\/properties\/subnet\/id/,
      (made) => {
        addressOf(made).subnet = { id: disk };
      },
    ],
    [
      'resources by names of their own',
      /^resources$/,
      (made) => {
        Object.assign(made, { resources: { vm: vmOf(made) } });
      },
    ],
    [
      'disks that are worked out later',
      /properties\/storageProfile$/,
      (made) => {
        vmOf(made).properties.storageProfile = "[reference('x').disks]" as never;
      },
    ],
    [
      'a disk that is worked out later',
      /storageProfile\/osDisk$/,
      (made) => {
        vmOf(made).properties.storageProfile.osDisk = "[reference('x').disk]";
      },
    ],
    [
      'a network that is worked out later',
      /properties\/networkProfile$/,
      (made) => {
        vmOf(made).properties.networkProfile = "[reference('x').network]";
      },
    ],
    [
      'a list of disks that is worked out later',
      /storageProfile\/dataDisks$/,
      (made) => {
        vmOf(made).properties.storageProfile.dataDisks = "[reference('x').disks]";
      },
    ],
    [
      'a list of interfaces that is worked out later',
      /networkProfile\/networkInterfaces$/,
      (made) => {
        Object.assign(networkOf(made), { networkInterfaces: "[reference('x').nics]" });
      },
    ],
    [
      'a list of addresses that is worked out later',
      /properties\/ipConfigurations$/,
      (made) => {
        nicOf(made).properties.ipConfigurations = "[reference('x').addresses]";
      },
    ],
    [
      'disks that are no list',
      /storageProfile\/dataDisks$/,
      (made) => {
        vmOf(made).properties.storageProfile.dataDisks = { first: { lun: 0 } };
      },
    ],
    [
      'an interface that is worked out later',
      /networkProfile\/networkInterfaces\/0$/,
      (made) => {
        networkOf(made).networkInterfaces[0] = "[reference('x').nic]" as never;
      },
    ],
    [
      'an address that is worked out later',
      /ipConfigurations\/0$/,
      (made) => {
        nicOf(made).properties.ipConfigurations = ["[reference('x').address]"];
      },
    ],
    [
      'another region',
      /location/,
      (made) => {
        vmOf(made).location = 'eastus';
      },
    ],
    [
      'outputs',
      /outputs/,
      (made) => {
        Object.assign(made, { outputs: { x: { type: 'string', value: 'y' } } });
      },
    ],
    [
      'functions of its own',
      /functions/,
      (made) => {
        Object.assign(made, { functions: [{ namespace: 'x' }] });
      },
    ],
    [
      'a secure parameter',
      /parameters\/Secret/,
      (made) => {
        made.parameters.Secret = { type: 'securestring' };
      },
    ],
    [
      'a reference to a secret',
      /parameters\/Secret/,
      (made) => {
        made.parameters.Secret = { type: 'string', reference: { keyVault: { id: disk }, secretName: 'x' } };
      },
    ],
    [
      'the tag of a request',
      /strongroom-request/,
      (made) => {
        vmOf(made).tags = { 'strongroom-request': 'R-7K2M' };
      },
    ],
    [
      'one member in two spellings',
      /virtualMachines\/properties/,
      (made) => {
        vmOf(made).Properties = { foo: 1 };
      },
    ],
    [
      'more than anybody reads through',
      /^40 members/,
      (made) => {
        for (let at = 0; at < 40; at++) vmOf(made).properties[`x${at}`] = at;
      },
    ],
  ] as [string, RegExp, (made: Made) => void][]) {
    it(what, () => {
      const { foreign } = found(change);
      assert.ok(
        foreign.some((one) => path.test(one)),
        foreign.join(),
      );
    });
  }

  it('what is more than anybody works out, and no member is made up for it', () => {
    const { foreign, deviations } = found((made) => {
      vmOf(made).dependsOn = Array.from({ length: 60_000 }, (_, at) => `x${at}`);
    });
    assert.ok(foreign.includes('networkInterfaces'), foreign.join());
    assert.deepEqual(deviations, []);
  });

  it('a template that never comes to an end, in no time', () => {
    const { foreign } = found((made) => {
      for (let at = 0; at < 200; at++)
        made.variables[`v${at}`] = `[concat(variables('v${at + 1}'), variables('v${at + 1}'))]`;
      made.variables.v200 = 'x';
      made.variables.loop = "[variables('loop')]";
      vmOf(made).properties.foo = "[variables('v0')]";
      vmOf(made).properties.bar = "[variables('loop')]";
    });
    const parts = ['virtualMachines/properties/foo', 'virtualMachines/properties/bar', 'networkInterfaces'];
    assert.deepEqual(foreign, parts, 'and nobody goes on to work out the rest');
  });
});
