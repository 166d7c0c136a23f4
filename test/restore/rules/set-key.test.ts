import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EncryptionSetFacts, RecoveryPointFacts, SetKey } from '../../../src/kernel/facts.ts';
import { keyWarnings, missingKeyRight } from '../../../src/restore/key-rights.ts';
import {
  dataDiskSets,
  hasSetKey,
  keyNames,
  scopeOfSetKey,
  securedDetails,
  setKeyRules,
  setKeyWarnings,
  signedSetKey,
  wantedKey,
} from '../../../src/restore/rules/keys.ts';
import type { RestoreChoice } from '../../../src/restore/rules/plan.ts';
import { keyRecoverySteps } from '../../../src/restore/rules/steps.ts';
import { disk, point, subscription, vm } from '../../machines/rules/machines.ts';
import { facts, type Machine, machines, now, planned, vault } from './plan-facts.ts';

const keyVaultId = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-prod';
const inVault: SetKey = { url: 'https://kv-prod.vault.azure.net/keys/cmk/1', keyVaultId, state: 'missing' };
const elsewhere: SetKey = { url: 'https://kv-other.vault.azure.net/keys/cmk/1', state: 'missing' };
const inHsm: SetKey = { url: 'https://hsm-prod.managedhsm.azure.net/keys/cmk/1', state: 'missing' };

const about = (setKey?: SetKey) => {
  const machine = machines.confidential();
  return facts({ ...machine, point: { ...machine.point, securityType: 'ConfidentialVMCustomerKey' } }, { setKey });
};
const recovery = (setKey: SetKey) => keyRecoverySteps(about(setKey)).find(({ kind }) => kind === 'recover-set-key');

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
      const plan = { steps: keyRecoverySteps(one), warnings: setKeyWarnings(one, { now }) };
      const person = { objectId: 'somebody', name: 'Somebody' } as Parameters<typeof keyWarnings>[1];
      return (await keyWarnings(parts, person, plan, [])).map(({ code }) => code);
    };
    assert.deepEqual(await codes('unknown'), ['key-return-by-approver']);
    assert.deepEqual(await codes('present'), []);
  });
});

describe('the key that a confidential machine needs', () => {
  const own = { keyUrl: inVault.url, keyVaultId } as EncryptionSetFacts;
  const other = {
    keyUrl: 'https://kv-new.vault.azure.net/keys/fresh/9',
    keyVaultId: `${keyVaultId}-new`,
  } as EncryptionSetFacts;

  it('is that of its own set, where no other is chosen', () => {
    assert.deepEqual(wantedKey(own, undefined), { url: inVault.url, keyVaultId });
    assert.deepEqual(wantedKey(own, own), { url: inVault.url, keyVaultId });
    assert.deepEqual(wantedKey({ ...own, keyVaultId: undefined } as EncryptionSetFacts, undefined), {
      url: inVault.url,
    });
  });

  it('is its own name and version, in the key vault of the set that is chosen', () => {
    assert.deepEqual(wantedKey(own, other), {
      url: 'https://kv-new.vault.azure.net/keys/cmk/1',
      keyVaultId: `${keyVaultId}-new`,
    });
    const { keyVaultId: _, ...away } = other;
    assert.deepEqual(wantedKey(own, away as EncryptionSetFacts), { url: 'https://kv-new.vault.azure.net/keys/cmk/1' });
  });

  it('is the very key of the chosen set where its own is not known', () => {
    const fresh = { url: other.keyUrl, keyVaultId: other.keyVaultId };
    assert.deepEqual(wantedKey(undefined, other), fresh);
    assert.deepEqual(wantedKey({ ...own, keyUrl: undefined } as EncryptionSetFacts, other), fresh);
  });

  it('is not known without a set, or where the set names none', () => {
    assert.equal(wantedKey(undefined, undefined), undefined);
    assert.equal(wantedKey(own, { ...other, keyUrl: undefined } as EncryptionSetFacts), undefined);
  });
});

describe('the key that was signed', () => {
  const signedWith = (setKey: SetKey | undefined) => {
    const machine = machines.confidential();
    const securityType = 'ConfidentialVMDiskEncryptedWithCustomerKey';
    const one = facts(
      { ...machine, point: { ...machine.point, securityType, vmSize: 'Standard_DC2as_v5' } },
      { setKey },
    );
    return planned(one, { mode: 'rebuild', names: { vm: 'copy' } });
  };

  it('is read from the plan, with its key vault where that has an id', () => {
    assert.deepEqual(signedSetKey(signedWith(inVault)), {
      url: inVault.url,
      keyVaultId: keyVaultId.toLowerCase(),
      state: 'present',
    });
    for (const one of [elsewhere, inHsm])
      assert.deepEqual(signedSetKey(signedWith(one)), { url: one.url, state: 'present' });
  });

  it('is none where none was known, or the machine has none', () => {
    assert.equal(signedSetKey(signedWith(undefined)), undefined);
    assert.equal(signedSetKey(planned(facts(machines.pmk()))), undefined);
  });

  it('is read without its key vault from a plan without the step that brings it back', () => {
    const { effects } = signedWith(inVault);
    assert.deepEqual(signedSetKey({ effects: { ...effects, steps: [] } }), { url: inVault.url, state: 'present' });
  });
});

