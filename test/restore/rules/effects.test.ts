import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PlanStep, RestoreChoice, RestoreFacts } from '../../../src/restore/rules/plan.ts';
import { effectsOf, planHash } from '../../../src/restore/rules/plan-restore.ts';
import { type PlannedMode, planTarget } from '../../../src/restore/rules/target.ts';
import { keys, point, subscription, vm } from '../../machines/rules/machines.ts';
import { encryptionSet, facts, machines, signedAs, staging, subnet, targetGroup, vault } from './plan-facts.ts';

const lower = (id: string) => id.toLowerCase();
const group = `${subscription}/resourceGroups/rg-app`;

function signed(one: RestoreFacts, choice: RestoreChoice & { mode: PlannedMode }, steps: PlanStep[] = []) {
  return effectsOf(one, choice, choice.mode, planTarget(one, choice), steps);
}

const disks = { mode: 'disks' } as const;
const copy = { mode: 'rebuild', names: { vm: 'Copy' } } as const;
const made = { mode: 'new-vm', names: { vm: 'Copy' } } as const;
const copyId = lower(`${targetGroup}/providers/Microsoft.Compute/virtualMachines/copy`);

describe('what is signed of a restore', () => {
  it('of a step that takes no right in Azure is that it runs, with neither action nor scope', () => {
    const kind = 'verify';
    const call: PlanStep = { kind, conditional: false, byHand: false, carrier: 'requester', needs: [], keyNeeds: [] };
    const { steps } = signed(facts(machines.pmk()), disks, [call]);
    assert.deepEqual(steps, [{ kind, conditional: false, byHand: false }]);
  });

  it('of disks alone is where from, where to, and nothing of a machine', () => {
    assert.deepEqual(signed(facts(machines.pmk()), disks), {
      version: 2,
      mode: 'disks',
      vm: lower(vm().id),
      vault: lower(vault.id),
      point: { name: point().name, at: '2026-11-24T01:00:00.000Z', tier: 'snapshot', threat: null },
      disks: {
        selection: 'all',
        included: [
          { lun: -1, name: 'os' },
          { lun: 0, name: 'data' },
        ],
      },
      target: {
        resourceGroup: lower(targetGroup),
        vm: null,
        region: 'westeurope',
        zone: null,
        diskEncryptionSet: null,
        size: null,
        form: 'managed',
      },
      network: null,
      networkMode: null,
      staging: lower(staging),
      keys: { point: null, vm: [] },
      steps: [],
      alternatives: { sizes: [] },
    });
  });

  it('has the hash that requests were approved with, and keeps it', () => {
    const hash = 'bd84497bebd9aeda45a670cec14ca2d4b9dfb78f00136ae79358ca0061903dee';
    assert.equal(planHash(signed(facts(machines.pmk()), disks)), hash);
  });

  it('of a machine is all that it is made as, where it goes and what was chosen', () => {
    const { profile } = facts(machines.pmk());
    const one = facts(
      { ...machines.pmk(), point: point({ zones: ['1'], privateDisks: true }) },
      { profile: { ...profile, vmSizes: ['Standard_D4s_v5'] } },
    );
    const choice = { ...copy, size: 'Standard_D8s_v5', zone: '2', diskEncryptionSetId: encryptionSet };
    const { target, machine, network, networkMode, alternatives } = signed(one, choice);
    assert.deepEqual(target, {
      resourceGroup: lower(targetGroup),
      vm: copyId,
      region: 'westeurope',
      zone: '2',
      diskEncryptionSet: lower(encryptionSet),
      size: 'Standard_D8s_v5',
      form: 'managed',
      diskAccess: 'same-as-source',
    });
    assert.deepEqual([machine?.size, machine?.zone], ['Standard_D4s_v5', '1']);
    assert.deepEqual([network, networkMode], [lower(subnet), 'isolated']);
    assert.deepEqual(alternatives, { sizes: ['Standard_D4s_v5'] });
  });

  it('holds its network only where a machine is made, and its size and make only where Strongroom makes it', () => {
    const one = facts(machines.host());
    const told = (choice: RestoreChoice & { mode: PlannedMode }) => {
      const { network, networkMode, machine, target } = signed(one, { ...choice, size: 'Standard_D8s_v5' });
      return [network, networkMode, machine !== undefined, target.size, target.security];
    };
    assert.deepEqual(told(copy), [lower(subnet), 'isolated', true, 'Standard_D8s_v5', ['encryption-at-host']]);
    assert.deepEqual(told(made), [lower(subnet), 'isolated', false, null, ['encryption-at-host']]);
    const beside = { network: 'beside', subnetId: `${subnet}-A` } as const;
    assert.deepEqual(told({ ...made, ...beside }).slice(0, 2), [lower(`${subnet}-a`), 'beside']);
    for (const mode of ['disks', 'replace'] as const)
      assert.deepEqual(told({ mode, network: 'beside' }), [null, null, false, null, undefined]);
    assert.equal(signed(one, { ...copy }).target.size, null);
  });

  it('names the group that files have none of, unless a machine takes the disks', () => {
    const one = facts(machines.unmanaged());
    const to = (choice: RestoreChoice & { mode: PlannedMode }) => {
      const { form, resourceGroup, vm: machine } = signed(one, choice).target;
      return [form, resourceGroup, machine];
    };
    assert.deepEqual(to(disks), ['vhd', null, null]);
    assert.deepEqual(to(copy), ['vhd', null, copyId]);
    assert.deepEqual(to(made), ['vhd', lower(targetGroup), copyId]);
    assert.deepEqual(to({ mode: 'replace' }), ['vhd', lower(group), lower(vm().id)]);
  });

  it('lists the openings of a quarantine in one order, and none of any other network', () => {
    const { profile } = facts(machines.pmk());
    const quarantine = { resourceGroupId: group, stagingStorageAccountId: staging, subnetId: `${subnet}-q` };
    const opened = (openings?: string[], network: RestoreChoice['network'] = 'quarantine') =>
      signed(
        facts(machines.pmk(), {
          profile: { ...profile, ...(openings && { quarantine: { ...quarantine, openings } }) },
        }),
        { ...copy, network },
      ).quarantine;
    assert.deepEqual(opened(['Storage', 'AzureKeyVault']), { openings: ['AzureKeyVault', 'Storage'] });
    assert.deepEqual(opened(), { openings: [] });
    assert.equal(opened(['Storage'], 'isolated'), undefined);
  });

  it('is each step with its right, without who carries it', () => {
    const scope = `${subscription}/resourceGroups/RG`;
    const step: PlanStep = {
      kind: 'verify',
      action: 'read',
      scope,
      conditional: true,
      byHand: true,
      carrier: 'key-holder',
      needs: [{ action: 'a', scope }],
      keyNeeds: [],
    };
    assert.deepEqual(signed(facts(machines.pmk()), disks, [step]).steps, [
      { kind: 'verify', action: 'read', scope: lower(scope), conditional: true, byHand: true },
    ]);
  });
});

