import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import fc from 'fast-check';
import { CodedError } from '../../../src/kernel/errors.ts';
import type { VaultIdentity } from '../../../src/kernel/facts.ts';
import type { Rights } from '../../../src/kernel/permissions.ts';
import { identitiesThatMay } from '../../../src/restore/plan-facts.ts';
import type { RestoreFacts } from '../../../src/restore/rules/plan.ts';
import {
  disksOfConfig,
  filesOfConfig,
  identityNeeds,
  parseStaged,
  stagingAccountId,
  stagingRules,
  takesKeys,
} from '../../../src/restore/rules/staging.ts';
import {
  facts,
  machines,
  planned,
  refusals,
  signedAs,
  staging,
  targetGroup,
  vault,
  warningCodes,
} from './plan-facts.ts';

const given =
  '/subscriptions/s/resourceGroups/rg-id/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-backup';
const everything = { actions: ['*'], notActions: [], dataActions: ['*'], notDataActions: [] };
const own: VaultIdentity = { principalId: 'own' };
const user: VaultIdentity = { id: given, principalId: 'user' };
const without = (identities: VaultIdentity[], more: Partial<RestoreFacts> = {}) =>
  facts(machines.pmk(), { vault: { ...vault, identities }, stagingTakesKeys: 'no', ...more });

