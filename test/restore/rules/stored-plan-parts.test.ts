import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { RecoveryPointFacts, ThreatFacts } from '../../../src/kernel/facts.ts';
import type { RestoreChoice } from '../../../src/restore/rules/plan.ts';
import { planRestore } from '../../../src/restore/rules/plan-restore.ts';
import { choice, point as pointSchema, pointSeen, restorePlan } from '../../../src/restore/rules/stored-plan-parts.ts';
import { anyMachine, anyPoint } from '../../machines/rules/any-machine.ts';
import { encryptedPoint, point, vm } from '../../machines/rules/machines.ts';
import {
  encryptionSet,
  facts,
  machines,
  newVm,
  now,
  planned,
  staging,
  subnet,
  subscription2,
  targetGroup,
  vault,
} from './plan-facts.ts';

const stored = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value));
const archived = { tiers: [{ tier: 'vault-archive' as const, status: 'valid' as const }] };
const copy: RestoreChoice = { mode: 'rebuild', names: { vm: 'copy' } };
const principalId = 'p';
const identity = `${targetGroup}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-backup`;

const plans = {
  'a copy in quarantine of a machine with all that it may have': planned(
    facts(
      {
        ...machines.cmk(),
        vm: vm({
          plan: { name: 'byol', publisher: 'contoso', product: 'gateway' },
          licenseType: 'Windows_Server',
          diskController: 'NVMe',
          encryptionAtHost: 'yes',
        }),
        point: point({ privateDisks: true, vmSize: 'Standard_D4s_v5' }),
      },
      {
        originalAccelerated: true,
        stagingTakesKeys: 'no',
        vault: { ...vault, identities: [{ id: identity, principalId }] },
        profile: {
          targetResourceGroupId: targetGroup,
          stagingStorageAccountId: staging,
          vmSizes: ['Standard_D8s_v5'],
          quarantine: {
            resourceGroupId: targetGroup,
            stagingStorageAccountId: staging,
            subnetId: subnet,
            openings: ['Storage'],
          },
        },
      },
    ),
    { ...copy, network: 'quarantine', size: 'Standard_D8s_v5' },
  ),
  'disks of a confidential machine with another set': planned(
    facts(
      {
        ...machines.confidential(),
        point: point({ confidentialDisks: [{ lun: 0, name: 'data' }], securityType: 'ConfidentialVMCustomerKey' }),
      },
      { setKey: { url: 'https://kv-prod.vault.azure.net/keys/cmk/1', keyVaultId: '/kv', state: 'missing' } },
    ),
    { mode: 'disks', diskEncryptionSetId: encryptionSet },
  ),
  'some disks of an ill point in the archive': planned(
    facts({
      ...machines.pmk(),
      point: point({
        ...archived,
        diskCounts: { included: 2, attached: 3 },
        threat: { status: 'unhealthy', findings: [] },
      }),
    }),
    { mode: 'disks', luns: [0], urgent: true },
  ),
  'an encrypted machine': planned(facts({ ...machines.ade(), point: encryptedPoint(true, { osType: 'Linux' }) }), copy),
  'a machine that Azure makes in another zone, with the identity of the vault': planned(
    facts(machines.pmk(), {
      stagingTakesKeys: 'no',
      vault: { ...vault, redundancy: 'zone', identities: [{ principalId }] },
    }),
    { ...newVm, zone: '2' },
  ),
  'disks in another subscription': planned(facts(machines.pmk()), {
    mode: 'disks',
    targetResourceGroupId: `${subscription2}/resourceGroups/rg-b`,
  }),
  'unmanaged disks, as files': planned(facts(machines.ade(false, false))),
  'disks that are replaced': planned(facts(machines.pmk()), { mode: 'replace' }),
};

/** A copy for each object in it, with one more member there. */
function withOneMore(value: unknown): [where: string, value: unknown][] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.entries(value).flatMap(([name, member]) =>
    withOneMore(member).map(([where, one]): [string, unknown] => [
      `${name}.${where}`,
      Array.isArray(value) ? value.with(Number(name), one) : { ...value, [name]: one },
    ]),
  );
  return Array.isArray(value) ? inside : [['x', { ...value, x: 1 }], ...inside];
}

