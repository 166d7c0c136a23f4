import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { failureParts } from '../../../src/i18n/failure-text.ts';
import { texts } from '../../../src/i18n/texts.ts';
import type { PolicyFacts } from '../../../src/kernel/backup-policy.ts';
import type { Failure } from '../../../src/kernel/errors.ts';
import type { VmFacts } from '../../../src/kernel/facts.ts';
import { languages } from '../../../src/kernel/languages.ts';
import { classify } from '../../../src/machines/rules/ade.ts';
import {
  type Candidate,
  machineRefusals,
  policyRefusals,
  protectWarnings,
  vaultRefusals,
  vaultsFor,
} from '../../../src/protection/rules/protect-rules.ts';
import { adeMachine, disk, vm } from '../../machines/rules/machines.ts';
import { vault } from '../../restore/rules/plan-facts.ts';
import { nightly } from './policies.ts';

const policy: PolicyFacts = {
  ...nightly,
  id: `${vault.id}/backupPolicies/nightly`,
  vaultId: vault.id,
  name: 'nightly',
  itemCount: 3,
};

function candidate(over: Partial<VmFacts> = {}, more: Partial<Candidate> = {}): Candidate {
  const machine = vm(over);
  const disks = [disk('os'), disk('data')];
  return {
    vm: machine,
    disks,
    encryption: classify({ vm: machine, disks }),
    protectedBy: { kind: 'none' },
    kekCertificateBacked: 'no',
    ...more,
  };
}

function ade(sizeGb: number, over: Partial<Candidate> = {}): Candidate {
  const { vm: machine, disks } = adeMachine({ kek: true, managed: true, pass: 'single' });
  const grown = disks.map((one) => (one.name === 'data' ? { ...one, sizeGb } : one));
  return { ...candidate(), vm: machine, disks: grown, encryption: classify({ vm: machine, disks: grown }), ...over };
}

const codes = (found: Failure[]) => found.map(({ code }) => code);