describe('a staging account that takes no shared keys', () => {
  it('is got into as the identity of the vault, which is signed and read by the approver', () => {
    const plan = planned(without([user, own]));
    assert.deepEqual(plan.body.identityInfo, { isSystemAssignedIdentity: true });
    assert.deepEqual(plan.body.identityBasedRestoreDetails, { targetStorageAccountId: staging });
    assert.equal(plan.body.storageAccountId, undefined);
    assert.equal(stagingAccountId(plan.body), staging);
    assert.equal(plan.effects.stagingIdentity, 'system');
    assert.ok(warningCodes(plan).includes('staging-by-identity'));
  });

  it('as one that it was given, where it has none of its own', () => {
    const plan = planned(without([user]));
    assert.deepEqual(plan.body.identityInfo, { isSystemAssignedIdentity: false, managedIdentityResourceId: given });
    assert.equal(plan.effects.stagingIdentity, given.toLowerCase());
  });

  it('as the first that may, where the vault has several; what was signed stays as long as the vault has it', () => {
    const other: VaultIdentity = { id: given.replace('id-backup', 'id-z'), principalId: 'z' };
    const signed = (more: Partial<RestoreFacts>) => planned(without([own, user, other], more)).effects.stagingIdentity;
    assert.equal(signed({}), 'system');
    assert.equal(signed({ ableIdentities: [other.id?.toLowerCase() ?? ''] }), other.id?.toLowerCase());
    assert.equal(
      signed({ ableIdentities: ['system'], signed: signedAs({ stagingIdentity: given.toLowerCase() }) }),
      given.toLowerCase(),
    );
    assert.equal(signed({ ableIdentities: ['system'], signed: signedAs({ stagingIdentity: '/gone' }) }), 'system');
  });

  it('may, who holds what a restore takes on the account and on the group; nobody is asked where there is no choice', async () => {
    const rights = async (principal: string, scope: string): Promise<Rights> => {
      if (principal === 'own') throw new CodedError('azure.forbidden', {});
      return {
        assignments:
          principal === 'user' || scope.includes('storageaccounts') ? [{ roleDefinitionId: '/r', scope }] : [],
        definitions: new Map([['/r', { id: '/r', name: 'r', permissions: [everything] }]]),
        denyAssignments: [],
      };
    };
    const places = facts(machines.pmk()).profile;
    const may = (identities: VaultIdentity[]) => identitiesThatMay({ rights }, { ...vault, identities }, places);
    assert.deepEqual(await may([own, user, { id: '/half', principalId: 'half' }]), [given.toLowerCase()]);
    assert.deepEqual(await may([user]), []);
  });

  it('refuses a restore where the vault has none, and one of unmanaged disks', () => {
    assert.deepEqual(refusals(without([]), { mode: 'disks' }), ['staging-no-identity']);
    const params = { vm: 'sql-01', vault: vault.name, account: staging.split('/').at(-1) };
    assert.deepEqual(stagingRules(without([])), [{ code: 'staging-no-identity', params }]);
    const byKeys = facts(machines.unmanaged(), { vault: { ...vault, identities: [own] }, stagingTakesKeys: 'yes' });
    assert.ok(!refusals(byKeys, { mode: 'disks' }).includes('staging-identity-unmanaged'));
    const unmanaged = facts(machines.unmanaged(), { vault: { ...vault, identities: [own] }, stagingTakesKeys: 'no' });
    assert.ok(refusals(unmanaged, { mode: 'disks' }).includes('staging-identity-unmanaged'));
  });

  it('changes nothing of a plan where it takes keys, nor where that is not known', () => {
    const { hash, body } = planned(facts(machines.pmk()));
    const known = planned(without([own], { stagingTakesKeys: 'yes' }));
    assert.equal(body.storageAccountId, staging);
    assert.deepEqual([known.hash, known.body], [hash, body]);
    assert.deepEqual(planned(without([own], { stagingTakesKeys: 'unknown' })).body, body);
  });

  it('that was not read stands as it was signed', () => {
    const unread = { stagingTakesKeys: 'unknown' as const };
    for (const [identities, signed] of [
      [[own], 'system'],
      [[user], given.toLowerCase()],
    ] as const) {
      const first = planned(without([...identities]));
      const again = planned(without([...identities], { ...unread, signed: signedAs({ stagingIdentity: signed }) }));
      assert.deepEqual([again.hash, again.body], [first.hash, first.body]);
    }
  });

  it('that was not read stands as it was signed where the vault was not read either', () => {
    const { identities: _, ...unreadVault } = vault;
    const again = (stagingIdentity?: string) =>
      planned(
        facts(machines.pmk(), {
          vault: unreadVault,
          stagingTakesKeys: 'unknown',
          ...(stagingIdentity && { signed: signedAs({ stagingIdentity }) }),
        }),
      );
    const system = planned(without([own]));
    assert.deepEqual([again('system').hash, again('system').body], [system.hash, system.body]);
    assert.equal(again(given.toLowerCase()).effects.stagingIdentity, given.toLowerCase());
    assert.equal(again().effects.stagingIdentity, undefined);
    assert.deepEqual(again().body, planned(facts(machines.pmk())).body);
  });

  it('takes VM Restore Operator of the identity, there and on the target group', () => {
    assert.deepEqual(
      identityNeeds(planned(without([own])).effects).map(({ plane, action, scope }) => [plane, action, scope]),
      [
        ['data', 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write', staging.toLowerCase()],
        ['control', 'Microsoft.Compute/disks/write', targetGroup.toLowerCase()],
      ],
    );
    const inPlace = identityNeeds({ staging, target: { resourceGroup: null } });
    assert.deepEqual(
      inPlace.map(({ plane }) => plane),
      ['data'],
      'no disk is made where those of the original are replaced',
    );
  });
});

describe('whether a staging account takes shared keys', () => {
  it('is unknown where it is gone or was not read', () => {
    assert.equal(takesKeys({ kind: 'unread' } as Parameters<typeof takesKeys>[0]), 'unknown');
    assert.equal(takesKeys({ kind: 'read', value: undefined }), 'unknown');
    assert.equal(takesKeys({ kind: 'read', value: { takesKeys: true } }), 'yes');
    assert.equal(takesKeys({ kind: 'read', value: { takesKeys: false } }), 'no');
  });

  it('matters to no request that names no account', () => assert.equal(stagingAccountId({}), ''));
});

const suffix = 'blob.core.windows.net';
const disk = (name: string) => ({ managedDisk: { id: `/subscriptions/s/resourceGroups/g/disks/${name}` } });

test('a job of a restore says where template and config are', () => {
  const box = 'https://ststagingprod.blob.core.windows.net/box';
  const uris = { 'Template Blob Uri': `${box}/t`, 'Config Blob Uri': `${box}/c` };
  assert.deepEqual(parseStaged({ ...uris, 'Job Type': 'x' }, staging, suffix), {
    template: `${box}/t`,
    config: `${box}/c`,
  });
  assert.deepEqual(parseStaged({}, staging, suffix), {});
  assert.throws(() => parseStaged(uris, staging.replace('ststagingprod', 'stother'), suffix), {
    code: 'blob-elsewhere',
  });
});

test('the parameters of a template stand beside it, under the name that Azure gives them', () => {
  const box = 'https://ststagingprod.blob.core.windows.net/box';
  const of = (name: string) => parseStaged({ 'Template Blob Uri': `${box}/${name}` }, staging, suffix).parameters;
  assert.equal(of('azuredeploy3f.json'), `${box}/parameter3f.json`);
  assert.equal(of('azuredeploy/other.json'), undefined);
  assert.equal(of('template.json'), undefined);
});

test('a config names no disk that is not managed', () => {
  const storage = (osDisk: object, dataDisks: object[] = []) => ({
    'properties.storageProfile': { osDisk, dataDisks },
  });
  const vhd = { lun: 1, vhd: { uri: 'https://ststagingprod.blob.core.windows.net/vhds/d.vhd' } };
  assert.deepEqual(
    disksOfConfig(storage(disk('os'), [vhd])).map(({ lun }) => lun),
    [-1],
  );
  assert.throws(() => disksOfConfig(storage({ managedDisk: { id: 'https://evil.example/x' } })), {
    code: 'rebuild.config-unreadable',
  });
});

test('a config names the restored disks, the OS disk first', () => {
  const config = {
    'properties.storageProfile': { osDisk: disk('os'), dataDisks: [{ lun: 2, ...disk('two') }] },
  };
  assert.deepEqual(
    disksOfConfig(config).map(({ lun, id }) => [lun, id.split('/').at(-1)]),
    [
      [-1, 'os'],
      [2, 'two'],
    ],
  );
});

test('a config without a managed OS disk is refused, whatever else it is', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (config) => {
      assert.throws(
        () => disksOfConfig(config),
        (error) => error instanceof CodedError && error.code === 'rebuild.config-unreadable',
      );
    }),
  );
});

