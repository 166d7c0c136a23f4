import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { people } from '../../sandbox/world/people.ts';
import { vaultIds } from '../../sandbox/world/places.ts';
import { over, type Saga, startSaga } from '../saga/saga.ts';
import { idIn } from '../talk.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
  const vault = saga.world.resources.get(vaultIds.prod);
  assert.ok(vault);
  vault.properties.encryption = { keyVaultProperties: { keyUri: 'https://kv-prod.vault.azure.net/keys/vault-key' } };
});
after(() => saga.close());
afterEach(() => saga.talk.api.clearFaults());

const because = 'because INC0012345';

/** Resources in the target group with this request's tag, by type. */
function tagged(id: string): string[] {
  const all = saga.world.resources.all(saga.target.targetResourceGroupId);
  return all.filter(({ tags }) => tags?.['strongroom-request'] === id).map(({ type }) => type.split('/').at(-1) ?? '');
}

async function done(line: string, who?: string) {
  const request = await saga.asked(line);
  await saga.approve(request, who);
  const end = await saga.until(request.card, over);
  assert.match(end.all, /✓ Done/);
  return { ...request, end };
}

describe('what a restore made carries the id of its request', () => {
  it('a machine that Azure made itself: it, its interface and its disks', async () => {
    const { id } = await done('app-01 latest as app-tagged new vm');
    const made = tagged(id);
    assert.ok(
      made.includes('virtualMachines') && made.includes('networkInterfaces') && made.includes('disks'),
      `${made}`,
    );
    const left = await saga.talk.ask('oncall', 'personal-oncall', `leftovers ${id}`, new RegExp(id));
    assert.match(left.all, /app-tagged/);
  });

  it('and is not backed up: the button of the closing card opens the form that protects it', async () => {
    const { talk } = saga;
    const closing = await talk.hears('ops', /app-tagged [^\n]*Not backed up/);
    await talk.click('oncall', closing.id, 'open-protect');
    await talk.hears('ops', /Protect app-tagged|protection of app-tagged/i);
  });

  it('restored disks, beside the tag that Azure Backup gave them', async () => {
    const { id } = await done('web-01 latest disks');
    const all = saga.world.resources.all(saga.target.targetResourceGroupId);
    const disks = all.filter(({ tags }) => tags?.['strongroom-request'] === id);
    assert.ok(disks.length > 1);
    assert.ok(disks.every(({ tags }) => tags?.RSVaultBackup !== undefined));
  });

  it('where that is refused it is left out, and the restore ends well', async () => {
    await saga.talk.api.fault({
      match: { method: 'PATCH', path: 'Microsoft.Resources/tags' },
      do: 'error',
      status: 403,
      code: 'AuthorizationFailed',
      message: 'no right',
    });
    const { id, end } = await done('web-01 latest disks');
    assert.match(end.all, /– \*\*Tag what was created\*\*: not needed, it has the tag, or couldn't be tagged/);
    assert.deepEqual(tagged(id), []);
    assert.match((await saga.talk.ask('oncall', 'personal-oncall', `leftovers ${id}`, /leftover|Left/i)).all, /disk/);
  });
});

describe('replace existing', () => {
  it('takes a sentence in which its machine is named; then the machine has the disks of the point', async () => {
    const { talk } = saga;
    const plan = await talk.ask(
      'oncall',
      'ops',
      `restore app-01 latest replace ${because}`,
      /Check the plan, then ask/,
    );
    assert.match(plan.all, /The disks of app-01 are \*\*replaced\*\*/);
    const id = idIn(plan.text || plan.all);
    await talk.ask('oncall', 'ops', `confirm ${id}`, new RegExp(`confirm ${id} replace app-01`));
    await talk.ask('oncall', 'ops', `confirm ${id} replace web-01`, new RegExp(`confirm ${id} replace app-01`));
    const card = await talk.ask('oncall', 'ops', `confirm ${id} replace app-01`, /asks\. Decide by/);
    await saga.approve({ card });
    const end = await saga.until(card, over);
    assert.match(end.all, /✓ Done[\s\S]*✓ \*\*Replace the disks\*\*[\s\S]*✓ \*\*Check the machine\*\*/);
    assert.deepEqual(tagged(id), [], 'they are the machine’s own from now on');
  });
});

describe('a machine of restored disks', () => {
  it('Windows with the extension, where it is asked for', async () => {
    const { end } = await done('sql-01 latest as sql-ext isolated extension');
    assert.match(end.all, /✓ \*\*Set up disk encryption\*\*/);
    const closing = await saga.talk.hears('ops', /sql-ext [^\n]*Not backed up/);
    assert.match(closing.all, /Without these locks of the original: keep-sql-01/);
  });

  it('beside the original: warned of while it runs, and in its subnet', async () => {
    const { card, end } = await done('app-01 latest as app-beside beside');
    assert.match(card.all, /joins the subnet of app-01 while that runs/);
    assert.match(end.all, /beside the original/);
    const nic = saga.world.resources.get(
      `${saga.target.targetResourceGroupId}/providers/Microsoft.Network/networkInterfaces/app-beside-nic`,
    );
    assert.doesNotMatch(JSON.stringify(nic?.properties), /subnets\/isolated/);
  });

  it('in place of one that is gone, in a subnet that the profile names for it', async () => {
    const request = await saga.asked('gone-01 latest as gone-01-again in place');
    assert.match(request.card.all, /in place of gone-01\*\*, in subnet app/);
    await saga.approve(request);
    assert.match((await saga.until(request.card, over)).all, /✓ Done/);
    const nic = saga.world.resources.get(
      `${saga.target.targetResourceGroupId}/providers/Microsoft.Network/networkInterfaces/gone-01-again-nic`,
    );
    assert.match(JSON.stringify(nic?.properties), /vnet-app\/subnets\/app"/);
  });

  it('with a disk encryption set, where the vault has a key of its own', async () => {
    const { id, end } = await done('app-01 latest as app-set isolated set des-app');
    assert.match(end.all, /app-set/);
    const all = saga.world.resources.list('Microsoft.Compute/disks', saga.target.targetResourceGroupId);
    const disks = all.filter(({ tags }) => tags?.['strongroom-request'] === id);
    assert.ok(disks.length > 0);
    for (const { properties } of disks)
      assert.match(JSON.stringify(properties.encryption), /diskEncryptionSets\/des-app/i);
  });

  it('with a disk encryption set is refused where the disks are encrypted with ADE', async () => {
    const line = `restore sql-01 latest as sql-set isolated set des-app ${because}`;
    await saga.talk.ask('oncall', 'ops', line, /des-app/);
    assert.deepEqual(await saga.effects(/sql-set/), []);
  });
});

describe('two requests for one machine at once', () => {
  it('get names of their own without anybody choosing', async () => {
    const first = await saga.asked('dev-01 latest');
    const second = await saga.asked('dev-01 latest');
    const [one, other] = [first, second].map(
      ({ card }) => /starts as \*\*(dev-01-r\d{4}(?:-\d)?)\*\*/.exec(card.all)?.[1],
    );
    assert.ok(one && other, `${first.card.all}`);
    assert.notEqual(one, other);
    const taken = await saga.talk.ask(
      'oncall',
      'ops',
      `restore dev-01 latest as ${one} ${because}`,
      /is about to create/,
    );
    assert.match(taken.all, new RegExp(first.id));
    await Promise.all([first, second].map(({ card }) => saga.talk.click('oncall', card.id, 'withdraw')));
  });
});

describe('a right that is lost while it runs', () => {
  it('fails its step, which goes on under the same approval once it is back', async () => {
    const { roles } = saga.world;
    const request = await saga.asked('app-01 latest as app-rights isolated');
    await saga.approve(request);
    await saga.until(request.card, /▶ \*\*Restore the disks\*\*/, 1);
    const held = roles.assignments;
    roles.assignments = held.filter(({ principalId }) => principalId !== people.oncall.objectId);
    const end = await saga.until(request.card, over);
    roles.assignments = held;
    assert.match(end.all, /✗ Failed[\s\S]*Olivia Novak no longer has/);
    assert.equal(saga.machine('app-rights'), undefined);
    assert.match((await saga.again(end, 'approver-1', `retry ${request.id}`)).all, /✓ Done/);
  });
});

describe('what was approved has moved', () => {
  it('the point was deleted: void, and nothing is sent', async () => {
    const request = await saga.asked('dev-01 latest disks');
    const items = [...saga.world.vaults.values()].flatMap((vault) => [...vault.items.values()]);
    const item = items.find(({ vmName }) => vmName === 'dev-01');
    assert.ok(item);
    const points = item.points.splice(0);
    await saga.approve(request);
    const end = await saga.until(request.card, over);
    item.points.push(...points);
    assert.match(end.all, /Approval void[\s\S]*recovery point of dev-01 no longer exists/);
    assert.deepEqual(await saga.effects(/restore.*dev-01/), []);
  });

  it('the key was rotated: void, and nothing is sent', async () => {
    const request = await saga.asked('sql-01 latest as sql-rotated isolated');
    const disks = saga.world.resources.list('Microsoft.Compute/disks', '').filter(({ name }) => /^sql-01/.test(name));
    assert.ok(disks.length > 0);
    const before = structuredClone(disks.map(({ properties }) => properties));
    for (const { properties } of disks) rotate(properties);
    await saga.approve(request);
    const end = await saga.until(request.card, over);
    disks.forEach((disk, at) => {
      disk.properties = before[at] ?? {};
    });
    assert.match(end.all, /Approval void/);
    assert.deepEqual(await saga.effects(/restore accepted.*sql-rotated/), []);
  });
});

/** Puts another version of the secret on the disk. */
function rotate(properties: Record<string, unknown>): void {
  const text = JSON.stringify(properties.encryptionSettingsCollection ?? null);
  properties.encryptionSettingsCollection = JSON.parse(
    text.replace(/(\/secrets\/[^/"]+\/)[0-9a-f]+/g, `$1${'0'.repeat(32)}`),
  );
}
