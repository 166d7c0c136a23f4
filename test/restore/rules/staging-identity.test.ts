import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { VaultIdentity } from '../../../src/kernel/facts.ts';
import type { RestoreFacts } from '../../../src/restore/rules/plan.ts';
import { identityNeeds, stagingOf } from '../../../src/restore/rules/staging-identity.ts';
import { facts, machines, planned, refusals, staging, targetGroup, vault, warningCodes } from './plan-facts.ts';

const given =
  '/subscriptions/s/resourceGroups/rg-id/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-backup';
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
    assert.equal(stagingOf(plan.body), staging);
    assert.equal(plan.effects.stagingIdentity, 'system');
    assert.ok(warningCodes(plan).includes('staging-by-identity'));
  });

  it('as one that it was given, where it has none of its own', () => {
    const plan = planned(without([user]));
    assert.deepEqual(plan.body.identityInfo, { isSystemAssignedIdentity: false, managedIdentityResourceId: given });
    assert.equal(plan.effects.stagingIdentity, given.toLowerCase());
  });

  it('refuses a restore where the vault has none, and one of unmanaged disks', () => {
    assert.deepEqual(refusals(without([]), { mode: 'disks' }), ['staging-no-identity']);
    const unmanaged = facts(machines.unmanaged(), { vault: { ...vault, identities: [own] }, stagingTakesKeys: 'no' });
    assert.ok(refusals(unmanaged, { mode: 'disks' }).includes('staging-identity-unmanaged'));
  });

  it('changes nothing of a plan where it takes keys, nor where that is not known', () => {
    const { hash, body } = planned(facts(machines.pmk()));
    const known = planned(without([own], { stagingTakesKeys: 'yes' }));
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
      const again = planned(without([...identities], { ...unread, signedStagingIdentity: signed }));
      assert.deepEqual([again.hash, again.body], [first.hash, first.body]);
    }
  });

  it('takes VM Restore Operator of the identity, there and on the target group', () => {
    assert.deepEqual(
      identityNeeds(planned(without([own])).effects).map(({ plane, scope }) => [plane, scope]),
      [
        ['data', staging.toLowerCase()],
        ['control', targetGroup.toLowerCase()],
      ],
    );
  });
});
