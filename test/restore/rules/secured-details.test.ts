import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RestoreChoice } from '../../../src/restore/rules/plan.ts';
import { dataDiskSets, securedDetails } from '../../../src/restore/rules/secured-details.ts';
import { disk, point, subscription, vm } from '../../machines/rules/machines.ts';
import { facts, type Machine, machines, planned } from './plan-facts.ts';

const set = (name: string) =>
  `${subscription}/resourceGroups/rg-app/providers/Microsoft.Compute/diskEncryptionSets/${name}`;
const securityEncryptionType = 'ConfidentialVM_DiskEncryptedWithCustomerKey';

/** Confidential, with a data disk at each LUN of `data`, encrypted with the set of that name. */
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
