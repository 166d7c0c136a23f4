import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { failureParts } from '../../../src/i18n/failure-text.ts';
import { texts } from '../../../src/i18n/texts.ts';
import type { Failure } from '../../../src/kernel/errors.ts';
import type { VmFacts } from '../../../src/kernel/facts.ts';
import { languages } from '../../../src/kernel/languages.ts';
import { classify } from '../../../src/machines/rules/classify.ts';
import type { PolicyFacts } from '../../../src/protection/rules/backup-policy.ts';
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

/** Every refusal says what happened and what to do, in both languages, with all of its parameters. */
function said(found: Failure[]): void {
  for (const language of languages) {
    for (const failure of found) {
      const { message, remedy } = failureParts(texts(language), failure);
      for (const text of [message, remedy]) assert.match(text, /\p{L}.*[.?:]$/su);
      assert.doesNotMatch(message + remedy, /\{\{/);
    }
  }
}

describe('a machine', () => {
  it('in good order can be protected', () => {
    assert.deepEqual(machineRefusals(candidate()), []);
    assert.deepEqual(vaultRefusals(candidate(), vault, 999), []);
    assert.deepEqual(policyRefusals(candidate(), policy), []);
    assert.deepEqual(protectWarnings(candidate(), policy), []);
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
    assert.deepEqual(codes(protectWarnings(off, policy)), ['protection.is-off']);
    said(protectWarnings(off, policy));
    // What is not known refuses nothing.
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

  it('with ADE and more than 16 disks is told what a restore will not do', () => {
    const { vm: machine } = adeMachine({ kek: true, managed: true, pass: 'single' });
    const wide = ade(64, { vm: machine, disks: Array.from({ length: 17 }, (_, index) => disk(`d${index}`)) });
    assert.deepEqual(codes(protectWarnings(wide, policy)), ['protection.ade-settings']);
    said(protectWarnings(wide, policy));
  });

  it('of trusted launch takes an enhanced policy', () => {
    const trusted = candidate({ securityType: 'TrustedLaunch' });
    assert.deepEqual(codes(policyRefusals(trusted, policy)), ['protection.policy-standard']);
    assert.deepEqual(policyRefusals(trusted, { ...policy, version: 'V2' }), []);
    said(policyRefusals(trusted, policy));
  });

  it('whose policy is crowded is told so', () => {
    assert.deepEqual(codes(protectWarnings(candidate(), { ...policy, itemCount: 100 })), ['protection.policy-crowded']);
    said(protectWarnings(candidate(), { ...policy, itemCount: 100 }));
  });
});

describe('a vault', () => {
  it('protects machines of its region and subscription, 1,000 at most', () => {
    const far = candidate({ location: 'northeurope' });
    assert.deepEqual(codes(vaultRefusals(far, vault, 0)), ['protection.region']);
    const other = candidate({ id: vm().id.replace('a001', 'b001') });
    assert.deepEqual(codes(vaultRefusals(other, vault, 0)), ['protection.subscription']);
    assert.deepEqual(codes(vaultRefusals(candidate(), vault, 1000)), ['protection.vault-full']);
    said([...vaultRefusals(far, vault, 1000), ...vaultRefusals(other, vault, undefined)]);
  });

  it('is offered for a machine exactly if neither region nor subscription stands against it', () => {
    const places = fc.record({
      location: fc.constantFrom('westeurope', 'West Europe', 'northeurope'),
      id: fc.constantFrom(vm().id, vm().id.toUpperCase(), vm().id.replace('a001', 'b001')),
    });
    fc.assert(
      fc.property(places, (place) => {
        const one = candidate(place);
        assert.equal(vaultsFor(one.vm, [vault]).length === 1, vaultRefusals(one, vault, undefined).length === 0);
      }),
    );
  });
});
