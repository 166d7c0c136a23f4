import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { deviation, deviationsToApprove } from '../../../src/requests/rules/addendum.ts';
import { compareTemplate } from '../../../src/restore/rules/compare-template.ts';
import { deploymentOf, interfaceTemplate, requireSigned } from '../../../src/restore/rules/deployment.ts';
import { plannedMachine } from '../../../src/restore/rules/planned-machine.ts';
import { vm } from '../../machines/rules/machines.ts';
import { machines } from './plan-facts.ts';
import { builtFrom, restored, signed, subnet, template, toExpectedTemplate } from './signed.ts';

type Json = Record<string, unknown>;
const resourcesOf = ({ template: made }: ReturnType<typeof deploymentOf>) => made.resources as [Json, Json];

describe('the machine that is deployed', () => {
  it('is built from what was signed: one interface in the signed subnet, one machine with the restored disks', () => {
    const [nic, machine] = resourcesOf(deploymentOf(builtFrom(signed())));
    assert.deepEqual((nic.properties as Json).ipConfigurations, [
      { name: 'ipconfig1', properties: { privateIPAllocationMethod: 'Dynamic', subnet: { id: subnet } } },
    ]);
    assert.equal(machine.name, 'copy');
    const properties = machine.properties as Json;
    assert.deepEqual(properties.hardwareProfile, { vmSize: 'Standard_D2s_v5' });
    assert.deepEqual(properties.storageProfile, {
      osDisk: { osType: 'Windows', createOption: 'Attach', managedDisk: { id: restored('os-r') } },
      dataDisks: [{ lun: 0, createOption: 'Attach', managedDisk: { id: restored('data-r') } }],
    });
    assert.deepEqual(properties.diagnosticsProfile, { bootDiagnostics: { enabled: true } });
    assert.doesNotMatch(JSON.stringify(machine), /encryptionSettings/, 'that stands on the disks');
  });

  it('has what the original has: plan, licence, security, caching, fast networking', () => {
    const plan = { name: 'byol', publisher: 'contoso', product: 'gateway' };
    const [os, data] = vm().disks;
    const original = vm({
      plan,
      licenseType: 'Windows_Server',
      diskController: 'NVMe',
      encryptionAtHost: 'yes',
      disks: [{ ...os, name: 'os', lun: -1, caching: 'ReadWrite' }, ...(data ? [data] : [])],
    });
    const source = signed({ ...machines.pmk(), vm: original }, { originalAccelerated: true });
    const [nic, machine] = resourcesOf(deploymentOf(builtFrom(source)));
    assert.deepEqual(machine.plan, plan);
    const properties = machine.properties as Json & { storageProfile: Json & { osDisk: Json } };
    assert.equal(properties.licenseType, 'Windows_Server');
    assert.deepEqual(properties.securityProfile, { encryptionAtHost: true });
    assert.equal(properties.storageProfile.diskControllerType, 'NVMe');
    assert.equal(properties.storageProfile.osDisk.caching, 'ReadWrite');
    assert.equal((nic.properties as Json).enableAcceleratedNetworking, true);
  });

  it('has what a vote added, and a size that was chosen later stands over it', () => {
    const { vm: _, ...gone } = machines.pmk();
    const agreed = [
      deviation(['virtualMachines', 'plan', 'name'], 'byol'),
      deviation(['virtualMachines', 'tags', 'a/b~c'], '1'),
      deviation(['virtualMachines', 'properties', 'storageProfile', 'dataDisks', '0', 'foo'], { bar: [1] }),
      deviation(['virtualMachines', 'properties', 'hardwareProfile', 'vmSize'], 'Standard_D8s_v5'),
      deviation(['disks', 'os-r', 'tags', 'RSVaultBackup'], null),
    ];
    const source = signed(gone);
    const [, machine] = resourcesOf(deploymentOf(builtFrom(source, agreed)));
    assert.deepEqual([machine.plan, machine.tags], [{ name: 'byol' }, { 'a/b~c': '1' }]);
    const { storageProfile, hardwareProfile } = machine.properties as {
      storageProfile: { dataDisks: Json[] };
      hardwareProfile: Json;
    };
    assert.deepEqual(storageProfile.dataDisks[0]?.foo, { bar: [1] });
    assert.deepEqual(hardwareProfile, { vmSize: 'Standard_D8s_v5' });
    const later = plannedMachine(source, 'Standard_D4s_v5', agreed);
    assert.match(JSON.stringify(later && deploymentOf(later)), /"vmSize":"Standard_D4s_v5"/);
  });
});

