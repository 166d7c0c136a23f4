import assert from 'node:assert/strict';
import { after, before, describe, it, test } from 'node:test';
import { copiedPoints } from '../../sandbox/azure/paired-region.ts';
import { prod } from '../../sandbox/world/places.ts';
import { idIn, startTalk, type Talk } from '../talk.ts';

/** `rsv-pairs` is geo-redundant with cross-region restore switched on; `rsv-prod` is not. */
let talk: Talk;
before(async () => {
  talk = await startTalk({ world: { uncommon: true } });
});
after(() => talk?.close());

describe('a restore in another region', () => {
  it('is printed as lines for both tools, with what is missing there', async () => {
    const az = await talk.ask('oncall', 'ops', 'commands threat-01 region', /by hand/);
    assert.match(az.all, /I don't restore across regions yet: these lines do, in northeurope/);
    assert.match(az.all, /up to 36 hours old/);
    assert.doesNotMatch(az.all, /put yours in for the angle brackets/);
    const restore = /az backup restore restore-disks [^\n]*/.exec(az.all)?.[0] ?? '';
    assert.match(restore, / --use-secondary-region /);
    assert.match(restore, /--target-resource-group rg-pair /);
    assert.match(restore, /storageAccounts\/stpair /);
    assert.doesNotMatch(restore, /--(restore-mode|target-zone|disk-access-option|rehydration|cvm)/);
    assert.match(az.all, /az backup job wait [^\n]*--use-secondary-region/);
    assert.match(az.all, /az network nic create [^\n]*virtualNetworks\/vnet-pair\/subnets\/app/);
    assert.match(az.all, /az vm create [^\n]*--location northeurope/);
    const ps = await talk.ask('oncall', 'ops', 'commands threat-01 powershell region', /by hand/);
    assert.match(ps.all, /Restore-AzRecoveryServicesBackupItem [^\n]*-RestoreToSecondaryRegion /);
    assert.match(ps.all, /Get-AzRecoveryServicesBackupRecoveryPoint [^\n]*-UseSecondaryRegion/);
    assert.match(ps.all, /or type: \*\*commands threat-01 az region\*\*/i);
  });

  it('says of a machine with a key of the customer that its disks come back without, and of no other', async () => {
    const without = /until you set one of that region, the disks use a Microsoft-managed key/;
    assert.match((await talk.ask('oncall', 'ops', 'commands pair-02 region', /by hand/)).all, without);
    assert.doesNotMatch((await talk.ask('oncall', 'ops', 'commands threat-01 region', /by hand/)).all, without);
    const { resources } = talk.sandbox.world;
    const vm = resources
      .list('Microsoft.Compute/virtualMachines', `/subscriptions/${prod.id}`)
      .find(({ name }) => name === 'pair-02');
    assert.ok(vm);
    resources.delete(vm.id);
    try {
      const gone = await talk.ask('oncall', 'ops', 'commands pair-02 region', /by hand/);
      assert.match(gone.all, without, 'nobody can tell any more');
    } finally {
      resources.put(vm);
    }
  });

  it('is of the newest point that is there, and not of one that has yet to be copied', async () => {
    const { world } = talk.sandbox;
    const items = [...world.vaults.values()].flatMap((vault) => [...vault.items.values()]);
    const item = items.find(({ vmName }) => vmName === 'pair-03');
    assert.ok(item);
    const [copied] = copiedPoints(item, world.clock.now());
    assert.ok(copied && item.points[0] && item.points[0].at > copied.at, 'the copy is behind');
    const { all } = await talk.ask('oncall', 'ops', 'commands pair-03 region', /by hand/);
    assert.equal(/ restore-disks [^\n]*--rp-name (\d+)/.exec(all)?.[1], copied.name);
  });

  it('says where else to go while its own region tells nothing', async () => {
    const { azure } = talk.sandbox;
    const path = '/providers/Microsoft.RecoveryServices/.*recoveryPoints';
    const { id } = azure.faults.add({ match: { path }, do: 'error', status: 503, code: 'ServiceUnavailable' });
    try {
      const { all } = await talk.ask('oncall', 'ops', 'commands threat-01 region', /too little of threat-01/);
      assert.match(all, /"Secondary Region"/);
    } finally {
      azure.faults.clear(id);
    }
  });

  it('is in Dutch for who reads Dutch', async () => {
    await talk.ask('oncall', 'personal-oncall', 'settings language nl', /in het Nederlands/);
    const line = 'opdrachten threat-01 regio';
    const { all } = await talk.ask('oncall', 'personal-oncall', line, /zet ik nog niets terug: deze regels wel/);
    assert.doesNotMatch(all, /punthaken/);
    assert.match(all, /opdrachten threat-01 powershell regio/);
    await talk.ask('oncall', 'personal-oncall', 'settings language en', /in English/);
  });

  it('is refused where the vault has it off, and for a request', async () => {
    await talk.ask('oncall', 'ops', 'commands sql-01 region', /cross-region restore is off for rsv-prod/);
    await talk.ask('oncall', 'ops', 'commands R-7K2M region', /I write lines for another region for a machine only/);
  });

  it('is what a restore that names a region is told', async () => {
    const told = await talk.ask(
      'oncall',
      'ops',
      'restore threat-01 latest disks region northeurope because INC1',
      /yet/,
    );
    assert.match(told.all, /Strongroom doesn't restore across regions yet/);
    assert.match(told.all, /type "commands threat-01 region"/);
  });
});

test('of a machine in a group whose name az cannot find, the lines of az are the requests themselves', async () => {
  const az = await talk.ask('oncall', 'ops', 'commands umlaut-01', /by hand/);
  assert.match(
    az.all,
    /az rest --method post --url [^\n]*rg-gr%C3%B6%C3%9Fe-%E6%B8%AC%E8%A9%A6%3Bumlaut-01[^\n]*\/restore/,
  );
  assert.doesNotMatch(az.all, /restore-disks|az finds no backup/);
  const backup = await talk.ask('oncall', 'ops', 'backup umlaut-01 keep 30d', /R-\w{4}/);
  const lines = await talk.ask('oncall', 'ops', `commands ${idIn(backup.all)}`, /az rest --method post/);
  assert.match(lines.all, /rg-gr%C3%B6%C3%9Fe-%E6%B8%AC%E8%A9%A6%3Bumlaut-01\/backup\?/);
  assert.doesNotMatch(lines.all, /az finds no backup/);
});