const account = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/ststaging';
const config = (os: string, data: string) => ({
  'properties.storageProfile': { osDisk: { vhd: { uri: os } }, dataDisks: [{ lun: 0, vhd: { uri: data } }] },
});

test('a config names the files of its disks, without what stands behind their addresses', () => {
  const at = (name: string) => `https://ststaging.${suffix}/vhds/${name}.vhd`;
  assert.deepEqual(filesOfConfig(config(at('os'), `${at('data')}?sig=x`), account, suffix), [
    { lun: -1, uri: at('os') },
    { lun: 0, uri: at('data') },
  ]);
});

test('a config names no files of managed disks, nor what is no address over TLS', () => {
  const managed = {
    osDisk: { managedDisk: { id: '/disks/os' } },
    dataDisks: [
      { lun: 0, vhd: {} },
      { lun: 1, vhd: { uri: 7 } },
    ],
  };
  assert.deepEqual(filesOfConfig({ 'properties.storageProfile': managed }, account, suffix), []);
  assert.deepEqual(filesOfConfig({}, account, suffix), []);
  const bare = `http://ststaging.${suffix}/vhds/os.vhd`;
  assert.deepEqual(filesOfConfig(config(bare, ''), account, suffix), []);
});

test('nobody is given lines for a file outside of the blob storage of the cloud', () => {
  const files = config(`https://ststaging.${suffix}/vhds/os.vhd`, 'https://ststaging.blob.evil.example/vhds/data.vhd');
  assert.throws(() => filesOfConfig(files, account, suffix), { code: 'blob-elsewhere' });
});