describe('a deployment', () => {
  const base = builtFrom(signed());
  const machineOf = (over: Partial<typeof base>) => resourcesOf(deploymentOf({ ...base, ...over }))[1];
  const agreedTo = (path: string[], value: unknown) =>
    resourcesOf(deploymentOf({ ...base, agreed: [deviation(path, value)] }));

  it('is all that Resource Manager is sent: an interface and the machine that waits for it', () => {
    const reference = "[resourceId('Microsoft.Network/networkInterfaces', 'copy-nic')]";
    const { template: made, parameters } = deploymentOf({ ...base, disks: base.disks.slice(0, 1), zone: '2' });
    assert.deepEqual(parameters, {});
    assert.deepEqual(made, {
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
      contentVersion: '1.0.0.0',
      resources: [
        {
          type: 'Microsoft.Network/networkInterfaces',
          apiVersion: '2023-06-01',
          name: 'copy-nic',
          location: 'westeurope',
          properties: {
            ipConfigurations: [
              { name: 'ipconfig1', properties: { privateIPAllocationMethod: 'Dynamic', subnet: { id: subnet } } },
            ],
          },
        },
        {
          type: 'Microsoft.Compute/virtualMachines',
          apiVersion: '2023-09-01',
          name: 'copy',
          location: 'westeurope',
          zones: ['2'],
          dependsOn: [reference],
          properties: {
            hardwareProfile: { vmSize: 'Standard_D2s_v5' },
            storageProfile: {
              osDisk: { osType: 'Windows', createOption: 'Attach', managedDisk: { id: restored('os-r') } },
              dataDisks: [],
            },
            networkProfile: { networkInterfaces: [{ id: reference }] },
            diagnosticsProfile: { bootDiagnostics: { enabled: true } },
          },
        },
      ],
    });
  });

  it('of an interface alone is that interface', () => {
    assert.deepEqual(interfaceTemplate({ name: 'copy-nic', region: 'westeurope', subnetId: subnet }), {
      ...deploymentOf(base).template,
      resources: [resourcesOf(deploymentOf(base))[0]],
    });
  });

  it('has no zone where none was signed, and nothing besides where no vote was on it', () => {
    assert.equal(Object.hasOwn(machineOf({ zone: undefined }), 'zones'), false);
    assert.deepEqual(deploymentOf({ ...base, agreed: undefined }), deploymentOf(base));
  });

  it('has no system that is not known, and its disks in their order, whichever was read first', () => {
    const disks = [2, 0, -1, 1].map((lun) => ({ lun, id: restored(`disk${lun}`) }));
    const { storageProfile } = machineOf({ osType: 'unknown', disks }).properties as { storageProfile: Json };
    const attached = (lun: number) => ({ createOption: 'Attach', managedDisk: { id: restored(`disk${lun}`) } });
    assert.deepEqual(storageProfile, {
      osDisk: attached(-1),
      dataDisks: [0, 1, 2].map((lun) => ({ lun, ...attached(lun) })),
    });
  });

  it('tells of an OS disk that is encrypted with the state of its machine', () => {
    const disks = [{ lun: -1, id: restored('os-r'), securityType: 'ConfidentialVMDiskEncryptedWithCustomerKey' }];
    const { storageProfile } = machineOf({ disks }).properties as { storageProfile: { osDisk: Json } };
    assert.deepEqual(storageProfile.osDisk.managedDisk, {
      id: restored('os-r'),
      securityProfile: { securityEncryptionType: 'DiskWithVMGuestState' },
    });
  });

  it('has what a vote added to the interface, and to a member of a list by its place', () => {
    const [nic] = agreedTo(
      ['networkInterfaces', 'properties', 'ipConfigurations', '0', 'properties', 'privateIPAllocationMethod'],
      'Static',
    );
    assert.deepEqual((nic.properties as Json).ipConfigurations, [
      { name: 'ipconfig1', properties: { privateIPAllocationMethod: 'Static', subnet: { id: subnet } } },
    ]);
  });

  it('has what a vote added to the data disk with that LUN, and to no other', () => {
    const disks = [-1, 1, 5].map((lun) => ({ lun, id: restored(`disk${lun}`) }));
    const agreed = [deviation(['virtualMachines', 'properties', 'storageProfile', 'dataDisks', '1', 'foo'], 'x')];
    const { storageProfile } = machineOf({ disks, agreed }).properties as { storageProfile: { dataDisks: Json[] } };
    assert.deepEqual(
      storageProfile.dataDisks.map(({ lun, foo }) => [lun, foo]),
      [
        [1, 'x'],
        [5, undefined],
      ],
    );
  });

  it('has nothing of what was agreed elsewhere, whatever it is called', () => {
    for (const place of ['disks', 'toString', 'constructor']) {
      assert.deepEqual(agreedTo([place, 'x'], 1), resourcesOf(deploymentOf(base)), place);
    }
  });

  it('has a member that is called as one that objects have of themselves', () => {
    const [, machine] = agreedTo(['virtualMachines', 'constructor', 'x'], 1);
    assert.deepEqual(Object.entries(machine).at(-1), ['constructor', { x: 1 }]);
    assert.equal(Object.hasOwn(Object, 'x'), false);
  });
});

