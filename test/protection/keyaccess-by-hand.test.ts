import assert from 'node:assert/strict';
import { after, before, describe, it, test } from 'node:test';
import { backupManagementService } from '../../sandbox/world/people.ts';
import { idIn, startTalk, type Talk } from '../talk.ts';
import { askKeyAccess } from './ask-key-access.ts';

let talk: Talk;
before(async () => {
  talk = await startTalk({ grantKeyAccess: false });
});
after(() => talk.close());

test('keyaccess prints the lines of a key vault with access policies where Strongroom gives roles alone', async (t) => {
  const only = await startTalk({ grantKeyPolicies: false });
  t.after(() => only.close());
  const said = await askKeyAccess(only, 'new-01');
  assert.match(said.all, /az keyvault set-policy --name kv-new/);
  await only.ask('oncall', 'ops', 'check new-01 grant', /doesn't change who can read a key vault here/);
});

describe('keyaccess where Strongroom changes no key vault', () => {
  it('prints the exact lines for a person, and looks again once they were run', async () => {
    const said = await askKeyAccess(talk, 'new-01');
    assert.match(
      said.all,
      /az keyvault set-policy --name kv-new --subscription [0-9a-f-]+ --spn 262044b1-e2ce-469f-a196-69ab7ada62d3 --secret-permissions get list backup$/m,
    );
    assert.match(
      JSON.stringify(said.card),
      /Set-AzKeyVaultAccessPolicy -VaultName 'kv-new' -ServicePrincipalName '262044b1-[0-9a-f-]+' -PermissionsToSecrets 'get','list','backup'"/,
    );
    await fetch(`${talk.sandbox.address}/api/world/key-access`, {
      method: 'POST',
      body: JSON.stringify({ keyVault: 'kv-new', granted: true }),
    });
    const { status } = await talk.click('oncall', said.id, 'keyaccess-look');
    assert.equal(status, 200);
    await talk.hears('ops', /Azure Backup can read the keys of new-01\./);
  });

  it('prints all that is needed where a part of it is missing: both tools put what they are told in its place', async () => {
    const { world } = talk.sandbox;
    const policies = world.resources.get(world.keyVaults.get('kv-new')?.id ?? '')?.properties.accessPolicies;
    assert.ok(Array.isArray(policies));
    const ofBackup = policies.find(({ objectId }) => objectId === backupManagementService.objectId);
    ofBackup.permissions.secrets = ['Get', 'List'];
    const said = await askKeyAccess(talk, 'new-01');
    assert.match(said.all, /^az keyvault set-policy --name kv-new .* --secret-permissions get list backup$/m);
    assert.match(JSON.stringify(said.card), /-VaultName 'kv-new' .* -PermissionsToSecrets 'get','list','backup'"/);
  });

  it('of a vault with roles prints the custom role with the five data actions', async () => {
    await fetch(`${talk.sandbox.address}/api/world/grant-tier`, { method: 'POST', body: '{"on": false}' });
    const said = await askKeyAccess(talk, 'rbac-01');
    assert.match(said.all, /az role definition create --subscription [0-9a-f-]+ --role-definition '/);
    assert.match(
      said.all,
      /az role assignment create --role 'Azure Backup disk keys \(aaaa0000\)' --assignee-object-id/,
    );
    assert.match(JSON.stringify(said.card), /New-AzRoleAssignment -RoleDefinitionName 'Azure Backup disk keys/);
    for (const action of ['keys/read', 'keys/backup/action', 'secrets/getSecret/action']) {
      assert.ok(said.all.includes(action), action);
    }
    assert.doesNotMatch(said.all, /--role '?Key Vault Administrator/);
  });

  it('asks nobody, and protects no machine whose keys cannot be read', async () => {
    await talk.ask('oncall', 'ops', 'check locked-01 grant because x', /doesn't change who can read a key vault/);
    const preview = await talk.ask('oncall', 'ops', 'protect new-02 in rsv-prod with daily-30', /is this it\?/);
    assert.match(preview.all, /Get that access granted first: type \*\*check new-02\*\*/);
    await talk.ask('oncall', 'ops', `confirm ${idIn(preview.all)}`, /can't read the keys of new-02[\s\S]*check new-02/);
  });
});