describe('whose key it is', () => {
  const has = (securityType: string, setKey?: SetKey) => {
    const machine = machines.confidential();
    return hasSetKey(facts({ ...machine, point: { ...machine.point, securityType } }, { setKey }));
  };
  it("is the customer's by the point, or by the set", () => {
    assert.ok(has('ConfidentialVMDiskEncryptedWithCustomerKey') && has('confidentialvm_customerkey'));
    assert.ok(has('ConfidentialVM', inVault));
    assert.ok(!has('ConfidentialVM') && !has('CustomerKeyOfNobody'));
    const { securityType: _, ...bare } = machines.confidential().point;
    assert.ok(!hasSetKey(facts({ ...machines.confidential(), point: bare })));
  });
  it('is of no other machine', () => assert.ok(!hasSetKey(facts(machines.cmk(), { setKey: inVault }))));
});

describe('a key that is not as it should be', () => {
  const params = { vm: 'sql-01', key: 'cmk', vault: 'kv-prod' };
  const told = (state: SetKey['state'], signed = false) =>
    setKeyWarnings(about({ ...inVault, state }), { now, signed });
  it('is warned of before it is signed: lost, deleted or disabled', () => {
    assert.deepEqual(told('missing'), [{ code: 'set-key-lost', params }]);
    assert.deepEqual(told('soft-deleted'), [{ code: 'set-key-deleted', params }]);
    assert.deepEqual(told('disabled'), [{ code: 'set-key-disabled', params }]);
    assert.deepEqual([...told('present'), ...told('expired'), ...told('missing', true)], []);
    assert.deepEqual(
      setKeyWarnings(facts(machines.cmk(), { setKey: inVault }), { now }),
      [],
      'of other machines nothing',
    );
  });

  const refused = (state: SetKey['state'], tiers: RecoveryPointFacts['tiers'], signed = false) => {
    const one = about({ ...inVault, state });
    return setKeyRules({ ...one, point: { ...one.point, tiers } }, { now, signed });
  };
  it('refuses a restore where it is lost and the point is in no vault, from which alone it comes back', () => {
    const snapshot = { tier: 'snapshot', status: 'valid' } as const;
    const vaulted = { tier: 'vault-standard', status: 'valid' } as const;
    const found = [{ code: 'set-key-snapshot-only', params }];
    assert.deepEqual(refused('missing', [snapshot]), found);
    assert.deepEqual(refused('missing', [snapshot, { ...vaulted, status: 'deleted' }]), found);
    assert.deepEqual(refused('missing', [snapshot, vaulted]), []);
    assert.deepEqual(refused('missing', []), [], 'a point of before tiers lies in the vault');
    assert.deepEqual(refused('soft-deleted', [snapshot]), []);
    assert.deepEqual(refused('missing', [snapshot], true), [], 'once signed, the step says it');
    const other = facts(
      { ...machines.cmk(), point: { ...machines.cmk().point, tiers: [snapshot] } },
      { setKey: inVault },
    );
    assert.deepEqual(setKeyRules(other, { now }), []);
  });
});

describe('the name of a key', () => {
  it('is its own with that of its key vault or HSM, and a question mark where the address tells none', () => {
    assert.deepEqual(keyNames(inHsm.url), { key: 'cmk', vault: 'hsm-prod' });
    for (const url of [undefined, '', 'https://kv-prod.vault.azure.net'])
      assert.deepEqual(keyNames(url), { key: '?', vault: '?' });
  });
});

describe('where the rights are held', () => {
  it('of a key of which nothing is known is where the vault is, and none such is brought back', () => {
    assert.equal(scopeOfSetKey({ setKey: undefined, vault }), `/subscriptions/${vault.subscriptionId}`);
  });
  it("of an HSM's key is its address, though somebody gave it an id", () => {
    assert.equal(scopeOfSetKey({ setKey: { ...inHsm, keyVaultId }, vault }), 'https://hsm-prod.managedhsm.azure.net');
  });
});

const set = (name: string) =>
  `${subscription}/resourceGroups/rg-app/providers/Microsoft.Compute/diskEncryptionSets/${name}`;
const securityEncryptionType = 'ConfidentialVM_DiskEncryptedWithCustomerKey';

