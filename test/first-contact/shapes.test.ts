import assert from 'node:assert/strict';
import { it } from 'node:test';
import { differences, Recording, routeOf } from '../../first-contact/azure/shapes.ts';

const vm =
  'https://management.azure.com/subscriptions/aaaa0000-0000-4000-8000-00000000a001/resourceGroups/rg-secret/providers/Microsoft.Compute/virtualMachines/payroll?api-version=2024-07-01';

it('says where something was asked without the names in it', () => {
  assert.equal(
    routeOf(vm),
    '/subscriptions/{}/resourceGroups/{}/providers/Microsoft.Compute/virtualMachines/{}?api-version=2024-07-01',
  );
  assert.equal(
    routeOf('https://kv-payroll.vault.azure.net/secrets/payroll/abc?api-version=7.4'),
    'key vault /secrets/{}/{}?api-version=7.4',
  );
  assert.equal(routeOf('https://acc.blob.core.windows.net/box/payroll.json?sig=secret'), 'blob storage /{}/{}');
  assert.equal(
    routeOf("https://graph.microsoft.com/v1.0/servicePrincipals(appId='262044b1-e2ce-469f-a196-69ab7ada62d3')"),
    'Graph /v1.0/servicePrincipals({})',
  );
});

it('tells of a word of Azure, and of nothing that people named', () => {
  const answered = (body: object) => {
    const recording = new Recording(['payroll']);
    const headers: [string, string][] = [['content-type', 'application/json']];
    recording.add({ method: 'GET', url: vm, status: 200, headers, body: JSON.stringify(body) });
    return recording;
  };
  const local = answered({ id: '/subscriptions/x', tags: { owner: 'me' }, properties: { status: 'Running' } });
  const here = answered({
    id: 'x',
    tags: { cost: '42' },
    properties: { status: 'Waiting', 'payroll-1': 1, message: 'of payroll' },
  });
  const found = differences(local, here);
  assert.deepEqual(
    found.map(({ what, here }) => [what, here]),
    [
      ['member id', 'text'],
      ['member properties.status, words', 'Waiting'],
      ['member properties.*', 'always'],
      ['member properties.message', 'always'],
    ],
  );
  assert.doesNotMatch(JSON.stringify(found), /payroll|owner|cost|42/);
});

it('tells no name that people gave to what is inside: parameters, settings, metadata', () => {
  const recording = new Recording([]);
  const parameters = { payrollSize: { type: 'object', defaultValue: { payrollTier: 1 } } };
  const body = {
    properties: { parameters, template: { parameters, variables: parameters }, settings: { payrollServer: { a: 1 } } },
    metadata: { payroll: 'x' },
    identity: { userAssignedIdentities: { payroll: {} } },
  };
  const headers: [string, string][] = [
    ['x-ms-meta-payroll', 'x'],
    ['content-type', 'payroll/json'],
  ];
  recording.add({ method: 'GET', url: vm, status: 200, headers, body: JSON.stringify(body) });
  const found = differences(new Recording([]), recording);
  const [answer] = recording.answers.values();
  const shown = [...(answer?.members.keys() ?? [])];
  const all = JSON.stringify([
    found,
    shown,
    [...(answer?.headers ?? [])].map(([name, { words }]) => [name, [...words]]),
  ]);
  assert.doesNotMatch(all, /payroll/i);
  assert.ok(shown.includes('properties.template.parameters.*'));
});
