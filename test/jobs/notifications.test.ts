import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { deleteProtection, stopProtection } from '../../sandbox/world/configure-backup.ts';
import { scheduledBackup } from '../../sandbox/world/history.ts';
import type { JobFailure } from '../../sandbox/world/job-errors.ts';
import { vaultIds } from '../../sandbox/world/places.ts';
import { deleteVm } from '../../sandbox/world/vm-changes.ts';
import { until } from '../faults/until.ts';
import { startTalk, type Talk } from '../talk.ts';

let talk: Talk;
before(async () => {
  // Forty machines are encrypted from kv-fleet: the third of every twenty.
  talk = await startTalk({ world: { fleetSize: 60 } });
});
after(() => talk.close());

async function post(path: string, body: object): Promise<void> {
  const response = await fetch(`${talk.sandbox.address}${path}`, { method: 'POST', body: JSON.stringify(body) });
  assert.equal(response.status, 200, await response.text());
}

const keyAccess = (granted: boolean) => post('/api/world/key-access', { keyVault: 'kv-fleet', granted });
const night = () => post('/api/world/scheduled-backups', { keyVault: 'kv-fleet' });
const posts = async (fits: RegExp, room = 'ops') =>
  (await talk.read(room)).filter(({ from, all }) => from === 'bot' && fits.test(all));

function itemOf(vm: string) {
  const { vaults } = talk.sandbox.world;
  const item = [...vaults.values()].flatMap(({ items }) => [...items.values()]).find(({ vmName }) => vmName === vm);
  assert.ok(item);
  return item;
}

/** Moves its machine to another group, protected there as another item. */
function moves(item: ReturnType<typeof itemOf>): void {
  const container = `iaasvmcontainerv2;rg-moved;${item.vmName}`;
  const vmId = item.vmId.replace(/resourceGroups\/[^/]+/i, 'resourceGroups/rg-moved');
  const moved = { ...item, containerName: `IaasVMContainer;${container}`, itemName: `VM;${container}`, vmId };
  item.vault.items.set(moved.itemName.toLowerCase(), moved);
}

let jobs = 0;

/** Starts a job now that is not from chat. */
function begins(vm: string, operation: 'Backup' | 'Restore', minutes: number, title?: string): void {
  const { world } = talk.sandbox;
  const now = world.settle();
  const item = itemOf(vm);
  jobs += 1;
  const error = { errorTitle: title ?? '', errorString: 'As Azure words it.', recommendations: [] };
  const failure: JobFailure = { result: 'Failed', minutes, error };
  const night = { startedAt: now, pointAt: now, ...(title !== undefined && { failure }) };
  const job = scheduledBackup(item, night, { name: `test ${jobs}` });
  item.vault.jobs.push({ ...job, operation, activityId: `test ${jobs}` });
}

