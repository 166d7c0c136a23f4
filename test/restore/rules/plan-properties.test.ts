import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { plan } from '../../../src/i18n/en/restore/plan.ts';
import { warnings } from '../../../src/i18n/en/restore/warnings.ts';
import type { Tri, VaultFacts } from '../../../src/kernel/facts.ts';
import {
  type NetworkMode,
  type RestoreChoice,
  type RestoreFacts,
  type RestorePlan,
  stepKinds,
} from '../../../src/restore/rules/plan.ts';
import { planRestore } from '../../../src/restore/rules/plan-restore.ts';
import { anyMachine, anyPoint, mostly, tri } from '../../machines/rules/any-machine.ts';
import { point } from '../../machines/rules/machines.ts';
import { encryptionSet, facts, item, now, subnet, subscription2, targetGroup, vault } from './plan-facts.ts';

const anyFacts: fc.Arbitrary<RestoreFacts> = fc
  .record({
    machine: anyMachine,
    point: anyPoint,
    customerManagedKey: mostly<Tri>('yes', 'no', 'unknown'),
    crossRegionRestore: tri,
    crossSubscriptionRestore: tri,
    redundancy: mostly<VaultFacts['redundancy']>('zone', 'geo', 'local', 'unknown'),
    multiUserAuthorization: tri,
    softDeleted: mostly(false, true),
    otherSubscriptionVm: mostly(false, true),
    kekCertificateBacked: mostly<Tri>('no', 'yes', 'unknown'),
    rotatedSincePoint: tri,
    staging: mostly<string | undefined>('West Europe', undefined, 'northeurope'),
    originalSubnetId: fc.option(fc.constant(subnet), { nil: undefined }),
    taken: fc.option(
      fc.array(
        fc.record({ name: fc.constant('x'), type: fc.constantFrom('vm' as const, 'nic' as const), ours: fc.boolean() }),
      ),
      { nil: undefined },
    ),
  })
  .map((all) =>
    facts(
      { ...all.machine, point: all.point },
      {
        vault: {
          ...vault,
          customerManagedKey: all.customerManagedKey,
          crossRegionRestore: all.crossRegionRestore,
          crossSubscriptionRestore: all.crossSubscriptionRestore,
          redundancy: all.redundancy,
          multiUserAuthorization: all.multiUserAuthorization,
        },
        item: {
          ...item,
          softDeleted: all.softDeleted,
          ...(all.otherSubscriptionVm ? { vmId: item.vmId.replace(/^\/subscriptions\/[^/]+/, subscription2) } : {}),
        },
        keys: { kekCertificateBacked: all.kekCertificateBacked, rotatedSincePoint: all.rotatedSincePoint },
        locations: { staging: all.staging },
        originalSubnetId: all.originalSubnetId,
        taken: all.taken,
      },
    ),
  );

const wishes: fc.Arbitrary<Partial<RestoreChoice>>[] = [
  fc.record({ luns: fc.array(mostly(0, -1, 1, 18), { maxLength: 3 }) }),
  fc.record({ diskEncryptionSetId: fc.constant(encryptionSet) }),
  fc.record({ targetResourceGroupId: mostly(targetGroup, `${subscription2}/resourceGroups/rg-b`) }),
  fc.record({ region: mostly('West Europe', 'northeurope') }),
  fc.record({ zone: fc.constantFrom('1', '2') }),
  fc.record({ names: fc.record({ vm: mostly('restored', 'a/b', '') }) }),
  fc.record({ network: fc.constantFrom<NetworkMode>('isolated', 'beside', 'in-place') }),
  fc.record({ size: mostly('Standard_D4s_v5', 'Standard_HB176rs_v4') }),
  fc.record({ adeExtension: fc.boolean() }),
];

/** A way of restoring with at most two further wishes: with all of them at once hardly anything would be legal. */
const anyChoice: fc.Arbitrary<RestoreChoice> = fc
  .tuple(
    fc.constantFrom<RestoreChoice['mode']>('disks', 'rebuild', 'new-vm', 'replace'),
    fc.array(fc.oneof(...wishes), { maxLength: 2 }),
  )
  .map(([mode, wanted]) => Object.assign({ mode, names: { vm: 'restored' } }, ...wanted));

