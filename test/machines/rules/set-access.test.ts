import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Rights } from '../../../src/kernel/permissions.ts';
import { inspectSetAccess } from '../../../src/machines/read-machine.ts';
import { setAccessGaps } from '../../../src/machines/rules/check-key-access.ts';
import type { SetAccessInspection } from '../../../src/machines/rules/check-machine.ts';
import type { EncryptionAssessment } from '../../../src/machines/rules/encryption-assessment.ts';
import { type KeyAccess, setKeyAccessOf, shownAccess } from '../../../src/machines/rules/key-access-gaps.ts';
import { grantSetByHand } from '../../../src/protection/rules/grant-by-hand.ts';
import { runChecks } from '../../../src/restore/rules/run-checks.ts';
import {
  backupServiceId,
  checkFacts,
  encryptionSet,
  keyVault,
  noRights,
  read,
  unread,
} from '../../restore/rules/plan-check-facts.ts';

const short = (missing: readonly string[]) =>
  missing.map((one) => one.replace(/^Microsoft\.KeyVault\/(vaults|managedHsm)\//, '')).join(', ');

const setId = 'dede0000-0000-4000-8000-000000000001';
const service = read<string | undefined>(backupServiceId);
const inHsm = encryptionSet({
  keyUrl: 'https://hsm-prod.managedhsm.azure.net/keys/cmk-app/c49c',
  keyVaultId: undefined as never,
});

function look(over: Partial<SetAccessInspection> = {}): SetAccessInspection {
  return {
    set: encryptionSet(),
    keyVault: read(keyVault()),
    service,
    held: { backup: read(noRights), set: read(noRights) },
    ...over,
  };
}

function holding(scope: string, ...dataActions: string[]): Rights {
  const permissions = [{ actions: [], notActions: [], dataActions, notDataActions: [] }];
  return {
    assignments: [{ roleDefinitionId: '/r', scope }],
    definitions: new Map([['/r', { id: '/r', name: 'Keys', permissions }]]),
    denyAssignments: [],
  };
}

const told = (looks: SetAccessInspection[]) =>
  setAccessGaps(looks).map((gap) => `${gap.who} ${gap.answer} ${gap.store} ${short(gap.missing)}`);

const policy = (objectId: string, keys: string[]) => ({ objectId, keys, secrets: [] });

describe('rights on the key of a confidential machine', () => {
  it('by access policies: Azure Backup copies the key, the set wraps with it, and neither takes a secret', () => {
    assert.deepEqual(told([look()]), ['set no kv-prod get, wrapkey, unwrapkey']);
    const both = [policy(backupServiceId, ['get', 'list']), policy(setId, ['get', 'wrapkey', 'unwrapkey'])];
    assert.deepEqual(told([look({ keyVault: read(keyVault({ accessPolicies: both })) })]), [
      'backup no kv-prod backup',
    ]);
  });

  it('by roles: at the key, the vault or above', () => {
    const keyVaultRead = read(keyVault({ permissionModel: 'rbac' }));
    const held = {
      backup: read(holding(keyVault().id, 'Microsoft.KeyVault/vaults/keys/*')),
      set: read(holding(`${keyVault().id}/keys/cmk-app`, 'Microsoft.KeyVault/vaults/keys/read')),
    };
    assert.deepEqual(told([look({ keyVault: keyVaultRead, held })]), [
      'set no kv-prod keys/wrap/action, keys/unwrap/action',
    ]);
  });

  it('in a Managed HSM: by its own roles, at the key or above', () => {
    const { keyVault: _, ...bare } = look({ set: inHsm });
    const action = 'Microsoft.KeyVault/managedHsm/keys';
    assert.deepEqual(told([bare]), [
      'backup no hsm-prod keys/read/action, keys/backup/action',
      'set no hsm-prod keys/read/action, keys/wrap/action, keys/unwrap/action',
    ]);
    const held = {
      backup: read(holding('/', `${action}/read/action`, `${action}/backup/action`)),
      set: read(holding('/keys/cmk-app', `${action}/*`)),
    };
    assert.deepEqual(told([{ ...bare, held }]), []);
    assert.deepEqual(told([{ ...bare, held: { backup: unread, set: unread } }]), [
      'backup unknown hsm-prod keys/read/action, keys/backup/action',
      'set unknown hsm-prod keys/read/action, keys/wrap/action, keys/unwrap/action',
    ]);
  });

  it('in a key vault that is known by its address alone: unknown, without lines that could give anything', () => {
    const set = encryptionSet({
      keyUrl: 'https://kv-other.vault.azure.net/keys/cmk-app/c49c',
      keyVaultId: undefined as never,
    });
    const { keyVault: _, held: __, ...bare } = look({ set });
    assert.deepEqual(told([bare]), [
      'backup unknown kv-other keys/read, keys/backup/action',
      'set unknown kv-other keys/read, keys/wrap/action, keys/unwrap/action',
    ]);
    assert.deepEqual(grantSetByHand(setAccessGaps([bare])), { az: [], powershell: [] });
    const found = runChecks(checkFacts(undefined, { setAccess: read([bare]) })).flatMap(({ text }) => text?.code ?? []);
    assert.ok(found.includes('check.set-access-elsewhere'), found.join());
    assert.ok(!found.includes('check.set-access-unknown'));
  });

  it('are looked for where the key lies by its address: in a Managed HSM, or nowhere', async () => {
    const asked: string[] = [];
    const rights = (where: string) => async () => {
      asked.push(where);
      return noRights;
    };
    const looksAt = (keyUrl: string) => {
      const set = encryptionSet({ keyUrl, keyVaultId: undefined as never });
      const azure = { diskEncryptionSets: { get: async () => set }, managedHsms: { rights: rights('hsm') } };
      const parts = { azure, access: { rights: rights('arm') } } as unknown as Parameters<typeof inspectSetAccess>[0];
      const customerKey = { diskEncryptionSetIds: [set.id] };
      const encryption = { confidential: { value: 'yes' }, customerKey } as unknown as EncryptionAssessment;
      return inspectSetAccess(parts, encryption, service);
    };
    const [elsewhere] = await looksAt('https://kv-other.vault.azure.net/keys/cmk-app/c49c');
    assert.equal(elsewhere?.held, undefined);
    assert.deepEqual(asked, []);
    await looksAt('https://hsm-prod.managedhsm.azure.net/keys/cmk-app/c49c');
    assert.deepEqual(asked, ['hsm', 'hsm']);
  });

  it('that Azure Backup lacks in a key vault are asked for here; all others are lines for a person', () => {
    const lacks = look({ keyVault: read(keyVault({ accessPolicies: [] })) });
    const access = setKeyAccessOf('cvm-01', [lacks], service);
    assert.ok(access.kind === 'lacking');
    assert.deepEqual(access.gaps, [
      {
        model: 'access-policy',
        keyVaultId: keyVault().id,
        keyVault: 'kv-prod',
        keys: ['get', 'list', 'backup'],
        secrets: [],
      },
    ]);
    const { keyVault: _, ...bare } = look({ set: inHsm });
    assert.equal(setKeyAccessOf('cvm-01', [bare], service).kind, 'not-needed');
    assert.deepEqual(grantSetByHand(setAccessGaps([bare])).az, [
      `az keyvault role assignment create --hsm-name hsm-prod --role 'Managed HSM Crypto User' --assignee-object-id ${backupServiceId} --assignee-principal-type ServicePrincipal --scope /keys/cmk-app`,
      `az keyvault role assignment create --hsm-name hsm-prod --role 'Managed HSM Crypto Service Encryption User' --assignee-object-id ${setId} --assignee-principal-type ServicePrincipal --scope /keys/cmk-app`,
    ]);
    assert.match(
      grantSetByHand(setAccessGaps([lacks])).az.join(),
      /--object-id dede.* --key-permissions get wrapKey unwrapKey/,
    );
  });

  it('are given by no line to a set without an identity, or to an Azure Backup that nobody finds', () => {
    const nobody = { set: encryptionSet({ principalIds: [] }), service: unread };
    const hsm = look({ set: { ...inHsm, principalIds: [] }, service: unread });
    const { keyVault: _, ...bare } = hsm;
    const byRoles = look({ ...nobody, keyVault: read(keyVault({ permissionModel: 'rbac' })) });
    for (const each of [look(nobody), byRoles, bare]) {
      assert.equal(setAccessGaps([each]).length, 2);
      assert.deepEqual(grantSetByHand(setAccessGaps([each])), { az: [], powershell: [] });
    }
  });

  it('are given by lines that leave an identity what it has: both tools put the verbs in the place of those there', () => {
    const accessPolicies = [policy(backupServiceId, ['get', 'list', 'backup']), policy(setId, ['sign', 'get'])];
    const { az, powershell } = grantSetByHand(setAccessGaps([look({ keyVault: read(keyVault({ accessPolicies })) })]));
    assert.match(az.join('\n'), / --key-permissions get wrapKey unwrapKey sign$/);
    assert.match(powershell.join('\n'), / -PermissionsToKeys 'get','wrapKey','unwrapKey','sign'$/);
  });

  it('that nobody could read are unknown, never fine or needless', () => {
    const given = read(keyVault({ accessPolicies: [policy(backupServiceId, ['get', 'list', 'backup'])] }));
    const fine = look({ keyVault: given });
    const of = (looks: SetAccessInspection[], id: SetAccessInspection['service'] = service) => {
      const found = setKeyAccessOf(
        'cvm-01',
        looks.map((one) => ({ ...one, service: id })),
        id,
      );
      return found.kind === 'unknown' ? found.failure.code : found.kind;
    };
    const roles = { keyVault: read(keyVault({ permissionModel: 'rbac' })) };
    const unsure = { assignments: [{ roleDefinitionId: '/unread', scope: keyVault().id }] };
    assert.equal(of([fine]), 'fine');
    assert.equal(of([look({ keyVault: unread })]), 'azure.unreachable');
    assert.equal(of([look({ keyVault: read(undefined) })]), 'check.key-vault-gone');
    assert.equal(of([fine, look({ keyVault: unread })]), 'azure.unreachable');
    assert.equal(of([look(), look({ keyVault: unread })]), 'azure.unreachable');
    assert.equal(of([fine], unread), 'azure.unreachable');
    assert.equal(of([fine], read(undefined)), 'check.backup-service-missing');
    assert.equal(of([look({ ...roles, held: { backup: unread, set: unread } })]), 'azure.unreachable');
    const held = { backup: read({ ...noRights, ...unsure }), set: read(noRights) };
    assert.equal(of([look({ ...roles, held })]), 'check.access-unknown');
  });

  it('that only a person gives are told where no key vault lacks any, and tell nothing of what is known already', () => {
    const { keyVault: _, ...inItsHsm } = look({ set: inHsm });
    const of = (one: SetAccessInspection, access: KeyAccess) => {
      const found = shownAccess('cvm-01', access, setAccessGaps([one]));
      return found.kind === 'unknown' ? found.failure.code : found.kind;
    };
    const unseen = { ...inItsHsm, held: { backup: unread, set: unread } };
    const fine: KeyAccess = { kind: 'fine', wanted: [] };
    assert.equal(of(inItsHsm, { kind: 'not-needed' }), 'check.set-access-backup');
    assert.equal(of(unseen, fine), 'check.set-access-unknown');
    assert.equal(of(unseen, { kind: 'lacking', wanted: [], gaps: [], stops: true }), 'lacking');
    assert.equal(of(look(), fine), 'fine', 'a set that lacks its own stops no backup');
  });

  it('are told by the check: what stops backups, and what lets no restored disk open', () => {
    const { keyVault: _, ...bare } = look({ set: inHsm });
    const found = runChecks(checkFacts(undefined, { setAccess: read([bare]) })).flatMap(({ text }) => text?.code ?? []);
    assert.ok(found.includes('check.set-access-backup') && found.includes('check.set-access-missing'), found.join());
    const unsure = checkFacts(undefined, { setAccess: read([{ ...bare, held: { backup: unread, set: unread } }]) });
    assert.ok(runChecks(unsure).some(({ text }) => text?.code === 'check.set-access-unknown'));
  });
});