describe('a channel that subscribed to a vault', () => {
  it('hears of a failed night in one message, which grows, and says when all is good', async () => {
    await talk.ask('oncall', 'ops', 'alerts rsv-fleet', /From now on I post here what fails/);
    await keyAccess(false);
    await night();
    const card = await talk.passes(
      'the failures',
      async () => (await posts(/3 VMs in rsv-fleet: key vault access missing/))[0],
    );
    assert.match(card.all, /Let Azure Backup get, list and back up[\s\S]*fleet-0020[\s\S]*Nobody is on it yet/);
    assert.equal((await posts(/key vault access missing/)).filter(({ replyTo }) => !replyTo).length, 1);
    assert.match(card.all, /fleet-0040/);
    assert.ok((await posts(/./)).every(({ replyTo }) => replyTo !== card.id));
    await talk.click('oncall', card.id, 'notice-take');
    await talk.shows(card, /Olivia Novak is on it/);
    await keyAccess(true);
    await night();
    await talk.passes('the recovery', async () =>
      (await posts(/All 3 have good backups again/)).find(({ replyTo }) => replyTo === card.id),
    );
    await talk.shows(card, /backups are good again after/);
  });

  it('hears nothing of what is muted until it is fixed, which ends the mute', async () => {
    const code = 'UserErrorKeyVaultPermissionsNotConfigured';
    await talk.ask('oncall', 'ops', `mute ${code} until fixed`, /until it's fixed/);
    await talk.ask('oncall', 'ops', 'alerts', /rsv-fleet \(failures\)[\s\S]*Muted: UserErrorKeyVault/);
    const before = (await posts(/key vault access missing/)).length;
    await keyAccess(false);
    await night();
    await talk.letPass(40 * 60, 60);
    assert.equal((await posts(/key vault access missing/)).length, before);
    await keyAccess(true);
    await night();
    await talk.passes('the end of the mute', async () => {
      const said = await talk.ask('oncall', 'ops', 'alerts', /I post here about/);
      return /Muted/.test(said.all) ? undefined : said;
    });
  });

  it('may be told more, less and nothing, in Dutch as well', async () => {
    await talk.ask('oncall', 'ops', 'meldingen rsv-fleet alles', /every job of rsv-fleet/);
    await talk.ask('oncall', 'ops', 'demp fleet-0020 4u', /fleet-0020 is muted here until/);
    await talk.ask('oncall', 'ops', 'dempen stoppen fleet-0020', /post about fleet-0020 here again/);
    await talk.ask('oncall', 'ops', 'unmute fleet-0020', /isn't muted here/);
    await talk.ask('oncall', 'ops', 'mute fleet-0020', /Mute what, and for how long/);
    await talk.ask('oncall', 'ops', 'mute fleet-0020 0h', /over at once, so fleet-0020 isn't muted/);
    await talk.ask('oncall', 'ops', 'unmute', /I need a machine or an error code that's muted here\./);
    await talk.ask('oncall', 'ops', 'mute fleet-0020 90d', /ends within 30 days/);
    await talk.ask('oncall', 'ops', 'ik pak het op app-01', /Nothing open here matches/);
    await night();
    await talk.passes('the good ones', async () => (await posts(/in rsv-fleet: backup completed/))[0]);
    await talk.ask('oncall', 'ops', 'meldingen rsv-fleet uit', /no longer post jobs of rsv-fleet/);
    await talk.ask('oncall', 'ops', 'alerts rsv-fleet off', /no subscription with that name/);
  });

  it('says of what it no longer covers that nothing is told, and does not name it', async () => {
    await talk.ask('platform', 'General', 'channel allow all', /all commands/);
    await talk.ask('oncall', 'General', 'alerts rsv-prod', /From now on/);
    await talk.ask('platform', 'General', 'channel allow all rsv-test', /for these vaults: rsv-test/);
    const said = await talk.ask('oncall', 'General', 'alerts', /Subscribed here, but not covered by this channel: 1/);
    assert.doesNotMatch(said.all, /rsv-prod|I post here about/);
    await talk.ask('platform', 'General', 'channel allow all', /all commands/);
    await talk.ask('oncall', 'General', 'alerts', /I post here about: rsv-prod/);
    await talk.ask('oncall', 'General', 'alerts off', /no longer/);
    await talk.ask('platform', 'General', 'channel allow none', /isn't set up/);
  });

  it('may only be subscribed by somebody who may read it', async () => {
    await talk.ask(
      'outsider',
      'ops',
      'alerts rsv-fleet',
      /I can't find a vault or a protected virtual machine called rsv-fleet/,
    );
    await talk.ask('oncall', 'General', 'alerts rsv-fleet', /This conversation isn't set up/);
    await talk.ask('oncall', 'ops', 'alerts', /I don't post about any jobs here/);
    await talk.ask(
      'oncall',
      'ops',
      'alerts rsv-nowhere',
      /I can't find a vault or a protected virtual machine called rsv-nowhere/,
    );
  });
});

describe('a channel that subscribed to one VM', () => {
  it('hears of that VM only, and mutes what it failed with under the name that the message shows', async () => {
    await talk.ask('oncall', 'approvals', 'alerts app-01', /here what fails.*in app-01/);
    begins('web-01', 'Backup', 1, 'The neighbour broke');
    begins('app-01', 'Backup', 1, 'The agent broke');
    const card = await talk.passes('the failure', async () => (await posts(/The agent broke/, 'approvals'))[0]);
    assert.match(card.all, /app-01 in rsv-prod[\s\S]*mute The agent broke 4h/);
    await talk.ask('oncall', 'approvals', 'mute The agent broke 4h', /The agent broke is muted here until/);
    await talk.ask('oncall', 'approvals', 'unmute The agent broke', /post about The agent broke here again/);
    await talk.click('oncall', card.id, 'notice-mute');
    await talk.ask('oncall', 'approvals', 'alerts', /Muted: The agent broke until/);
    const muted = async () => (await posts(/The agent broke is muted here until/, 'approvals')).length;
    await until('what the click said', async () => (await muted()) === 2 || undefined);
    await talk.click('oncall', card.id, 'notice-mute');
    await talk.ask('oncall', 'approvals', 'unmute the agent broke', /post about The agent broke here again/);
    assert.equal(await muted(), 2, 'a second click says nothing more');
    await talk.ask(
      'oncall',
      'approvals',
      'mute The agent broke until fixed',
      /The agent broke is muted here until it's fixed/,
    );
    await talk.click('oncall', card.id, 'notice-mute');
    await talk.ask('oncall', 'approvals', 'alerts', /Muted: The agent broke until it's fixed/);
    await talk.ask('oncall', 'approvals', 'unmute the agent broke', /post about The agent broke here again/);
    await talk.click('oncall', card.id, 'notice-mute');
    await talk.ask('oncall', 'approvals', 'alerts', /Muted: The agent broke until Tue/);
    await talk.ask('oncall', 'approvals', 'unmute the agent broke', /post about The agent broke here again/);
    assert.deepEqual(await posts(/The neighbour broke/, 'approvals'), []);
  });

  it('takes a problem by a word in its thread, whatever else is open', async () => {
    await talk.ask('oncall', 'personal-oncall', 'on it', /^Nothing I posted here is waiting/);
    begins('app-01', 'Backup', 1, 'The disk broke');
    const card = await talk.passes('the failure', async () => (await posts(/The disk broke/, 'approvals'))[0]);
    await talk.ask('oncall', 'approvals', 'on it', /More than one thing is open here/);
    await talk.ask('oncall', 'approvals', 'on it', /is on it: app-01.*The disk broke/, card.id);
    await talk.shows(card, /Olivia Novak is on it/);
  });

  it('leaves a problem with who took it when an old screen is clicked, after a restart too; a word takes it over', async () => {
    const [card] = await posts(/The disk broke/, 'approvals');
    assert.ok(card);
    await post('/api/bot/kill', {});
    await post('/api/bot/start', {});
    const late = await talk.click('approver-1', card.id, 'notice-take', { version: 0 });
    assert.match(late.text ?? '', /Olivia Novak is on it already/);
    await talk.click('oncall', card.id, 'notice-take', { version: 0 });
    assert.match((await talk.look('oncall', card)).all, /Olivia Novak is on it/);
    await talk.ask('approver-1', 'approvals', 'on it', /Anton Visser is on it/, card.id);
    await talk.shows(card, /Anton Visser is on it/);
  });

  it('hears of a restore from the portal when it begins, and how it ended', async () => {
    begins('app-01', 'Restore', 20, 'The target broke');
    const card = await talk.passes(
      'its start',
      async () => (await posts(/app-01 in rsv-prod: restore started outside of Strongroom/, 'approvals'))[0],
    );
    await talk.passes('its failure', async () => (await posts(/The target broke/, 'approvals'))[0]);
    await talk.shows(card, /restore started outside of Strongroom has ended/);
  });

  it('is not reminded of that restore: nobody has to repeat it', async () => {
    const [failed] = await posts(/The target broke/, 'approvals');
    assert.ok(failed);
    assert.doesNotMatch(failed.all, /Nobody is on it|on it app-01/);
    await talk.letPass(6 * 3600, 3600);
    const looked = async () => (await posts(/The lamp broke/, 'approvals'))[0];
    begins('app-01', 'Backup', 1, 'The lamp broke');
    await talk.passes('a look at the vault after that', looked);
    assert.deepEqual(
      (await posts(/still ha(s|ve) no good backup, and nobody/, 'approvals')).filter(
        ({ replyTo }) => replyTo === failed.id,
      ),
      [],
    );
  });

  it('gets no more than six messages an hour, and one that stands for the rest', async () => {
    await talk.letPass(3600);
    for (let index = 0; index < 9; index += 1) begins('app-01', 'Backup', 1, `Cause ${index}.`);
    const fits = /3 more problems this hour, folded/;
    const folded = await talk.passes('the folded one', async () => (await posts(fits, 'approvals'))[0]);
    assert.match(folded.all, /at most 6 new messages an hour/);
    assert.equal(
      (await posts(/app-01 in rsv-prod: .*Cause \d/i, 'approvals')).filter((one) => one.id !== folded.id).length,
      6,
    );
  });

  it('is told when the one who subscribed may no longer read it', async () => {
    await post('/api/azure/denials', {
      as: 'oncall',
      action: 'Microsoft.RecoveryServices/vaults/*/read',
      scope: vaultIds.prod,
    });
    await talk.passes(
      'the end',
      async () => (await posts(/no longer post jobs of app-01 here: Olivia/, 'approvals'))[0],
    );
    await fetch(`${talk.sandbox.address}/api/azure/denials`, { method: 'DELETE' });
    await talk.ask('oncall', 'approvals', 'alerts', /I don't post about any jobs here/);
  });
});

describe('failures without a reason', () => {
  it('are muted as what their message is about: all of them, by its button and by the words that it shows', async () => {
    // The right to read was just restored, and names are shown by rights up to a minute old.
    await talk.passes('the right is seen', async () => {
      const { all } = await talk.ask('oncall', 'ops', 'alerts rsv-prod', /rsv-prod/);
      return /here what fails.*in rsv-prod/.test(all) || undefined;
    });
    for (const vm of ['app-01', 'web-01']) begins(vm, 'Backup', 1, '');
    const card = await talk.passes('the failures', async () => (await posts(/2 VMs in rsv-prod: no reason given/))[0]);
    assert.match(card.all, /mute no reason given 4h/);
    await talk.click('oncall', card.id, 'notice-mute');
    await talk.ask('oncall', 'ops', 'alerts', /Muted: no reason given until/);
    await talk.ask('oncall', 'ops', 'unmute no reason given', /post about no reason given here again/);
    await talk.ask('oncall', 'ops', 'mute no reason given 4h', /no reason given is muted here until/);
    await talk.ask('oncall', 'ops', 'unmute no reason given', /post about no reason given here again/);
  });

  it('that were muted, and that no message names, are counted by who ends the mute', async () => {
    await talk.ask('oncall', 'ops', 'mute sql-01 4h', /sql-01 is muted here until/);
    begins('sql-01', 'Backup', 1, 'The wheel broke');
    await talk.letPass(30 * 60, 60);
    const said = await talk.ask('oncall', 'ops', 'unmute sql-01', /post about sql-01 here again/);
    assert.match(said.all, /Failed while sql-01 was muted, and still without a good backup: 1/);
    assert.deepEqual(await posts(/The wheel broke/), []);
    await talk.ask('oncall', 'ops', 'alerts rsv-prod off', /no longer post jobs of rsv-prod/);
  });
});

describe('the message of a failure that the chat can mend', () => {
  it('leads by its own button to access that another approves, and is over with a backup from chat', async () => {
    await talk.ask('oncall', 'ops', 'alerts locked-01', /here what fails.*in locked-01/);
    await post('/api/world/scheduled-backups', { keyVault: 'kv-locked' });
    const failure = /locked-01 in rsv-prod: backup failed: key vault access missing/i;
    const card = await talk.passes('the failure', async () => (await posts(failure))[0]);
    await talk.click('oncall', card.id, 'open-keyaccess');
    const access = await talk.hears('ops', /Key access of locked-01/);
    await talk.click('oncall', access.id, 'keyaccess-grant');
    const form = await talk.hears('ops', /is filling in a form/);
    // Everyone has their own view, which comes with the refresh.
    await talk.look('oncall', form);
    await talk.click('oncall', form.id, 'ask-go', { inputs: { reason: 'INC7' } });
    const request = await talk.hears('ops', /Decide by[\s\S]*read the keys of locked-01/);
    await talk.look('platform', request);
    await talk.click('platform', request.id, 'approve');
    await talk.passes(
      'the access',
      async () => (await posts(/is done: Let Azure Backup read the keys of locked-01/))[0],
    );
    await talk.ask('oncall', 'ops', 'backup locked-01 keep 30d', /Backup of locked-01/);
    await talk.passes('the recovery', async () =>
      (await posts(/locked-01 has a good backup again/)).find(({ replyTo }) => replyTo === card.id),
    );
    await talk.shows(card, /backups are good again after/);
    const told = (await posts(/locked-01 in rsv-prod/)).filter(({ replyTo }) => !replyTo);
    assert.deepEqual(
      told.map(({ id }) => id),
      [card.id],
      'of the backup itself its request tells',
    );
    await talk.ask('oncall', 'ops', 'alerts locked-01 off', /no longer post jobs of locked-01/);
  });
});

describe('a backup that somebody deletes in Azure', () => {
  it('is told at once, in the digest until it is gone for good, and by the sentence of its machine', async () => {
    await talk.passes('the right is seen', async () => {
      const { all } = await talk.ask('oncall', 'ops', 'alerts rsv-prod', /rsv-prod/);
      return /here what fails.*in rsv-prod/.test(all) || undefined;
    });
    const { world } = talk.sandbox;
    world.settle();
    deleteProtection(world, itemOf('web-01'), 'portal 1');
    stopProtection(world, itemOf('app-01'), 'portal 2');
    const deleted = /web-01 in rsv-prod: backup deleted outside of Strongroom[\s\S]*undelete web-01/;
    await talk.passes('the deletion', async () => (await posts(deleted))[0]);
    await talk.passes('the stop', async () => (await posts(/app-01 in rsv-prod: protection stopped/))[0]);
    const digest = await talk.passes('the lists', async () => {
      const { all } = await talk.ask('oncall', 'ops', 'digest', /Digest|Recovery|recover/);
      return /Backup deleted: \d/.test(all) ? { all } : undefined;
    });
    assert.match(digest.all, /Backup deleted:\*\* [\s\S]*web-01 \(gone for good on /);
    assert.match(digest.all, /Protection stopped, and not held:\*\* [\s\S]*app-01/);
    await talk.ask(
      'oncall',
      'ops',
      'vm web-01',
      /^The backup of web-01 in rsv-prod \([^)]*\) was deleted and is gone for good/,
    );
    await talk.ask('oncall', 'ops', 'vm app-01', /^Protection of app-01 by rsv-prod is stopped/);
    await talk.ask('oncall', 'ops', 'alerts rsv-prod off', /no longer post jobs of rsv-prod/);
  });
});

describe('a subscription to one machine', () => {
  it('ends with a word about it when its vault no longer has the machine, and names where one of its name is', async () => {
    await talk.ask('oncall', 'approvals', 'alerts locked-01', /here what fails.*in locked-01/);
    await talk.ask('oncall', 'approvals', 'alerts sql-01', /here what fails.*in sql-01/);
    await talk.letPass(2 * 3600, 600);
    assert.deepEqual(await posts(/no longer backs it up/, 'approvals'), []);
    const item = itemOf('locked-01');
    for (const [key, each] of item.vault.items) if (each === item) item.vault.items.delete(key);
    moves(item);
    const over = /no longer post jobs of locked-01 here: rsv-prod no longer backs it up/;
    const said = await talk.passes('the end', async () => (await posts(over, 'approvals'))[0]);
    assert.match(said.all, /"alerts rsv-prod\/rg-moved\/locked-01" posts its jobs here/);
    const left = await talk.ask('oncall', 'approvals', 'alerts', /sql-01 \(failures\)/);
    assert.doesNotMatch(left.all, /locked-01/);
    await talk.ask('oncall', 'approvals', 'alerts rsv-prod/rg-moved/locked-01', /here what fails.*in locked-01/);
  });

  it('stays while its machine may be resumed, and ends once that is gone and another of its name is backed up', async () => {
    const { world } = talk.sandbox;
    const item = itemOf('sql-01');
    moves(item);
    item.protectionState = 'ProtectionStopped';
    await talk.letPass(3600, 600);
    await talk.ask('oncall', 'approvals', 'alerts', /sql-01 \(failures\)/);
    deleteVm(world, item.vmId);
    const over = /no longer post jobs of sql-01 here: [^"]*"alerts rsv-prod\/rg-moved\/sql-01"/;
    await talk.passes('the end', async () => (await posts(over, 'approvals'))[0]);
    await talk.ask('oncall', 'approvals', 'alerts off', /no longer post jobs here/);
  });
});

describe('the digest', () => {
  it('says what needs somebody, with a chart and its text', async () => {
    const said = await talk.ask('oncall', 'ops', 'digest', /failed last night/);
    assert.match(said.all, /No recovery point for 36 hours[\s\S]*Encrypted and unprotected[\s\S]*15 September 2028/);
    assert.match(JSON.stringify(said.card), /"Chart.VerticalBar".*(?:"y":\d+.*){14}"fallback":.*failed last night; /);
    await talk.ask('oncall', 'ops', 'digest 0', /isn't a number of hours/);
  });

  it('says of no vault that all is well', async () => {
    const said = await talk.ask('outsider', 'ops', 'digest', /./);
    assert.match(said.all, /don't let you read any vault here/);
    assert.doesNotMatch(said.all, /Nothing needs your attention|none/);
  });

  it('says of a vault that got weaker what stood, what stands, and who did it as the activity log has it', async () => {
    const { world } = talk.sandbox;
    const vault = world.resources.get(vaultIds.prod) ?? assert.fail();
    const before = structuredClone(vault.properties);
    vault.properties.securitySettings = {
      softDeleteSettings: { softDeleteState: 'Enabled', softDeleteRetentionPeriodInDays: 30 },
    };
    // Digests within ten minutes share their readings.
    await talk.letPass(10 * 60);
    const quiet = await talk.ask('oncall', 'ops', 'digest', /failed last night/);
    assert.doesNotMatch(quiet.all, /less protected/);
    await talk.letPass(10 * 60);
    vault.properties.securitySettings = { softDeleteSettings: { softDeleteState: 'Disabled' } };
    const caller = 'mallory@contoso.com';
    const operation = 'Microsoft.RecoveryServices/vaults/write';
    world.activities.push({ caller, operation, resourceId: vaultIds.prod, at: new Date(world.settle().getTime() + 1) });
    const told =
      /rsv-prod\*\* is less protected[^\n]*gone at once\. Before: Deleted backups are kept for 30 days[^\n]*by: mallory/;
    // Others who ask within the day see it as well.
    for (const room of ['ops', 'personal-oncall']) {
      const said = await talk.ask('oncall', room, 'digest', told);
      assert.match(said.all, /Less protected than before: rsv-prod/);
    }
    vault.properties.securitySettings = {
      softDeleteSettings: { softDeleteState: 'Enabled', softDeleteRetentionPeriodInDays: 30 },
    };
    await talk.letPass(10 * 60);
    const mended = await talk.ask('oncall', 'ops', 'digest', /failed last night/);
    assert.doesNotMatch(mended.all, /less protected/);
    vault.properties = before;
  });

  it('comes every day at the time asked for, until it is ended', async () => {
    const vault = talk.sandbox.world.resources.get(vaultIds.prod) ?? assert.fail();
    const properties = structuredClone(vault.properties);
    vault.properties.securitySettings = { softDeleteSettings: { softDeleteState: 'Disabled' } };
    const weaker = async () => (await posts(/rsv-prod\*\* is less protected/)).length;
    const toldBefore = await weaker();
    await talk.ask('oncall', 'ops', 'digest daily 25:00', /isn't a time of day/);
    await talk.ask('oncall', 'ops', 'digest daily 08:00', /every day at 08:00/);
    const count = async () => (await posts(/failed last night|attention\./)).length;
    const before = await count();
    await talk.passes('the first', async () => ((await count()) > before ? true : undefined), 3600);
    assert.equal(await weaker(), toldBefore + 1);
    await talk.passes('the second', async () => ((await count()) > before + 1 ? true : undefined), 3600);
    assert.equal(await weaker(), toldBefore + 1, 'what got weaker is told in one of them');
    vault.properties = properties;
    await talk.ask('oncall', 'ops', 'overzicht uit', /no longer post a digest/);
  });

  it('says of which vault it tells no more when the one who asked for it may no longer read that, once', async () => {
    await talk.ask('oncall', 'ops', 'digest daily 08:00', /every day at 08:00/);
    const count = async () => (await posts(/failed last night|attention\./)).length;
    const before = await count();
    await talk.passes('the first', async () => ((await count()) > before ? true : undefined), 3600);
    const action = 'Microsoft.RecoveryServices/vaults/*/read';
    await post('/api/azure/denials', { as: 'oncall', action, scope: vaultIds.prod });
    await talk.passes('the second', async () => ((await count()) > before + 1 ? true : undefined), 3600);
    const less = /no longer covers rsv-prod: Olivia Novak, who asked for it/;
    assert.match((await posts(less))[0]?.all ?? '', /type "digest daily 08:00"/);
    await talk.passes('the third', async () => ((await count()) > before + 2 ? true : undefined), 3600);
    assert.equal((await posts(less)).length, 1);
    await fetch(`${talk.sandbox.address}/api/azure/denials`, { method: 'DELETE' });
  });

  it('ends with a word about it when the one who asked for it may read nothing any more', async () => {
    await talk.ask('oncall', 'ops', 'digest daily 08:00', /every day at 08:00/);
    for (const scope of Object.values(vaultIds)) {
      await post('/api/azure/denials', { as: 'oncall', action: 'Microsoft.RecoveryServices/vaults/*/read', scope });
    }
    await talk.passes('the end', async () => (await posts(/no longer post a digest here: Olivia Novak/))[0], 3600);
    await fetch(`${talk.sandbox.address}/api/azure/denials`, { method: 'DELETE' });
    const said = await talk.ask('oncall', 'ops', 'alerts', /post (?:here about|about any jobs here)/);
    assert.doesNotMatch(said.all, /Digest/);
  });
});
