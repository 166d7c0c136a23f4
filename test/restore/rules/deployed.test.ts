import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { taggedTemplate } from '../../../src/kernel/request.ts';
import { deviation } from '../../../src/requests/rules/addendum.ts';
import { type Deployed, deploymentOf, foreignDeployment } from '../../../src/restore/rules/deployment.ts';
import { plannedMachine } from '../../../src/restore/rules/planned-machine.ts';
import { machines } from './plan-facts.ts';
import { builtFrom, signed } from './signed.ts';

type Json = Record<string, unknown>;

const request = 'R-7K2M';
const tags = { 'strongroom-request': request };
const wanted = { name: 'ours', requestId: request, size: undefined, agreed: [] };
const data = deviation(['virtualMachines', 'properties', 'foo'], { bar: 1 });

/** Our deployment as Resource Manager returns it: through JSON, with its members in any order. */
function exported(source = signed(), agreed: Parameters<typeof builtFrom>[1] = []): Deployed {
  const { template } = deploymentOf(builtFrom(source, agreed));
  return { template: JSON.parse(JSON.stringify(taggedTemplate(template, tags))), mode: 'Incremental', parameters: {} };
}

const resource = ({ template }: Deployed, at: number) =>
  (template.resources as Json[])[at] as Json & { tags: Json; properties: Json };

function found(change: (sent: Deployed) => void, source = signed(), over: Partial<typeof wanted> = {}): string {
  const sent = exported(source);
  change(sent);
  return String(foreignDeployment(sent, source, { ...wanted, ...over })?.params.found);
}

