import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { plantedMarkers } from '../../sandbox/world/markers.ts';
import { control } from '../faults/control.ts';
import { until } from '../faults/until.ts';
import { idIn, type Said, startTalk, type Talk } from '../talk.ts';

let talk: Talk;
const said: Said[] = [];
before(async () => {
  talk = await startTalk();
});
after(() => talk?.close());

async function byhand(line: string): Promise<string> {
  const reply = await talk.ask('oncall', 'ops', `commands ${line}`, /by hand/);
  said.push(reply);
  return reply.all;
}

describe('commands of a drill', () => {
  it('has no lines: what they make would be neither shown to be apart nor deleted, and says what to do instead', async () => {
    const card = await talk.ask('oncall', 'ops', 'drill lostkey-01 because INC0012345', /asks\. Decide by/);
    const id = idIn(card.all);
    const { all } = await talk.ask('oncall', 'ops', `commands ${id}`, /no lines|by hand/);
    assert.match(all, new RegExp(`no lines for ${id}[\\s\\S]*"stop ${id}"[\\s\\S]*"commands lostkey-01"`));
    assert.doesNotMatch(all, /az |kv-prod/);
    await talk.ask('oncall', 'ops', `withdraw ${id}`, /was withdrawn/);
  });
});

describe('commands of a machine', () => {
  it('is a restore of the recommended point with the real names, step by step', async () => {
    const all = await byhand('sql-01');
    assert.match(all, /az account set --subscription [0-9a-f-]{36}/);
    assert.match(all, /az backup restore restore-disks .*--vault-name rsv-prod .*--rp-name \d+ .*ststagingprod/);
    assert.match(all, /list-versions --vault-name kv-prod --name kek-sql/);
    assert.match(all, /az vm create .*--name sql-01-r\d{4} /);
    assert.match(all, /\[portal\]\(https:\/\/portal\.azure\.com\/#resource\/subscriptions/);
    assert.doesNotMatch(all, /recover|\u2060/, 'its keys are there, and lines can be copied');
  });

  it('takes the vault-tier point after a rotation', async () => {
    const taken = /--rp-name (\d+)/.exec(await byhand('rotated-01'))?.[1];
    const form = await talk.ask('oncall', 'ops', 'restore rotated-01', /Recommended: #3/);
    assert.ok(JSON.stringify(form.card).includes(`"value":"${taken}"`));
  });

  it('recovers keys that are soft-deleted, and only those', async () => {
    const all = await byhand('softkey-01');
    assert.match(all, /az keyvault key recover --vault-name kv-prod --name kek-softkey/);
    assert.match(all, /az keyvault secret recover --vault-name kv-prod/);
    assert.doesNotMatch(all, /keys\.json/);
  });

  it('restores purged keys from the blob, which its lines read themselves, with the exact tags', async () => {
    const all = await byhand('lostkey-01');
    assert.match(all, /propertyBag\."Encryption Info Blob Name"/);
    assert.match(all, /KeyBackupData' keys\.json \| base64 -d > key\.bin/);
    assert.match(all, /az keyvault key restore --vault-name kv-prod --file key\.bin/);
    assert.match(
      all,
      /secret set .*--content-type 'Wrapped BEK' --tags DiskEncryptionKeyEncryptionAlgorithm=RSA-OAEP DiskEncryptionKeyFileName=([0-9A-F-]{36})\.BEK DiskEncryptionKeyEncryptionKeyURL=https:\/\/kv-prod.vault.azure.net\/keys\/kek-lostkey\/\w+ MachineName=lostkey-01/,
    );
    assert.match(all, /rm -f keys\.json/);
    assert.match(all, /az storage blob delete/);
    assert.match(all, /az rest --method patch .*encryptionSettingsCollection/, 'the disks are told of the new version');
  });

  it('of unmanaged disks makes managed disks of the files, with the secret and key of the OS disk', async () => {
    const az = await byhand('legacy-01');
    assert.doesNotMatch(az, /--target-resource-group/);
    assert.match(az, /iconv -f UTF-16LE/);
    assert.match(az, /az disk create .*--source "\$URI" --source-storage-account-id \S+ststagingprod/);
    assert.match(az, /az rest --method patch .*disks\/legacy-01-\S+-os.*"encryptionSettingsCollection"/);
    assert.match(az, /az vm create .*--attach-os-disk "\$\{OS:\?\}"/);
    assert.doesNotMatch(
      az,
      /"vhd":\{"uri"|createOption: "Attach"/,
      'Azure starts no machine with unmanaged disks any more',
    );
    const powershell = await byhand('legacy-01 powershell');
    assert.match(powershell, /New-AzDiskConfig .*-CreateOption Import -SourceUri \$disks\.osDisk\.vhd\.uri .*-OsType/);
    assert.match(powershell, /Invoke-AzRestMethod -Method PATCH .*\n?.*kek-legacy/);
    assert.match(powershell, /Set-AzVMOSDisk .*-ManagedDiskId/);
    assert.match(
      powershell,
      /Get-AzStorageBlobContent .*-Blob \$bag\['Config Blob Name'\]/,
      'the config names the files',
    );
    assert.doesNotMatch(powershell, /<uri/);
  });

  it('of Linux sets up the extension again', async () => {
    assert.match(
      await byhand('web-01'),
      /az rest --method put .*\/extensions\/AzureDiskEncryptionForLinux\?.*"VolumeType":"ALL"/,
    );
    assert.match(await byhand('web-01 powershell'), /Set-AzVMDiskEncryptionExtension .*-SkipVmBackup/);
  });

  it('of a machine without keys speaks of none', async () => {
    assert.doesNotMatch(await byhand('dev-01'), /keyvault|encryption enable/);
  });

  it('is told in Dutch too', async () => {
    await talk.ask('oncall', 'personal-oncall', 'settings language nl');
    const { all } = await talk.ask('oncall', 'personal-oncall', 'opdrachten sql-01', /met de hand/);
    assert.match(all, /Schijven terugzetten/);
  });

  it('is refused to who may not read the vault', async () => {
    await talk.ask('outsider', 'ops', 'commands sql-01', /in the vaults you can read/);
  });

  it('says which shells there are', async () => {
    await talk.ask('oncall', 'ops', 'commands sql-01 fish', /"az" and for "powershell"/);
  });
});

describe('commands of a request', () => {
  it('leaves out what is done, and names what was made', async () => {
    const asked = await talk.ask(
      'oncall',
      'ops',
      'restore sql-01 latest disks because INC0012345',
      /Check the plan, then ask/,
    );
    const id = idIn(asked.all);
    await talk.ask('oncall', 'ops', `confirm ${id}`, /Approve or reject/);
    assert.match(await byhand(id), /restore-disks/);
    const { all } = await talk.ask('approver-1', 'ops', `approve ${id}`, /approve R-\w+ [0-9A-F]{4}/);
    const piece = /approve R-\w+ ([0-9A-F]{4})/.exec(all)?.[1] ?? '';
    await talk.api.say('approver-1', 'ops', `approve ${id} ${piece}`);
    const after = await talk.passes('the lines that are left', async () => {
      const lines = await byhand(id);
      return /attach-os-disk \/subscriptions/.test(lines) ? lines : undefined;
    });
    assert.match(after, /What's left of restoring sql-01/);
    assert.match(after, /--attach-os-disk \/subscriptions\/\S+\/disks\/\S+/);
    assert.match(after, new RegExp(`--tags strongroom-request=${id}`));
    assert.match(after, /az storage blob delete .*--container-name [\w-]+ --name vmencryption\S+/);
  });

  it('of a backup is a line of az, and the same for PowerShell', async () => {
    const { all } = await talk.ask('oncall', 'ops', 'backup dev-01 keep 30d', /Backup of dev-01/);
    const { all: az } = await talk.ask('oncall', 'ops', `commands ${idIn(all)}`, /by hand, for az/);
    assert.match(
      az,
      /^az backup protection backup-now .*--vault-name rsv-\w+ .*dev-01' .*--retain-until \d\d-\d\d-\d{4}$/m,
    );
    const { all: ps } = await talk.ask('oncall', 'ops', `commands ${idIn(all)} powershell`, /by hand, for PowerShell/);
    assert.match(ps, /^Backup-AzRecoveryServicesBackupItem -Item \$item -ExpiryDateTimeUTC .* -VaultId \$vault\.ID$/m);
    assert.match(ps, /commands R-\w{4} az/);
    assert.match(az, /I'm still working on R-\w{4}\. Type these lines only if I don't continue/);
    const done = await talk.passes('its end', async () => {
      const { all: now } = await talk.ask('oncall', 'ops', `commands ${idIn(all)}`, /by hand/);
      return /nothing is left to do/.test(now) ? now : undefined;
    });
    assert.doesNotMatch(done, /az backup/);
  });

  it('of access to keys gives the lines of that, in both', async () => {
    await talk.ask('oncall', 'ops', 'check locked-01 grant because INC1', /Approve or reject/);
    const asked = (await talk.read('ops')).findLast(({ all }) => /keys of locked-01/.test(all));
    const id = idIn(asked?.all ?? '');
    await talk.ask('oncall', 'ops', `commands ${id}`, /^az keyvault set-policy --name .*262044b1/m);
    await talk.ask('oncall', 'ops', `commands ${id} powershell`, /^Set-AzKeyVaultAccessPolicy -VaultName /m);
  });

  it('gives nobody a role that holds more by now than what was signed', async () => {
    const change = await talk.ask('oncall', 'ops', 'check rbac-01 grant because INC4', /Approve or reject/);
    const line = `commands ${idIn(change.all)}`;
    const { roles } = talk.sandbox.world;
    const known = roles.definitions.find(({ roleName }) => roleName === 'Azure Backup disk keys (aaaa0000)');
    const role = { ...(known ?? assert.fail()) };
    await talk.ask('oncall', 'ops', line, /^az role assignment create --role 'Azure Backup disk keys/m);
    roles.define({ ...role, actions: ['Microsoft.KeyVault/vaults/write'] });
    try {
      const said = await talk.ask('oncall', 'ops', line, /holds more than Azure Backup needs/);
      assert.doesNotMatch(said.all, /az role assignment create/);
      const check = await talk.ask('oncall', 'ops', 'check rbac-01', /Will rbac-01 restore/);
      const { body } = await talk.click('oncall', check.id, 'open-keyaccess');
      assert.match(JSON.stringify(body), /Microsoft\.KeyVault\/vaults\/write/);
    } finally {
      roles.define(role);
    }
  });

  it("that was rejected says so: what the lines do isn't approved", async () => {
    const change = await talk.ask('oncall', 'ops', 'hold dev-01 because INC2', /Approve or reject|asks\. Decide by/);
    await talk.ask('approver-1', 'ops', `reject ${idIn(change.all)} not now`, /was rejected/);
    const lines = await talk.ask('oncall', 'ops', `commands ${idIn(change.all)}`, /by hand, for az/);
    assert.match(lines.all, /R-\w{4} isn't approved, or no longer is\. Ask again first/);
    const asked = await talk.ask(
      'oncall',
      'ops',
      'restore sql-01 latest disks because INC3',
      /Check the plan, then ask/,
    );
    await talk.ask('oncall', 'ops', `confirm ${idIn(asked.all)}`, /Approve or reject/);
    assert.match(await byhand(idIn(asked.all)), /R-\w{4} waits for a decision\. Withdraw it first/);
    await talk.ask('approver-1', 'ops', `reject ${idIn(asked.all)} not now`, /was rejected/);
    assert.match(await byhand(idIn(asked.all)), /R-\w{4} isn't approved, or no longer is\. Ask again first/);
  });

  it('that does not exist is said not to', async () => {
    await talk.ask('oncall', 'ops', 'commands R-2222', /R-2222/);
  });

  it('no key material is in any line', () => {
    const text = JSON.stringify(said);
    for (const marker of plantedMarkers) assert.ok(!text.includes(marker), marker);
  });
});

describe('commands where posts wait', () => {
  it('are answered at once, in the conversation whose messages Teams refuses for an hour', async () => {
    const { address, bot } = talk.sandbox;
    const { say } = control(address);
    const spoil = { status: 429, times: 0, retryAfter: 3600 };
    await fetch(`${address}/api/teams/faults`, { method: 'POST', body: JSON.stringify(spoil) });
    const held = await say('oncall', 'ops', 'vm web-01');
    await until('a message that waits', async () => {
      const figures = await fetch(bot.health?.replace('healthz', 'metrics') ?? assert.fail());
      return /^strongroom_outbox_waiting\S* [1-9]/m.test(await figures.text());
    });
    await fetch(`${address}/api/teams/faults`, { method: 'DELETE' });
    await say('oncall', 'ops', 'commands sql-01');
    const since = async () =>
      (await talk.read('ops', 'oncall')).filter(({ from, id }) => from === 'bot' && id > held.message);
    const [first] = await until('an answer', async () => {
      const found = await since();
      return found.length > 0 && found;
    });
    assert.match(first?.all ?? '', /sql-01 by hand/);
    assert.ok(
      (await since()).every(({ all }) => !all.includes('web-01 is')),
      'what was refused still waits',
    );
  });
});