describe('a plan that is stored', () => {
  for (const [what, plan] of Object.entries(plans)) {
    it(`comes back as it was made: ${what}`, () => {
      assert.deepEqual(restorePlan.parse(stored(plan)), stored(plan));
    });

    it(`is refused with a member that nobody knows, wherever it was signed: ${what}`, () => {
      const more = withOneMore(stored(plan.effects));
      assert.ok(more.length > 5);
      for (const [where, effects] of more) {
        assert.equal(restorePlan.safeParse({ ...stored(plan), effects }).success, false, where);
      }
    });
  }

  it('comes back as it was made, of whatever machine and point', () => {
    const mode = fc.constantFrom<RestoreChoice['mode']>('disks', 'rebuild', 'new-vm', 'replace');
    fc.assert(
      fc.property(anyMachine, anyPoint, mode, (machine, at, mode) => {
        const wish = { ...copy, mode };
        const outcome = planRestore(facts({ ...machine, point: at }), wish, { now });
        if (outcome.kind === 'plan') assert.deepEqual(restorePlan.parse(stored(outcome.plan)), stored(outcome.plan));
        assert.deepEqual(stored(pointSchema.parse(stored(at))), stored(at));
        assert.deepEqual(choice.parse(stored(wish)), wish);
      }),
    );
  });
});

describe('what a plan was made from', () => {
  it('comes back with all that a point may tell', () => {
    const full: Required<RecoveryPointFacts> = {
      ...encryptedPoint(true),
      keys: {
        bek: { secretUrl: 'https://kv/s', keyVaultId: '/kv' },
        kek: { keyUrl: 'https://kv/k', keyVaultId: '/kv' },
      },
      vmSize: 'Standard_D4s_v5',
      securityType: 'TrustedLaunch',
      leftOut: [{ lun: 2, name: 'logs' }],
      diskCounts: { included: 2, attached: 3 },
      privateDisks: true,
      confidentialDisks: [{ lun: 0, name: 'data' }],
      threat: { status: 'warning', findings: [{ title: 'Miner', severity: 'high', since: now }] },
      expiresAt: now,
    };
    assert.deepEqual(pointSchema.parse(stored(full)), full);
    const statuses: Record<ThreatFacts['status'], true> = {
      healthy: true,
      warning: true,
      unhealthy: true,
      unknown: true,
      'not-available': true,
    };
    const severities: Record<ThreatFacts['findings'][number]['severity'], true> = {
      critical: true,
      high: true,
      warning: true,
      informational: true,
      unknown: true,
    };
    const findings = Object.keys(severities).map((severity) => ({ title: 'Miner', severity }));
    for (const status of Object.keys(statuses)) {
      const one = { ...full, threat: { status, findings } };
      assert.deepEqual(pointSchema.parse(stored(one)), one);
    }
    for (const consistency of ['application', 'file-system', 'crash', 'unknown'] as const) {
      assert.equal(pointSchema.parse(stored({ ...full, consistency })).consistency, consistency);
    }
    for (const tier of ['snapshot', 'vault-standard', 'vault-archive', 'unknown'] as const) {
      const seen = { at: now, consistency: full.consistency, tier };
      assert.deepEqual(pointSeen.parse(stored(seen)), seen);
    }
  });

  it('comes back with all that may be chosen', () => {
    const full: Required<RestoreChoice> = {
      mode: 'rebuild',
      luns: [-1, 0],
      diskEncryptionSetId: encryptionSet,
      targetResourceGroupId: targetGroup,
      subnetId: subnet,
      region: 'westeurope',
      zone: '1',
      names: { vm: 'copy' },
      size: 'Standard_D4s_v5',
      network: 'in-place',
      adeExtension: true,
      urgent: false,
    };
    assert.deepEqual(choice.parse(stored(full)), full);
    for (const network of ['isolated', 'quarantine', 'beside', 'in-place'] as const) {
      assert.deepEqual(choice.parse({ mode: 'disks', network }), { mode: 'disks', network });
    }
  });
});