/** A confidential machine with a data disk at each LUN of `data`, encrypted with the set of that name. */
function confidential(data: Record<number, string>): Machine {
  const luns = Object.keys(data).map(Number);
  const disks = [-1, ...luns].map((lun) => {
    const name = lun < 0 ? 'os' : `data-${lun}`;
    return disk(name, { securityEncryptionType, secureEncryptionSetId: set(data[lun] ?? 'des-os') });
  });
  return {
    vm: vm({
      securityType: 'ConfidentialVM',
      disks: disks.map(({ id, name }, index) => ({ name, lun: index === 0 ? -1 : (luns[index - 1] ?? 0), diskId: id })),
    }),
    disks,
    point: point({
      securityType: 'ConfidentialVMDiskEncryptedWithCustomerKey',
      tiers: [{ tier: 'vault-standard', status: 'valid' }],
      disks: [{ lun: -1, name: 'os' }, ...luns.map((lun) => ({ lun, name: `data-${lun}` }))],
      confidentialDisks: luns.map((lun) => ({ lun, name: `data-${lun}` })),
    }),
  };
}

const chosen = set('des-new');
const detailsOf = (machine: Machine, diskEncryptionSetId: string | undefined = chosen) =>
  planned(facts(machine), { mode: 'disks', diskEncryptionSetId }).body.securedVMDetails;

describe('the sets of a confidential machine that is restored with another', () => {
  it('are named by LUN: a data disk keeps its own set, unless that is the one that is replaced', () => {
    assert.deepEqual(detailsOf(confidential({ 0: 'des-data', 2: 'des-os' })), {
      securedVMOsDiskEncryptionSetId: chosen,
      dataDiskEncryptionSettings: {
        perDiskEncryptionSetIds: [
          { lun: 0, diskEncryptionSetId: set('des-data') },
          { lun: 2, diskEncryptionSetId: chosen },
        ],
      },
    });
  });

  it('are the chosen one for all where the machine is gone and nobody knows its own', () => {
    const { point: at } = confidential({ 0: 'des-data' });
    assert.deepEqual(detailsOf({ point: at })?.dataDiskEncryptionSettings, {
      perDiskEncryptionSetIds: [{ lun: 0, diskEncryptionSetId: chosen }],
    });
  });

  it('are left to Azure where none is chosen, and of disks that are no confidential ones nothing is said', () => {
    const plan = planned(facts(confidential({ 0: 'des-data' })), { mode: 'disks' });
    assert.equal(plan.body.securedVMDetails, undefined);
    assert.deepEqual(detailsOf(confidential({})), { securedVMOsDiskEncryptionSetId: chosen });
  });

  it('are signed, and whoever restores with them must be able to read each', () => {
    const plan = planned(facts(confidential({ 0: 'des-data' })), { mode: 'disks', diskEncryptionSetId: chosen });
    assert.deepEqual(plan.effects.target.dataDiskSets, [{ lun: 0, set: set('des-data').toLowerCase() }]);
    const read = plan.steps.flatMap(({ needs }) =>
      needs.filter(({ action }) => /diskEncryptionSets\/read$/.test(action)),
    );
    assert.deepEqual(
      read.map(({ scope }) => scope),
      [chosen, set('des-data')],
    );
  });

  it('are those of the disks that were chosen, in the order of their LUNs, and nothing of another machine', () => {
    const one = facts(confidential({ 0: 'des-data', 2: 'des-os', 5: 'des-data' }));
    const { confidentialDisks = [] } = one.point;
    const shuffled = { ...one, point: { ...one.point, confidentialDisks: confidentialDisks.toReversed() } };
    const luns = (choice: Partial<RestoreChoice>) =>
      dataDiskSets(shuffled, { mode: 'disks', diskEncryptionSetId: chosen, ...choice }).map(({ lun }) => lun);
    assert.deepEqual([luns({}), luns({ luns: [5, -1, 0] }), luns({ luns: [] })], [[0, 2, 5], [0, 5], []]);
    assert.deepEqual(luns({ diskEncryptionSetId: undefined }), []);
    const { confidentialDisks: _, ...plain } = one.point;
    assert.deepEqual(dataDiskSets({ ...one, point: plain }, { mode: 'disks', diskEncryptionSetId: chosen }), []);
    assert.equal(securedDetails(facts(machines.cmk()), { mode: 'disks', diskEncryptionSetId: chosen }), undefined);
  });

  it('are the chosen one where either is not known: its own, or that of the OS disk', () => {
    const one = facts(confidential({ 0: 'des-data' }));
    const without = (name: string) =>
      (one.disks ?? []).map(({ secureEncryptionSetId, ...rest }) =>
        rest.name === name || !secureEncryptionSetId ? rest : { ...rest, secureEncryptionSetId },
      );
    for (const name of ['os', 'data-0']) {
      const sets = dataDiskSets({ ...one, disks: without(name) }, { mode: 'disks', diskEncryptionSetId: chosen });
      assert.deepEqual(sets, [{ lun: 0, diskEncryptionSetId: chosen }], name);
    }
  });
});
