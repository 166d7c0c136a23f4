import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SetKey } from '../../../src/kernel/facts.ts';
import { keyWarnings, missingKeyRight } from '../../../src/restore/key-rights.ts';
import { scopeOfSetKey, setKeyWarnings } from '../../../src/restore/rules/set-key.ts';
import { bringKeyBackSteps } from '../../../src/restore/rules/set-key-steps.ts';
import { facts, machines, now, vault } from './plan-facts.ts';

const keyVaultId = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-prod';
const inVault: SetKey = { url: 'https://kv-prod.vault.azure.net/keys/cmk/1', keyVaultId, state: 'missing' };
const elsewhere: SetKey = { url: 'https://kv-other.vault.azure.net/keys/cmk/1', state: 'missing' };
const inHsm: SetKey = { url: 'https://hsm-prod.managedhsm.azure.net/keys/cmk/1', state: 'missing' };

const about = (setKey?: SetKey) => {
  const machine = machines.confidential();
  return facts({ ...machine, point: { ...machine.point, securityType: 'ConfidentialVMCustomerKey' } }, { setKey });
};
const recovery = (setKey: SetKey) => bringKeyBackSteps(about(setKey)).find(({ kind }) => kind === 'recover-set-key');

describe('the rights on the key of a confidential machine', () => {
  it('are held at its key vault, or at the address of an HSM or of a key vault that the set names no further', () => {
    const scopes = [inVault, inHsm, elsewhere].map((setKey) => scopeOfSetKey({ setKey, vault }));
    assert.deepEqual(scopes, [keyVaultId, 'https://hsm-prod.managedhsm.azure.net', 'https://kv-other.vault.azure.net']);
  });

  it('are to restore and to recover, in the words of a key vault and of an HSM', () => {
    const asked = [inVault, elsewhere, inHsm].map((setKey) => recovery(setKey)?.keyNeeds.map(({ action }) => action));
    const ofVaults = ['Microsoft.KeyVault/vaults/keys/restore/action', 'Microsoft.KeyVault/vaults/keys/recover/action'];
    const ofHsms = [
      'Microsoft.KeyVault/managedHsm/keys/restore/action',
      'Microsoft.KeyVault/managedHsm/keys/deletedKeys/recover/action',
    ];
    assert.deepEqual(asked, [ofVaults, ofVaults, ofHsms]);
  });

  it('are held by nobody in a key vault that is known by its address alone, whatever they hold elsewhere', async () => {
    const parts = { access: { missing: async () => [] }, azure: {} } as unknown as Parameters<
      typeof missingKeyRight
    >[0];
    const lacks = async (setKey: SetKey) => missingKeyRight(parts, ['somebody'], recovery(setKey)?.keyNeeds ?? []);
    assert.equal((await lacks(elsewhere))?.scope, 'https://kv-other.vault.azure.net');
  });

  it('are both asked in an HSM: who may restore may not recover', async () => {
    const holding = (...dataActions: string[]) => ({
      assignments: [{ roleDefinitionId: '/r', scope: '/keys' }],
      definitions: new Map([
        [
          '/r',
          { id: '/r', name: 'r', permissions: [{ actions: [], notActions: [], dataActions, notDataActions: [] }] },
        ],
      ]),
      denyAssignments: [],
    });
    const lacks = async (...held: string[]) => {
      const azure = { managedHsms: { rights: async () => holding(...held) } };
      const parts = { azure } as unknown as Parameters<typeof missingKeyRight>[0];
      return (await missingKeyRight(parts, ['somebody'], recovery(inHsm)?.keyNeeds ?? []))?.action;
    };
    const keys = 'Microsoft.KeyVault/managedHsm/keys';
    assert.equal(await lacks(`${keys}/restore/action`), `${keys}/deletedKeys/recover/action`);
    assert.equal(await lacks(`${keys}/restore/action`, `${keys}/deletedKeys/recover/action`), undefined);
  });
});

describe('a key that cannot be looked at', () => {
  it('is named with its vault; one of which nothing is known is not', () => {
    assert.deepEqual(setKeyWarnings(about({ ...elsewhere, state: 'unknown' }), { now }), [
      { code: 'set-key-unknown', params: { vm: 'sql-01', key: 'cmk', vault: 'kv-other' } },
    ]);
    assert.deepEqual(setKeyWarnings(about(), { now }), [{ code: 'set-key-unnamed', params: { vm: 'sql-01' } }]);
  });

  it('may have to be brought back, so it is said who can', async () => {
    const parts = { access: { missing: async () => [] }, azure: {} } as unknown as Parameters<typeof keyWarnings>[0];
    const codes = async (state: SetKey['state']) => {
      const one = about({ ...elsewhere, state });
      const plan = { steps: bringKeyBackSteps(one), warnings: setKeyWarnings(one, { now }) };
      const person = { objectId: 'somebody', name: 'Somebody' } as Parameters<typeof keyWarnings>[1];
      return (await keyWarnings(parts, person, plan, [])).map(({ code }) => code);
    };
    assert.deepEqual(await codes('unknown'), ['key-return-by-approver']);
    assert.deepEqual(await codes('present'), []);
  });
});