describe('the last look before it is sent', () => {
  const source = signed();
  const ids = source.disks.map(({ id }) => id);
  it('lets through what was built', () => {
    requireSigned(deploymentOf(builtFrom(source)), source.plan.effects, ids);
  });

  for (const [what, change] of [
    ['another name', { name: 'other' }],
    ['another network', { subnetId: subnet.replace('isolated', 'app') }],
    ['another disk', { disks: [{ lun: -1, id: restored('other') }] }],
    ['an identity', { agreed: [deviation(['virtualMachines', 'identity'], { type: 'SystemAssigned' })] }],
    ['an expression', { agreed: [deviation(['virtualMachines', 'properties', 'x'], "[listKeys('x')]")] }],
  ] as const) {
    it(`stops ${what}`, () => {
      const made = deploymentOf({ ...builtFrom(source), ...change });
      assert.throws(() => requireSigned(made, source.plan.effects, ids), { code: 'rebuild.template-foreign' });
    });
  }

  const [nic, machine] = resourcesOf(deploymentOf(builtFrom(source)));
  for (const [found, change] of [
    ['outputs', { outputs: {} }],
    ['resources', { resources: [nic, machine, {}] }],
    ['resources, virtualMachines', { resources: [nic] }],
    ['networkInterfaces', { resources: [{ ...nic, type: 'Microsoft.Network/publicIPAddresses' }, machine] }],
    ['networkInterfaces', { resources: [{ ...nic, name: 'other' }, machine] }],
    ['virtualMachines', { resources: [nic, { ...machine, type: 'Microsoft.Compute/virtualMachineScaleSets' }] }],
    ['identity', { resources: [nic, { ...machine, tags: [{ identity: 'x' }] }] }],
    [restored('other'), { resources: [nic, { ...machine, tags: [[restored('other')]] }] }],
  ] as [string, Json][]) {
    it(`says what it stopped: ${Object.keys(change)}, ${found.split('/').at(-1)}`, () => {
      const made = deploymentOf(builtFrom(source));
      const other = { ...made, template: { ...made.template, ...change } };
      assert.throws(() => requireSigned(other, source.plan.effects, ids), { params: foundIn(found) });
    });
  }

  it('stops a parameter, and takes names in any case', () => {
    const made = deploymentOf(builtFrom(source));
    assert.throws(
      () => requireSigned({ ...made, parameters: { adminPassword: { value: 'x' } } }, source.plan.effects, ids),
      {
        params: foundIn('parameters/adminPassword'),
      },
    );
    const loud = { ...made.template, resources: [{ ...nic, name: String(nic.name).toUpperCase() }, machine] };
    requireSigned({ ...made, template: loud }, source.plan.effects, ids);
  });
});

