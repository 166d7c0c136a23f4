import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compareTemplate } from '../../../src/restore/rules/compare-template.ts';
import type { PlannedSource } from '../../../src/restore/rules/machine-of-plan.ts';
import { subscription, vm } from '../../machines/rules/machines.ts';
import { machines } from './plan-facts.ts';
import { expectedOf, signed, template } from './signed.ts';

type Made = ReturnType<typeof template>;
type Json = Record<string, unknown>;

const found = (change: (made: Made) => void = () => undefined, source: PlannedSource = signed()) => {
  const made = template();
  change(made);
  return compareTemplate(made, expectedOf(source));
};
const nicOf = (made: Made) => made.resources[1] as { properties: Json };
const vmOf = (made: Made) => made.resources[2] as Json & { properties: Json & { storageProfile: Json } };
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

  it('a template that never comes to an end, in no time', () => {
    const { foreign } = found((made) => {
      for (let at = 0; at < 200; at++)
        made.variables[`v${at}`] = `[concat(variables('v${at + 1}'), variables('v${at + 1}'))]`;
      made.variables.v200 = 'x';
      made.variables.loop = "[variables('loop')]";
      vmOf(made).properties.foo = "[variables('v0')]";
      vmOf(made).properties.bar = "[variables('loop')]";
    });
    assert.deepEqual(foreign, ['virtualMachines/properties/foo', 'virtualMachines/properties/bar']);
  });
});
