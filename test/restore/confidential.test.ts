import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { cardAsText } from '../../sandbox/teams/card-text.ts';
import { bot } from '../../sandbox/world/people.ts';
import { prod } from '../../sandbox/world/places.ts';
import { deleteKeys, deleteVm } from '../../sandbox/world/vm-changes.ts';
import { askKeyAccess } from '../protection/ask-key-access.ts';
import { over, type Saga, startSaga } from '../saga/saga.ts';
import { idIn, type Said } from '../talk.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga({ world: { uncommon: true } });
});
after(() => saga.close());

const vmId = (name: string) =>
  `/subscriptions/${prod.id}/resourceGroups/rg-uncommon/providers/Microsoft.Compute/virtualMachines/${name}`;

/** The card with its folded notes. */
const unfolded = ({ card: { card, text } }: { card: Said }) => cardAsText(card ?? assert.fail(text), 'all');

describe('a confidential machine whose key is in a Managed HSM', () => {
  it('tells whose rights are missing there, with the lines that give them', async () => {
    const { talk } = saga;
    const card = await askKeyAccess(talk, 'cvm-05');
    assert.match(card.all, /can't read all the keys of cvm-05/);
    assert.match(card.all, /Azure Backup lacks on key cmk-bare in hsm-uncommon: the right to list keys, back up keys/);
    assert.match(card.all, /Encryption set des-bare lacks on key cmk-bare/);
    assert.match(
      card.all,
      /az keyvault role assignment create --hsm-name hsm-uncommon --role 'Managed HSM Crypto User'/,
    );
    const checked = await talk.ask('oncall', 'ops', 'check cvm-05', /cvm-05/);
    assert.match(checked.all, /for key cmk-bare in hsm-uncommon, Azure Backup lacks/);
  });

  it('is told of what is missing there wherever a grant or a backup is asked for', async () => {
    const { talk, world } = saga;
    const lacks = /for key cmk-bare in hsm-uncommon, Azure Backup lacks the right to list keys, back up keys/;
    await talk.ask('oncall', 'ops', 'check cvm-05 grant because x', lacks);
    const items = [...world.vaults.values()].flatMap((vault) => [...vault.items.values()]);
    const item = items.find(({ vmName }) => vmName === 'cvm-05') ?? assert.fail();
    const before = { policyName: item.policyName, protectionState: item.protectionState };
    Object.assign(item, { policyName: '', protectionState: 'ProtectionStopped' });
    const form = await talk.passes('its form', async () => {
      const said = await talk.ask('oncall', 'ops', 'protection resume cvm-05', /cvm-05/);
      return /Resume the protection/.test(said.all) ? said : undefined;
    });
    assert.match(form.all, /! \*\*cvm-05\*\*: Confidential/);
    assert.match(form.all, lacks);
    assert.doesNotMatch(form.all, /No action needed/);
    Object.assign(item, before);
  });

  it('whose rights are all there needs nothing, as one with its key in a key vault', async () => {
    for (const vm of ['cvm-01', 'cvm-04']) {
      const card = await saga.talk.ask('oncall', 'ops', `check ${vm}`, new RegExp(`Will ${vm} restore`));
      assert.match(unfolded({ card }), /✓ [^\n]*Azure Backup's rights on the key vault/);
    }
  });

  it('whose rights nobody can read is neither said to have them nor to need none, and no grant is asked for', async () => {
    const { talk } = saga;
    await talk.api.fault({
      match: { action: 'Microsoft.KeyVault/vaults/read', path: 'kv-uncommon' },
      do: 'error',
      status: 403,
      code: 'AuthorizationFailed',
    });
    const card = await askKeyAccess(talk, 'cvm-01');
    assert.match(card.all, /\? I couldn't tell whether Azure Backup can read the keys of cvm-01/);
    assert.doesNotMatch(card.all, /No action needed/);
    await talk.ask('oncall', 'ops', 'check cvm-01 grant because x', /didn't allow|refused|forbid/i);
    await talk.api.clearFaults();
  });

  it('is restored after its key was purged: the key goes back into the HSM', async () => {
    deleteKeys(saga.world, vmId('cvm-04'), saga.world.clock.now(), true);
    const request = await saga.asked('cvm-04 latest as cvm-04-copy isolated');
    assert.match(request.card.all, /Key cmk-hsm of cvm-04 is gone from hsm-uncommon/);
    await saga.approve(request);
    const end = await saga.until(request.card, over);
    assert.match(end.all, /✓ \*\*Restore the key\*\*/);
    assert.match(end.all, /✓ Done/);
    assert.ok(saga.world.keyVault('hsm-uncommon').keys.has('cmk-hsm'));
  });

  it('is restored after its key was deleted: the key is recovered in the HSM', async () => {
    deleteKeys(saga.world, vmId('cvm-04'), saga.world.clock.now());
    const request = await saga.asked('cvm-04 latest as cvm-04-again isolated');
    assert.match(unfolded(request), /Key cmk-hsm of cvm-04 is deleted in hsm-uncommon/);
    await saga.approve(request);
    const end = await saga.until(request.card, over);
    assert.match(end.all, /✓ \*\*Restore the key\*\*/);
    assert.match(end.all, /✓ Done/);
  });
});

describe('a confidential machine whose key is soft-deleted', () => {
  it('has it recovered, and no restore fails for it', async () => {
    deleteKeys(saga.world, vmId('cvm-01'), saga.world.clock.now());
    const request = await saga.asked('cvm-01 latest as cvm-01-copy isolated');
    assert.match(unfolded(request), /Key cmk-cvm of cvm-01 is deleted in kv-uncommon/);
    await saga.approve(request);
    const end = await saga.until(request.card, over);
    assert.match(end.all, /– \*\*Bring out the lost key\*\*[\s\S]*✓ \*\*Restore the key\*\*/);
    assert.match(end.all, /✓ Done/);
  });
});

describe('a confidential machine whose key nobody can look at', () => {
  it('is restored by the very restore that was to bring the key out, since that comes to its end', async () => {
    const properties = saga.world.resources.get(saga.world.keyVault('kv-uncommon').id)?.properties;
    assert.ok(properties);
    const policies = properties.accessPolicies as { objectId: string }[];
    properties.accessPolicies = policies.filter(({ objectId }) => objectId !== bot.objectId);
    const request = await saga.asked('cvm-01 latest as cvm-01-unseen isolated');
    assert.match(
      unfolded(request),
      /can't see whether key cmk-cvm of cvm-01 is in kv-uncommon\. If it's gone, the first restore fails/,
    );
    await saga.approve(request);
    const end = await saga.until(request.card, over);
    properties.accessPolicies = policies;
    assert.match(end.all, /✓ Done/);
    assert.match(
      end.all,
      /✓ \*\*Bring out the lost key\*\*[\s\S]*– \*\*Restore the key\*\*[\s\S]*✓ \*\*Restore the disks\*\*: done/,
    );
  });
});

describe('a confidential machine whose copy of the key cannot be deleted', () => {
  for (const words of ['new vm', 'replace', 'isolated']) {
    it(`is told to have left it (${words})`, async () => {
      const { talk } = saga;
      const code = 'AuthorizationPermissionMismatch';
      await talk.api.fault({ match: { method: 'DELETE', path: 'cvmcmkencryption' }, do: 'error', status: 403, code });
      const as = words === 'replace' ? words : `as cvm-03-${words.slice(0, 3)} ${words}`;
      const plan = await talk.ask(
        'oncall',
        'ops',
        `restore cvm-03 latest ${as} because INC0012345`,
        /Check the plan, then ask/,
      );
      const id = idIn(plan.text || plan.all);
      const accepts = words === 'replace' ? ' replace cvm-03' : '';
      const card = await talk.ask('oncall', 'ops', `confirm ${id}${accepts}`, /asks\. Decide by/);
      await saga.approve({ card });
      assert.match((await saga.until(card, over)).all, /✓ Done/);
      const closing = (await talk.read('ops')).findLast(
        ({ id: one, all }) => one !== card.id && all.includes(`${id} is done`),
      );
      assert.match(closing?.all ?? '', /A copy of the keys in the staging account ststagingprod/);
      await talk.api.clearFaults();
    });
  }
});

describe('a confidential machine whose disks are out', () => {
  it('is restored to its end although its original is deleted and its set gets another key', async () => {
    const request = await saga.asked('cvm-03 latest as cvm-03-copy isolated');
    await saga.approve(request);
    await saga.until(request.card, /✓ \*\*Restore the disks\*\*/);
    const set = saga.world.resources.get(
      `/subscriptions/${prod.id}/resourceGroups/rg-uncommon/providers/Microsoft.Compute/diskEncryptionSets/des-cvm`,
    );
    assert.ok(set);
    set.properties.activeKey = {
      ...(set.properties.activeKey as object),
      keyUrl: 'https://kv-uncommon.vault.azure.net/keys/cmk-new/1',
    };
    deleteVm(saga.world, vmId('cvm-03'));
    const end = await saga.until(request.card, over);
    assert.match(end.all, /✓ Done/);
  });
});
