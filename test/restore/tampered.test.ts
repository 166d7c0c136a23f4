import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { resourceId } from '../../sandbox/world/arm-id.ts';
import { keyBackupData } from '../../sandbox/world/key-material.ts';
import { people } from '../../sandbox/world/people.ts';
import { prod } from '../../sandbox/world/places.ts';
import type { ArmResource } from '../../sandbox/world/resources.ts';
import { over, type Saga, startSaga } from '../saga/saga.ts';

/** A person with rights in the staging account and the target group writes between two steps. */
let saga: Saga;
let mend: () => void = () => undefined;
before(async () => {
  saga = await startSaga();
});
after(() => saga.close());
afterEach(() => {
  mend();
  mend = () => undefined;
});

/** Writes to restored disks from now on, as soon as they exist. */
function whenDisksCome(fits: RegExp, change: (disk: ArmResource) => void): void {
  const { resources } = saga.world;
  const put = resources.put.bind(resources);
  resources.put = (resource) => {
    if (resource.type === 'Microsoft.Compute/disks' && fits.test(resource.name)) change(resource);
    return put(resource);
  };
  mend = () => {
    resources.put = put;
  };
}

type Settings = {
  encryptionSettings: { diskEncryptionKey: { secretUrl: string; sourceVault: { id: string } } }[];
};

function keyOf(disk: ArmResource): Settings['encryptionSettings'][number]['diskEncryptionKey'] {
  const key = (disk.properties.encryptionSettingsCollection as Settings).encryptionSettings[0]?.diskEncryptionKey;
  assert.ok(key);
  return key;
}

async function asked(line: string, fits: RegExp) {
  const request = await saga.asked(line);
  await saga.approve(request);
  const end = await saga.until(request.card, fits);
  return { ...request, end };
}

async function deployments(id: string): Promise<number> {
  const calls = await saga.talk.api.requests('');
  return calls.filter(({ method, path }) => method === 'PUT' && path.includes(`/deployments/strongroom-${id}`)).length;
}

const audited = async (id: string) =>
  (await saga.talk.ask('platform', 'personal-platform', `audit ${id}`, new RegExp(`Audit of ${id}`))).all;

describe('a restored disk is made to name', () => {
  it('the secret of another machine: nothing is made of it before somebody agrees to that', async () => {
    const other = saga.world.resources.get(
      resourceId(prod.id, 'rg-app', 'Microsoft.Compute/virtualMachines', 'web-01'),
    );
    const profile = other?.properties.storageProfile as { osDisk: { managedDisk: { id: string } } };
    const disk = saga.world.resources.get(profile.osDisk.managedDisk.id);
    assert.ok(disk);
    whenDisksCome(/^sql-01-datadisk/, (restored) => {
      keyOf(restored).secretUrl = keyOf(disk).secretUrl;
    });
    const { id } = await asked('sql-01 latest as sql-stolen isolated', /waits for one more vote/);
    const vote = await saga.talk.hears('ops', new RegExp(`${id} waits for one more vote`));
    assert.match(vote.all, /encryptionSettingsCollection/);
    assert.equal(await deployments(id), 0);
    assert.equal(saga.machine('sql-stolen'), undefined);
  });

  it('a secret of one vault with the id of another: it stops, and the audit has what was found', async () => {
    whenDisksCome(/^web-01-osdisk/, (restored) => {
      keyOf(restored).sourceVault.id = keyOf(restored).sourceVault.id.replace('kv-prod', 'kv-mallory');
    });
    const { id, end } = await asked('web-01 latest as web-stolen isolated', over);
    assert.match(end.all, /✗ Failed[\s\S]*in another key vault/);
    assert.equal(await deployments(id), 0);
    assert.match(await audited(id), /step found something suspicious/);
  });
});

describe('a restored disk that was checked, or has nothing to check,', () => {
  it('app-01, not encrypted, is made to name a secret: no machine is made that would be handed it', async () => {
    const web = saga.world.resources.get(resourceId(prod.id, 'rg-app', 'Microsoft.Compute/virtualMachines', 'web-01'));
    const profile = web?.properties.storageProfile as { osDisk: { managedDisk: { id: string } } };
    const disk = saga.world.resources.get(profile.osDisk.managedDisk.id);
    assert.ok(disk);
    whenDisksCome(/^app-01-datadisk/, (restored) => {
      restored.properties.encryptionSettingsCollection = structuredClone(disk.properties.encryptionSettingsCollection);
    });
    const { id, end } = await asked('app-01 latest as app-stolen isolated', over);
    assert.match(end.all, /✗ Failed[\s\S]*now names secret/);
    assert.equal(await deployments(id), 0);
    assert.match(await audited(id), /step found something suspicious/);
  });
});

describe('the copy of the keys in the staging account', () => {
  it('lostkey-01, with another key in it: it stops, nothing is made, and the audit has what was found', async () => {
    const { blobs } = saga.world;
    const contents = saga.world.keyVault('kv-prod');
    const version = { version: 'e'.repeat(32), createdAt: saga.world.clock.now(), enabled: true };
    contents.purged.keys.push({ name: 'kek-of-mallory', versions: [version] });
    const put = blobs.put.bind(blobs);
    blobs.put = (account, container, name, blob) => {
      if (!name.startsWith('vmencryption-')) return put(account, container, name, blob);
      const copy = JSON.parse(blob.content.toString());
      copy.OsDiskKeyAndSecretDetails.KeyBackupData = keyBackupData(
        `${contents.uri}/keys/kek-of-mallory/${version.version}`,
      );
      put(account, container, name, { ...blob, content: Buffer.from(JSON.stringify(copy)) });
    };
    mend = () => {
      blobs.put = put;
    };
    const { id, end } = await asked('lostkey-01 latest as lost-stolen isolated', over);
    assert.match(end.all, /✗ Failed[\s\S]*held another[^:]*: kek-of-mallory/);
    assert.equal(await deployments(id), 0);
    assert.match(await audited(id), /step found something suspicious/);
    const secrets = (await saga.talk.api.requests('')).filter(
      ({ method, path }) => method === 'PUT' && /\/secrets\//.test(path),
    );
    assert.deepEqual(secrets, []);
  });

  it('app-01 is restored for somebody who may not read the keys of the staging account', async () => {
    const { roles } = saga.world;
    roles.denials = [
      {
        name: 'dddddddd-0000-4000-8000-000000000002',
        denyAssignmentName: 'no account keys',
        scope: saga.target.stagingStorageAccountId,
        actions: ['Microsoft.Storage/storageAccounts/listKeys/action'],
        notActions: [],
        principalIds: [people.oncall.objectId],
        excludedIds: [],
      },
    ];
    mend = () => {
      roles.denials = [];
    };
    const { end } = await asked('app-01 latest as app-keyless isolated', over);
    assert.match(end.all, /✓ Done/);
  });
});