describe('a deployment under the name of ours', () => {
  it('is ours, with the size of a later try and with what a vote added, or without it', () => {
    const source = signed();
    assert.equal(foreignDeployment(exported(), source, wanted), undefined);
    const shouted = signed();
    const disks = shouted.disks.map((disk) => ({
      ...disk,
      id: disk.id.replace(/resourceGroups\/[^/]+/, (group) => group.toUpperCase()),
    }));
    assert.equal(foreignDeployment(exported(), { ...shouted, disks }, wanted), undefined, 'as Azure spells an id');
    const agreed = { ...wanted, agreed: [data] };
    assert.equal(foreignDeployment(exported(source, [data]), source, agreed), undefined);
    assert.equal(foreignDeployment(exported(source), source, agreed), undefined, 'the files no longer asked for it');
    assert.match(String(foreignDeployment(exported(source, [data]), source, wanted)?.params.found), /foo/);
    const machine = plannedMachine(source, 'Standard_E8s_v5', []);
    assert.ok(machine);
    const template = taggedTemplate(deploymentOf(machine).template, tags);
    const larger = { template, mode: 'Incremental', parameters: {} };
    assert.equal(foreignDeployment(larger, source, { ...wanted, size: 'Standard_E8s_v5' }), undefined);
    assert.match(String(foreignDeployment(larger, source, wanted)?.params.found), /hardwareProfile\/vmSize/);
  });

  it('is ours where the original is gone, with the caching and the interface that the template had', () => {
    const { vm: _, ...gone } = machines.pmk();
    const source = signed(gone);
    const taken = { caching: new Map([[-1, 'ReadWrite']]), acceleratedNetworking: true };
    const machine = plannedMachine(source, undefined, [], taken);
    assert.ok(machine);
    const template = taggedTemplate(deploymentOf(machine).template, tags);
    assert.equal(foreignDeployment({ template, mode: 'Incremental', parameters: {} }, source, wanted), undefined);
  });

  const foreign: [string, RegExp, (sent: Deployed) => void][] = [
    [
      'another resource',
      /virtualMachines\/extensions/,
      ({ template }) => {
        const type = 'Microsoft.Compute/virtualMachines/extensions';
        (template.resources as Json[]).push({ type, apiVersion: '2023-03-01', name: 'copy/evil' });
      },
    ],
    [
      'fewer resources',
      /^virtualMachines\//,
      ({ template }) => {
        (template.resources as Json[]).shift();
      },
    ],
    [
      'an identity',
      /virtualMachines\/identity/,
      (sent) => {
        resource(sent, 1).identity = { type: 'SystemAssigned' };
      },
    ],
    [
      'another disk',
      /osDisk\/managedDisk\/id/,
      (sent) => {
        const { storageProfile } = resource(sent, 1).properties as {
          storageProfile: { osDisk: { managedDisk: Json } };
        };
        storageProfile.osDisk.managedDisk.id =
          '/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/disks/other';
      },
    ],
    [
      'another subnet',
      /ipConfigurations\/0\/properties\/subnet/,
      (sent) => {
        const { ipConfigurations } = resource(sent, 0).properties as { ipConfigurations: { properties: Json }[] };
        for (const { properties } of ipConfigurations) properties.subnet = { id: '/subscriptions/s/other' };
      },
    ],
    [
      'outputs',
      /outputs/,
      ({ template }) => {
        template.outputs = { shown: { type: 'string', value: 'x' } };
      },
    ],
    [
      'a parameter',
      /parameters\/Secret/,
      (sent) => {
        sent.parameters.Secret = undefined;
      },
    ],
    [
      'Complete mode, which deletes what else is in the group',
      /mode Complete/,
      (sent) => {
        sent.mode = 'Complete';
      },
    ],
    [
      'a mode that Azure does not tell',
      /^mode -$/,
      (sent) => {
        sent.mode = undefined;
      },
    ],
    [
      'members where a list was sent',
      /^virtualMachines\/properties\/storageProfile\/dataDisks$/,
      (sent) => {
        const { storageProfile } = resource(sent, 1).properties as { storageProfile: { dataDisks: unknown } };
        storageProfile.dataDisks = { ...(storageProfile.dataDisks as object) };
      },
    ],
    [
      'a value in capitals that is no id',
      /^virtualMachines\/properties\/hardwareProfile\/vmSize$/,
      (sent) => {
        const { hardwareProfile } = resource(sent, 1).properties as { hardwareProfile: { vmSize: string } };
        hardwareProfile.vmSize = hardwareProfile.vmSize.toUpperCase();
      },
    ],
    [
      'what names something of somebody first of all, each once',
      /^virtualMachines\/properties\/userData, virtualMachines\/properties\/licenseType$/,
      (sent) => {
        Object.assign(resource(sent, 1).properties, { licenseType: 'RHEL_BYOS', userData: 'https://evil.example/x' });
      },
    ],
    [
      'no tag of the request',
      /virtualMachines\/tags/,
      (sent) => {
        resource(sent, 1).tags = {};
      },
    ],
    [
      'nothing',
      /\$schema|resources/,
      (sent) => {
        sent.template = {};
      },
    ],
  ];
  it('is told by its code and its name where it is not', () => {
    const error = foreignDeployment({ ...exported(), mode: 'Complete' }, signed(), wanted);
    assert.equal(error?.code, 'rebuild.deployment-foreign');
    assert.deepEqual(error.params, { name: 'ours', count: 1, found: 'mode Complete' });
  });

  for (const [what, told, change] of foreign) it(`is not, with ${what}`, () => assert.match(found(change), told));

  it('is not, with any one value changed', () => {
    const source = signed();
    const leaves = leavesOf(exported().template);
    fc.assert(
      fc.property(fc.constantFrom(...leaves), fc.jsonValue(), (path, value) => {
        const sent = exported();
        const before = JSON.stringify(sent.template);
        set(sent.template, path, value);
        fc.pre(JSON.stringify(sent.template) !== before);
        assert.ok(foreignDeployment(sent, source, wanted), path.join('/'));
      }),
      { examples: [[['resources', '1', 'properties', 'storageProfile', 'dataDisks', '0', 'lun'], [{ toString: 0 }]]] },
    );
  });
});

function leavesOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, one]) => leavesOf(one, [...path, name]));
}

function set(value: unknown, [name = '', ...rest]: string[], fresh: unknown): void {
  const members = value as Json;
  if (rest.length === 0) members[name] = fresh;
  else set(members[name], rest, fresh);
}