describe('what is signed of a point', () => {
  const of = (
    over: Parameters<typeof point>[0],
    facts_: Partial<RestoreFacts> = {},
    choice: Partial<RestoreChoice> = {},
  ) => signed(facts({ ...machines.pmk(), point: point(over) }, facts_), { ...choice, ...disks });

  it('is the tier that it is restored from, unknown where it has none', () => {
    assert.equal(of({ tiers: [{ tier: 'vault-standard', status: 'valid' }] }).point.tier, 'vault-standard');
    assert.equal(of({ tiers: [{ tier: 'vault-standard', status: 'deleted' }] }).point.tier, 'unknown');
  });

  it('is the wait for the archive and how it hurries, and nothing of it for others', () => {
    const tiers = [{ tier: 'vault-archive', status: 'valid' }] as const;
    assert.deepEqual(of({ tiers: [...tiers] }).rehydration, { priority: 'Standard', days: 15 });
    assert.deepEqual(of({ tiers: [...tiers] }, {}, { urgent: true }).rehydration, { priority: 'High', days: 15 });
    assert.ok(!('rehydration' in of({}, {}, { urgent: true })));
  });

  it('is the worse of what is known against it and what was signed', () => {
    const threat = (status: 'warning' | 'unhealthy') => ({ threat: { status, findings: [] } });
    assert.equal(of(threat('warning')).point.threat, 'warning');
    assert.equal(of(threat('warning'), { signed: signedAs({}, { threat: 'unhealthy' }) }).point.threat, 'unhealthy');
    assert.equal(of({}, { signed: signedAs({}, { threat: 'warning' }) }).point.threat, 'warning');
  });

  it('is its disks in the order of their LUNs, or those that were chosen with the OS disk', () => {
    const three = [2, -1, 0].map((lun) => ({ lun, name: `d${lun}` }));
    const taken = (luns?: number[]) => {
      const { selection, included } = of({ disks: three }, {}, { luns }).disks;
      return [selection, included.map(({ lun }) => lun)];
    };
    assert.deepEqual(taken(), ['all', [-1, 0, 2]]);
    assert.deepEqual(taken([2, -1, 2]), [[2], [-1, 2]]);
    assert.deepEqual(taken([]), [[], [-1]]);
  });
});

