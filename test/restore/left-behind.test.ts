import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { blobAt } from '../../sandbox/world/machine-refusals.ts';
import { over, type Saga, startSaga } from '../saga/saga.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga?.close());

async function ended(line: string, fits: RegExp) {
  const request = await saga.asked(line);
  await saga.approve(request);
  const end = await saga.until(request.card, over);
  assert.match(end.all, fits);
  return { ...request, end };
}

/** The reply that closes the request comes after its card, and mentions leftovers too. */
const leftovers = async (id: string) => (await saga.talk.ask('oncall', 'ops', `leftovers ${id}`, /Leftovers of /)).all;

describe('what a restore left behind', () => {
  it('softkey-01: its own keys, which were only undeleted, are none of it', async () => {
    const { id } = await ended('softkey-01 latest as soft-copy isolated', /✓ Done/);
    const left = await leftovers(id);
    assert.match(left, /az vm delete .*soft-copy/);
    assert.doesNotMatch(left, /keyvault|key material|Key or secret/);
  });

  it('lostkey-01: keys that came from the copy are none while the machine of it needs them', async () => {
    const { id } = await ended('lostkey-01 latest as lost-copy isolated', /✓ Done/);
    assert.doesNotMatch(await leftovers(id), /az keyvault/);
  });

  it('legacy-01: disks that came back as files, which are paid for, and the files that tell of them', async () => {
    const { id } = await ended('legacy-01 latest disks', /✓ Done/);
    const left = await leftovers(id);
    const names = /\*\*Disk as a file \(VHD\)\*\* (.*)/.exec(left)?.[1]?.split(', ') ?? [];
    assert.ok(names.length > 0);
    for (const name of names) {
      assert.ok(blobAt(saga.world, `https://ststagingprod.blob.core.windows.net/${name}`), name);
    }
    assert.match(left, /az storage blob delete .*\.vhd/);
    assert.match(left, /az storage blob delete .*--name parameter[0-9a-f-]{36}\.json/);
    assert.match(left, /az storage blob delete .*--name config-\S+\.json/);
    const closing = await saga.talk.hears('ops', /legacy-01[\s\S]*disks? as (a file|files) in the staging account/);
    assert.match(closing.all, /ststagingprod/);
  });

  it('of a request whose record is lost: what carries its tag, and what shows its restore', async () => {
    const { id } = await ended('web-01 latest disks', /✓ Done/);
    assert.doesNotMatch((await saga.talk.ask('oncall', 'ops', 'leftovers', /What restores/)).all, /no such request/);
    const [disk = assert.fail()] = saga.world.resources
      .all(saga.target.targetResourceGroupId)
      .filter(({ tags }) => tags?.['strongroom-request'] === id);
    saga.world.resources.put({
      ...disk,
      id: `${disk.id}-lost`,
      name: 'lost-disk',
      tags: { 'strongroom-request': 'R-9K9K' },
    });
    const { all } = await saga.talk.ask('oncall', 'ops', 'leftovers', /What restores/);
    assert.match(all, /lost-disk[\s\S]*no such request[\s\S]*the tag of R-9K9K/);
    assert.doesNotMatch(all, /az disk delete .*lost-disk/);
  });

  it('gone-01: there was nothing to compare with, and no copy of keys', async () => {
    await ended('gone-01 latest as gone-copy isolated', /✓ Done/);
    const { all } = await saga.talk.hears('ops', /gone-copy [^\n]*Not backed up/);
    assert.match(all, /gone-01 no longer exists/);
    assert.doesNotMatch(all, /copy of the keys/);
  });

  it('a new machine that failed: its disks, which its card speaks of', async () => {
    saga.world.capacity.runOut(String(hardware('app-01')));
    const { id, end } = await ended('app-01 latest as app-fail new vm', /✗ Failed/);
    saga.world.capacity.end();
    assert.match(end.all, new RegExp(`What was created is still there[\\s\\S]*leftovers ${id}`));
    const left = await leftovers(id);
    assert.equal(left.match(/Attached to app-fail\. If app-fail isn't needed, delete that first/g)?.length, 1);
    assert.match(left, /az vm delete .*--name app-fail /);
  });

  it('disks that were replaced, and not those that the machine runs on now', async () => {
    const before = disksOf('app-01');
    const plan = await saga.talk.ask(
      'oncall',
      'ops',
      'restore app-01 latest replace because INC1',
      /Check the plan, then ask/,
    );
    const id = /R-[2-9A-HJKMNP-Z]{4}/.exec(plan.all)?.[0] ?? '';
    await saga.talk.ask('oncall', 'ops', `confirm ${id}`, new RegExp(`confirm ${id} replace app-01`));
    const card = await saga.talk.ask('oncall', 'ops', `confirm ${id} replace app-01`, /asks\. Decide by/);
    await saga.approve({ card });
    assert.match((await saga.until(card, over)).all, /✓ Done/);
    const left = await leftovers(id);
    assert.equal(/\*\*Disk that was replaced\*\* (.*)/.exec(left)?.[1]?.split(', ').length, before.length);
    for (const name of before) assert.match(left, new RegExp(`az disk delete .*--name ${name} `));
    for (const name of disksOf('app-01')) assert.doesNotMatch(left, new RegExp(`--name ${name} `));
  });

  it('a live machine that somebody gave the tags of the request and its job: told, and no line deletes it', async () => {
    const { world, target } = saga;
    const { id } = await ended('app-01 latest as app-tagged isolated', /✓ Done/);
    const jobId = [...world.resources.all(target.targetResourceGroupId)].find(({ name }) => /^app-01-osdisk/.test(name))
      ?.tags?.RSVaultBackup;
    assert.ok(jobId);
    const live = structuredClone(machineOf('app-01'));
    const disk = structuredClone(world.resources.get(disksIn(live)[0] ?? ''));
    assert.ok(disk);
    const tags = { 'strongroom-request': id, RSVaultBackup: jobId };
    const at = (type: string, name: string) =>
      `${target.targetResourceGroupId}/providers/Microsoft.Compute/${type}/${name}`;
    world.resources.put({ ...live, id: at('virtualMachines', 'payroll'), name: 'payroll', tags });
    world.resources.put({ ...disk, id: at('disks', 'payroll-disk'), name: 'payroll-disk', managedBy: undefined, tags });
    const left = await leftovers(id);
    assert.match(left, /az vm delete .*--name app-tagged /);
    assert.match(left, /\*\*Machine\*\* payroll/);
    assert.match(left, new RegExp(`carries the tag of ${id}, but ${id} has no record`));
    assert.doesNotMatch(left, /delete .*payroll/);
    // Its own disks are attached to the machine that it made.
    assert.match(left, /Attached to app-tagged/);
    assert.doesNotMatch(left, /az disk delete .*app-01-osdisk/);
    const listed = await saga.talk.ask('oncall', 'ops', 'vms app-tagged', /Virtual machines: app-tagged/);
    assert.match(listed.all, new RegExp(`Copies made by restores[\\s\\S]*app-tagged[\\s\\S]*copy of app-01 by ${id}`));
    // Once the lists were read again.
    await saga.talk.letPass(6 * 60, 60);
    const bare = await saga.talk.ask('oncall', 'ops', 'vms unprotected', /Virtual machines: unprotected[\s\S]*payroll/);
    assert.doesNotMatch(bare.all, /app-tagged/);
  });
});

type Profile = { osDisk: Managed; dataDisks: Managed[] };
type Managed = { managedDisk: { id: string } };

function machineOf(name: string) {
  const items = [...saga.world.vaults.values()].flatMap(({ items }) => [...items.values()]);
  const found = saga.world.resources.get(items.find(({ vmName }) => vmName === name)?.vmId ?? '');
  assert.ok(found);
  return found;
}

function hardware(name: string) {
  return (machineOf(name).properties.hardwareProfile as { vmSize: string }).vmSize;
}

function disksIn({ properties }: ReturnType<typeof machineOf>): string[] {
  const { osDisk, dataDisks } = properties.storageProfile as Profile;
  return [osDisk, ...dataDisks].map(({ managedDisk }) => managedDisk.id);
}

function disksOf(name: string): string[] {
  return disksIn(machineOf(name)).map((id) => id.split('/').at(-1) ?? '');
}