function foundIn(found: string) {
  return { found, count: found.split(', ').length };
}

/** A template with members anywhere replaced, removed or added. */
const mutated = fc
  .array(fc.tuple(fc.nat(), fc.oneof(fc.jsonValue(), fc.constantFrom(...hostile())), fc.string()), { maxLength: 8 })
  .map((changes) => changes.reduce((made, [at, value, name]) => mutate(made, at, value, name), template() as unknown));

function hostile(): fc.JsonValue[] {
  const id = '/subscriptions/x/resourceGroups/g/providers/Microsoft.Compute/disks/d';
  return [
    id,
    `[resourceId('x/y', 'z')]`,
    { identity: { type: 'SystemAssigned' } },
    { customData: 'eA==' },
    [{ type: 'x' }],
  ];
}

/** Changes the member at this position of a walk through all of them. */
function mutate(value: unknown, at: number, fresh: unknown, name: string): unknown {
  const places: { of: Json; key: string }[] = [];
  const copy = structuredClone(value);
  const visit = (one: unknown): void => {
    if (typeof one !== 'object' || one === null) return;
    for (const [key, inner] of Object.entries(one)) {
      places.push({ of: one as Json, key });
      visit(inner);
    }
  };
  visit(copy);
  const place = places[at % Math.max(1, places.length)];
  if (!place) return copy;
  if (at % 3 === 0 && !Array.isArray(place.of)) place.of[name || 'x'] = fresh;
  else place.of[place.key] = fresh;
  return copy;
}

describe('no template, however it was changed', () => {
  it('leads to a deployment that holds anything beyond the plan and what was agreed', () => {
    const source = signed();
    const ids = source.disks.map(({ id }) => id);
    const plain = JSON.stringify(deploymentOf(builtFrom(source)));
    fc.assert(
      fc.property(mutated, fc.boolean(), (made, agrees) => {
        const { foreign, deviations, taken } = compareTemplate(made as Json, toExpectedTemplate(source));
        const agreed = agrees ? deviations : [];
        const machine = plannedMachine(source, undefined, agreed, taken);
        assert.ok(machine);
        const built = deploymentOf(machine);
        if (!agrees) return assert.equal(JSON.stringify(built), plain);
        // Approved members may replace signed ones; nothing foreign is ever among them.
        if (foreign.length === 0) requireSigned(built, source.plan.effects, ids);
        const { resources, ...rest } = built.template;
        assert.deepEqual(Object.keys(rest), ['$schema', 'contentVersion']);
        assert.equal((resources as unknown[]).length, 2);
        return assert.deepEqual(deviationsToApprove(deviations, agreed), []);
      }),
      { numRuns: 2_000 },
    );
  });

  it('makes the comparison fail, whatever it is', () => {
    const expected = toExpectedTemplate(signed());
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), (any, one) => {
        compareTemplate(any, expected);
        compareTemplate(
          { ...any, resources: [any, one, { type: 'Microsoft.Compute/virtualMachines', properties: one }] } as Json,
          expected,
        );
      }),
    );
  });
});