/** The documented table once more, written as sentences about a finished plan and independent of the planner's own. */
function assertLegal(one: RestoreFacts, choice: RestoreChoice, outcome: ReturnType<typeof planRestore>): void {
  if (outcome.kind === 'refused') {
    assert.ok(outcome.violations.length > 0);
    return;
  }
  const { body, effects } = outcome.plan;
  const { ade, managed, customerKey, confidential } = one.encryption;
  if (ade.value !== 'no') {
    assert.equal(body.recoveryType, 'RestoreDisks');
    assert.equal(body.diskEncryptionSetId ?? body.securedVMDetails, undefined);
    assert.equal(body.zones, undefined);
    assert.equal(body.restoreWithManagedDisks ?? false, false);
  }
  if (body.recoveryType === 'OriginalLocation') {
    assert.notEqual(one.vm, undefined);
    assert.equal(managed.value, 'yes');
  }
  if (body.diskEncryptionSetId !== undefined || body.securedVMDetails !== undefined) {
    assert.equal(body.securedVMDetails === undefined ? one.vault.customerManagedKey : confidential.value, 'yes');
    assert.equal(one.point.encrypted === 'no' && managed.value === 'yes' && ade.value === 'no', true);
  }
  if (body.zones !== undefined) {
    assert.equal(customerKey.value, 'no');
    assert.notEqual(effects.point.tier, 'snapshot');
    assert.match(one.vault.redundancy, /^(zone|unknown)$/);
  }
  if (body.encryptionDetails !== undefined) assert.equal(one.point.detailed && one.point.hasKeyAndSecret, true);
  if (body.restoreDiskLunList !== undefined) {
    assert.equal(body.recoveryType, 'RestoreDisks');
    assert.equal(one.point.diskCounts && one.point.diskCounts.included < one.point.diskCounts.attached, true);
  }
  assert.equal(body.region, 'westeurope');
  if ((body.targetResourceGroupId ?? targetGroup).startsWith(subscription2)) {
    assert.notEqual(effects.point.tier, 'snapshot');
    assert.equal(ade.value === 'no' && managed.value === 'yes' && body.recoveryType !== 'OriginalLocation', true);
    assert.notEqual(one.vault.crossSubscriptionRestore, 'no');
  }
  assert.equal(one.item.softDeleted || !one.point.detailed, false);
  if (effects.mode === 'rebuild') assertRebuilds(one, choice, outcome.plan);
}

/** Of a machine that is deployed from restored disks. */
function assertRebuilds(one: RestoreFacts, choice: RestoreChoice, { body, steps, target, effects }: RestorePlan): void {
  assert.equal(body.recoveryType, 'RestoreDisks');
  assert.equal(one.encryption.managed.value === 'yes' || body.restoreWithManagedDisks === true, true);
  assert.ok(target.vmId && target.subnetId && effects.networkMode);
  assert.equal(
    (one.taken ?? []).some(({ ours }) => !ours),
    false,
  );
  if (choice.network === 'in-place') assert.ok(one.vm === undefined || one.vm.power === 'deallocated');
  const kinds = steps.map(({ kind }) => kind);
  assert.deepEqual(
    kinds,
    stepKinds.filter((kind) => kinds.includes(kind)),
  );
  assert.ok(kinds.includes('deploy-vm') && kinds.includes('verify'));
  const aboutKeys = kinds.filter((kind) => kind === 'check-keys' || kind === 'recover-keys');
  assert.equal(aboutKeys.length, one.encryption.ade.value === 'no' ? 0 : 2);
}

describe('whatever the facts and the choice', () => {
  it('no plan violates the table of restores', () => {
    fc.assert(
      fc.property(anyFacts, anyChoice, (one, choice) => assertLegal(one, choice, planRestore(one, choice, { now }))),
      { numRuns: 3000 },
    );
  });

  it('every violation and warning has a text for all that it says', () => {
    const catalogue: Record<string, { message: string; remedy?: string }> = {
      ...plan.texts.plan,
      ...warnings.texts.plan,
    };
    fc.assert(
      fc.property(anyFacts, anyChoice, (one, choice) => {
        const outcome = planRestore(one, choice, { now });
        const said = outcome.kind === 'plan' ? outcome.plan.warnings : outcome.violations;
        for (const { code, params } of said) {
          const text = catalogue[code];
          assert.ok(text, code);
          for (const [, name = ''] of `${text.message} ${text.remedy}`.matchAll(/\{\{(\w+)\}\}/g)) {
            assert.ok(Object.hasOwn(params, name), `${code} lacks ${name}`);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('disks of a readable point can always be restored in the place of the profile', () => {
    fc.assert(
      fc.property(anyMachine, tri, (machine, encrypted) => {
        const one = facts({ ...machine, point: point({ encrypted }) });
        assert.equal(planRestore(one, { mode: 'disks' }, { now }).kind, 'plan');
      }),
    );
  });

  it('a plan carries no key material and no observation', () => {
    fc.assert(
      fc.property(anyFacts, anyChoice, (one, choice) => {
        const outcome = planRestore(one, choice, { now });
        if (outcome.kind === 'refused') return;
        const text = JSON.stringify(outcome.plan);
        assert.doesNotMatch(text, /keyBackupData|secretData|sig=/i);
        assert.doesNotMatch(JSON.stringify(outcome.plan.effects), /running|deallocated|Passed|Succeeded/);
      }),
    );
  });
});