describe('what is signed of keys', () => {
  const ref = (kek: boolean) => ({
    secret: 'https://kv-prod.vault.azure.net/secrets/eb07e81d-0000-4000-8000-000000000001/c49cc945',
    kek: kek ? 'https://kv-prod.vault.azure.net/keys/kek-1/c49cc945' : null,
  });

  it('are those of the point and of the disks, in one spelling, with the key that wraps them or none', () => {
    for (const kek of [true, false])
      assert.deepEqual(signed(facts(machines.ade(kek)), disks).keys, { point: ref(kek), vm: [ref(kek)] });
  });

  it('are none of the disks where the point is not encrypted, whatever the machine is today', () => {
    assert.deepEqual(signed(facts({ ...machines.ade(), point: point() }), disks).keys, { point: null, vm: [] });
    const asked = { ...machines.ade(), point: point({ encrypted: 'unknown' }) };
    assert.deepEqual(signed(facts(asked), disks).keys.vm, [ref(true)]);
  });

  it('are that of a confidential machine only where it is brought back, by its address if it is known', () => {
    const step = { kind: 'export-key', scope: vault.id } as PlanStep;
    const setKey = { url: 'https://KV-prod.vault.azure.net:443/keys/CMK/1', state: 'missing' } as const;
    const one = facts(machines.confidential(), { setKey });
    const set = 'https://kv-prod.vault.azure.net/keys/cmk/1';
    assert.deepEqual(signed(one, disks, [step]).keys, { point: null, vm: [], set });
    assert.deepEqual(signed({ ...one, setKey: undefined }, disks, [step]).keys, { point: null, vm: [], set: null });
    assert.deepEqual(signed(one, disks, [{ ...step, kind: 'restore-disks' }]).keys, { point: null, vm: [] });
  });

  it('and of sets stand as they were signed once the disks are restored with them', () => {
    const before = { point: { secret: 's', kek: null }, vm: [{ secret: keys(false).bek.secretUrl, kek: 'k' }] };
    const dataDiskSets = [{ lun: 4, set: '/signed' }];
    const at = point({ confidentialDisks: [{ lun: 0, name: 'data' }] });
    const confidential = { ...machines.confidential(), point: at };
    const choice = { ...disks, diskEncryptionSetId: encryptionSet };
    const own = signed(facts(confidential), choice);
    assert.deepEqual(own.target.dataDiskSets, [{ lun: 0, set: lower(encryptionSet) }]);
    const later = (sets: typeof dataDiskSets | undefined) =>
      signed(
        facts(confidential, { signed: signedAs({ keys: before }, { stands: true, ...(sets && { sets }) }) }),
        choice,
      );
    assert.deepEqual([later(dataDiskSets).keys, later(dataDiskSets).target.dataDiskSets], [before, dataDiskSets]);
    assert.ok(!('dataDiskSets' in later(undefined).target));
  });

  it('and no sets of data disks of another machine, or where none is chosen', () => {
    const at = point({ confidentialDisks: [{ lun: 0, name: 'data' }] });
    assert.ok(!('dataDiskSets' in signed(facts({ ...machines.confidential(), point: at }), disks).target));
    const plain = facts({ ...machines.cmk(), point: at });
    assert.ok(!('dataDiskSets' in signed(plain, { ...disks, diskEncryptionSetId: encryptionSet }).target));
  });
});

describe('what is signed of the staging account', () => {
  it('is the identity that gets in, where its keys are not used', () => {
    const one = facts(machines.pmk(), { vault: { ...vault, identities: [{ id: `${group}/ID`, principalId: 'p' }] } });
    assert.equal(signed({ ...one, stagingTakesKeys: 'no' }, disks).stagingIdentity, lower(`${group}/id`));
    assert.ok(!('stagingIdentity' in signed({ ...one, stagingTakesKeys: 'yes' }, disks)));
  });
});