/** All is said in both languages, with all of its parameters; what refuses also says what to do. */
function said(found: Failure[], parts: ('message' | 'remedy')[] = ['message', 'remedy']): void {
  for (const language of languages) {
    for (const failure of found) {
      const { message, remedy } = failureParts(texts(language), failure);
      for (const part of parts) assert.match({ message, remedy }[part], /\p{L}.*[.?:]$/su);
      assert.doesNotMatch(message + remedy, /\{\{/);
    }
  }
}

describe('a machine', () => {
  it('in good order can be protected', () => {
    assert.deepEqual(machineRefusals(candidate()), []);
    assert.deepEqual(vaultRefusals(candidate(), vault, 999), []);
    assert.deepEqual(policyRefusals(candidate(), policy), []);
    assert.deepEqual(protectWarnings(candidate(), policy, vault), []);
  });

  it('that another vault protects is refused, and which vault is said', () => {
    const found = machineRefusals(candidate({}, { protectedBy: { kind: 'vault', vaultName: 'rsv-other' } }));
    assert.deepEqual(codes(found), ['protection.elsewhere']);
    assert.equal(found[0]?.params.vault, 'rsv-other');
    said(found);
  });

  it('that runs without an agent is refused; one that is off is not, and is told of', () => {
    said(machineRefusals(candidate({ agentReady: 'no' })));
    assert.deepEqual(codes(machineRefusals(candidate({ agentReady: 'no' }))), ['protection.agent']);
    const off = candidate({ agentReady: 'no', power: 'deallocated' });
    assert.deepEqual(machineRefusals(off), []);
    assert.deepEqual(codes(protectWarnings(off, policy, vault)), ['protection.is-off']);
    said(protectWarnings(off, policy, vault), ['message']);
    // Unknown facts refuse nothing.
    assert.deepEqual(machineRefusals(candidate({ agentReady: 'unknown' })), []);
  });

  it('with ADE has disks of 4096 GB at most, one without has them up to 32 TB', () => {
    assert.deepEqual(machineRefusals(ade(4096)), []);
    assert.deepEqual(codes(machineRefusals(ade(4097))), ['protection.disk-size-ade']);
    assert.deepEqual(machineRefusals(candidate({}, { disks: [disk('os'), disk('data', { sizeGb: 5000 })] })), []);
    const huge = machineRefusals(candidate({}, { disks: [disk('os'), disk('data', { sizeGb: 40_000 })] }));
    assert.deepEqual(codes(huge), ['protection.disk-size']);
    said([...machineRefusals(ade(4500)), ...huge]);
  });

  it('with ADE needs a key of its own', () => {
    const found = machineRefusals(ade(64, { kekCertificateBacked: 'yes' }));
    assert.deepEqual(codes(found), ['protection.certificate']);
    said(found);
    assert.deepEqual(machineRefusals(ade(64, { kekCertificateBacked: 'unknown' })), []);
  });

  it('has 32 disks at most', () => {
    const many = (count: number) =>
      candidate({}, { disks: Array.from({ length: count - 2 }, (_, index) => disk(`more-${index}`)) });
    assert.deepEqual(machineRefusals(many(32)), []);
    assert.deepEqual(codes(machineRefusals(many(33))), ['protection.disk-count']);
    said(machineRefusals(many(33)));
  });

  it('of trusted launch takes an enhanced policy', () => {
    const trusted = candidate({ securityType: 'TrustedLaunch' });
    assert.deepEqual(codes(policyRefusals(trusted, policy)), ['protection.policy-standard']);
    assert.deepEqual(policyRefusals(trusted, { ...policy, version: 'V2' }), []);
    said(policyRefusals(trusted, policy));
  });

  it('with an Ultra or Premium SSD v2 disk takes an enhanced policy', () => {
    for (const sku of ['UltraSSD_LRS', 'PremiumV2_LRS', 'premiumv2_lrs']) {
      const fast = candidate({}, { disks: [disk('os'), disk('data', { sku })] });
      assert.deepEqual(codes(policyRefusals(fast, policy)), ['protection.policy-standard-disk']);
      assert.deepEqual(policyRefusals(fast, { ...policy, version: 'V2' }), []);
      said(policyRefusals(fast, policy));
    }
    const premium = candidate({}, { disks: [disk('os', { sku: 'Premium_LRS' }), disk('data')] });
    assert.deepEqual(policyRefusals(premium, policy), []);
  });

  it('whose policy is crowded is told so', () => {
    assert.deepEqual(codes(protectWarnings(candidate(), { ...policy, itemCount: 100 }, vault)), [
      'protection.policy-crowded',
    ]);
    said(protectWarnings(candidate(), { ...policy, itemCount: 100 }, vault), ['message']);
  });
});

describe('a vault', () => {
  it('protects machines of its region, of another subscription too unless ADE is in the way, 1,000 at most', () => {
    const far = candidate({ location: 'northeurope' });
    assert.deepEqual(codes(vaultRefusals(far, vault, 0)), ['protection.region']);
    const id = vm().id.replace('a001', 'b001');
    const other = candidate({ id });
    assert.deepEqual(vaultRefusals(other, vault, 0), []);
    assert.deepEqual(codes(protectWarnings(other, policy, vault)), ['protection.other-subscription']);
    said(protectWarnings(other, policy, vault), ['message']);
    const encrypted = { ...ade(64), vm: { ...ade(64).vm, id } };
    assert.deepEqual(codes(vaultRefusals(encrypted, vault, 0)), ['protection.subscription']);
    assert.deepEqual(codes(vaultRefusals(candidate(), vault, 1000)), ['protection.vault-full']);
    said([...vaultRefusals(far, vault, 1000), ...vaultRefusals(encrypted, vault, undefined)]);
  });

  it('is offered for a machine exactly if nothing of its place stands against it', () => {
    const places = fc.record({
      location: fc.constantFrom('westeurope', 'West Europe', 'northeurope'),
      id: fc.constantFrom(vm().id, vm().id.toUpperCase(), vm().id.replace('a001', 'b001')),
    });
    fc.assert(
      fc.property(places, fc.boolean(), (place, isAde) => {
        const bare = isAde ? ade(64) : candidate();
        const one = { ...bare, vm: { ...bare.vm, ...place } };
        assert.equal(vaultsFor(one, [vault]).length === 1, vaultRefusals(one, vault, undefined).length === 0);
      }),
    );
  });
});
