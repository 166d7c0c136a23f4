import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type QuickFacts, quickCheck, quickNeeds } from '../../../src/restore/rules/run-checks.ts';
import { keyVaultId } from '../../machines/rules/machines.ts';
import { read, unread } from './plan-check-facts.ts';
import { facts, machines, newVm, planned, staging, subnet, targetGroup, vault } from './plan-facts.ts';

const rebuild = planned(facts(machines.ade()), { mode: 'rebuild', names: { vm: 'sql-01-r1124' } });
const disks = planned(facts(machines.ade()));

describe('what a restore cannot do without', () => {
  it('is all that its steps will need, from the first on', () => {
    const { keyVaultIds, subnetId, ...places } = quickNeeds(rebuild, 'restore-disks');
    assert.deepEqual(places, { staging: true, target: true });
    assert.equal(subnetId?.toLowerCase(), subnet.toLowerCase());
    assert.deepEqual(
      keyVaultIds.map((id) => id.toLowerCase()),
      [keyVaultId.toLowerCase()],
    );
  });

  it('is less once a part is done', () => {
    assert.deepEqual(quickNeeds(rebuild, 'verify'), { staging: false, target: false, keyVaultIds: [] });
    assert.equal(quickNeeds(rebuild, 'deploy-vm').staging, false);
    assert.equal(quickNeeds(rebuild, 'deploy-vm').target, true);
  });

  it('of disks alone is neither network nor key vault', () => {
    assert.deepEqual(quickNeeds(disks, 'restore-disks'), { staging: true, target: true, keyVaultIds: [] });
  });

  it('of VHD files is no target group', () => {
    assert.equal(quickNeeds(planned(facts(machines.ade(true, false))), 'restore-disks').target, false);
  });

  it('of disks that are replaced, or of a machine that Azure makes, is the staging account', () => {
    const replaced = planned(facts(machines.pmk()), { mode: 'replace' });
    assert.equal(quickNeeds(replaced, 'replace-disks').staging, true);
    assert.equal(quickNeeds(planned(facts(machines.pmk()), newVm), 'restore-vm').staging, true);
  });

  it('of keys is each key vault once, and nothing that is none', () => {
    const needed = (...scopes: string[]) => {
      const [first, ...others] = rebuild.steps;
      assert.ok(first);
      const keyNeeds = scopes.map((scope) => ({ action: 'read', scope, plane: 'data' as const }));
      return quickNeeds(
        { ...rebuild, steps: [{ ...first, keyNeeds }, ...others.map((one) => ({ ...one, keyNeeds: [] }))] },
        first.kind,
      );
    };
    const elsewhere = [`${keyVaultId}/keys/kek`, 'https://hsm-prod.managedhsm.azure.net', '/subscriptions/s'];
    const other = keyVaultId.replace('kv-prod', 'kv-other');
    const { keyVaultIds } = needed(keyVaultId, ...elsewhere, keyVaultId.toUpperCase(), other);
    assert.deepEqual(
      keyVaultIds.map((id) => id.toLowerCase()),
      [keyVaultId.toLowerCase(), other.toLowerCase()],
    );
  });

  it("of Azure's own new machine is its network too", () => {
    assert.ok(quickNeeds(planned(facts(machines.pmk()), newVm), 'restore-vm').subnetId);
  });
});

describe('the quick check before a step', () => {
  const fine: QuickFacts = {
    vault,
    vmName: 'sql-01',
    stagingId: staging,
    targetGroupId: targetGroup,
    subnetId: subnet,
    keyVaults: [{ id: keyVaultId, there: read(true) }],
    targetGroup: read('yes' as const),
    network: read({ location: 'westeurope', subnet: 'yes' as const }),
  };
  const code = (over: Partial<QuickFacts>) => quickCheck({ ...fine, ...over })?.text?.code;

  it('finds nothing where all is there', () => assert.equal(code({}), undefined));
  it('stops at a staging account that is gone', () => {
    assert.equal(code({ staging: read(undefined) }), 'check.staging-missing');
  });
  it('stops at a target group that is gone', () => {
    assert.equal(code({ targetGroup: read('no' as const) }), 'check.target-missing');
  });
  it('stops at a network or subnet that is gone', () => {
    assert.equal(code({ network: read(undefined) }), 'check.network-gone');
    assert.equal(code({ network: read({ location: 'westeurope', subnet: 'no' as const }) }), 'check.network-gone');
  });
  it('stops at a key vault that is gone', () => {
    assert.equal(code({ keyVaults: [{ id: keyVaultId, there: read(false) }] }), 'check.key-vault-gone');
  });
  it('says what is gone, and of which machine', () => {
    const params = (over: Partial<QuickFacts>) => quickCheck({ ...fine, ...over })?.text?.params;
    assert.deepEqual(params({ network: read(undefined) }), { vm: 'sql-01', subnet: 'isolated', vault: 'rsv-prod' });
    const keyVaults = [{ id: keyVaultId, there: read(false) }];
    assert.deepEqual(params({ keyVaults }), { vm: 'sql-01', vault: 'kv-prod' });
    assert.equal(quickCheck({ ...fine, network: read(undefined), keyVaults })?.check, 'network', 'the first of them');
    assert.equal(quickCheck({ ...fine, keyVaults })?.check, 'key-access');
  });
  it('is of what was needed alone', () => {
    assert.equal(code({ network: undefined, staging: undefined, targetGroup: undefined, keyVaults: [] }), undefined);
  });
  it('is stopped by nothing that could not be read', () => {
    const blind = { staging: unread, targetGroup: unread, network: unread };
    assert.equal(code({ ...blind, keyVaults: [{ id: keyVaultId, there: unread }] }), undefined);
  });
});
