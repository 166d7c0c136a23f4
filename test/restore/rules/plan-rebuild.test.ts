import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RestoreChoice, RestoreFacts, RestorePlan } from '../../../src/restore/rules/plan.ts';
import { planChanged, planHash, planRestore } from '../../../src/restore/rules/plan-restore.ts';
import { adeMachine, deallocated, encryptedPoint, keyVaultId, vm } from '../../machines/rules/machines.ts';
import {
  encryptionSet,
  facts,
  type Machine,
  machines,
  now,
  planned,
  signedAs,
  subnet,
  targetGroup,
} from './plan-facts.ts';

const copy: RestoreChoice = { mode: 'rebuild', names: { vm: 'copy' } };
const inPlace: RestoreChoice = { ...copy, network: 'in-place' };

function codes(one: RestoreFacts, choice: RestoreChoice, signed = false): string[] {
  const outcome = planRestore(one, choice, { now, signed });
  return outcome.kind === 'plan' ? [] : outcome.violations.map(({ code }) => code);
}

function refusedOf(one: RestoreFacts, choice: RestoreChoice) {
  const outcome = planRestore(one, choice, { now });
  return outcome.kind === 'plan' ? [] : outcome.violations;
}

describe('a machine that is deployed from restored disks', () => {
  it('encrypted with ADE: keys before the machine, the copy of the keys deleted at the end', () => {
    const { steps } = planned(facts(machines.ade()), copy);
    assert.deepEqual(
      steps.map(({ kind }) => kind),
      [
        'restore-disks',
        'tag-made',
        'check-keys',
        'recover-keys',
        'apply-ade-settings',
        'deploy-vm',
        'verify',
        'remove-key-copy',
      ],
    );
  });

  it('without ADE: no step about keys', () => {
    const { steps } = planned(facts(machines.cmk()), copy);
    assert.deepEqual(
      steps.map(({ kind }) => kind),
      ['restore-disks', 'tag-made', 'deploy-vm', 'verify'],
    );
  });

  it('gets the encryption extension on Linux, and on Windows where it is asked for', () => {
    const linux = facts({ ...machines.ade(), point: encryptedPoint(true, { osType: 'Linux' }) });
    const windows = facts({ ...machines.ade(), point: encryptedPoint(true, { osType: 'Windows' }) });
    const has = (one: RestoreFacts, choice: RestoreChoice) =>
      planned(one, choice).steps.some(({ kind }) => kind === 'ade-extension');
    assert.ok(has(linux, copy));
    assert.ok(!has(windows, copy));
    assert.ok(has(windows, { ...copy, adeExtension: true }));
  });

  it('carries what protects the original into the effects, and nothing where nothing does', () => {
    assert.deepEqual(planned(facts(machines.host()), copy).effects.target.security, ['encryption-at-host']);
    assert.equal(planned(facts(machines.pmk()), copy).effects.target.security, undefined);
    assert.equal(planned(facts(machines.host()), { mode: 'disks' }).effects.target.security, undefined);
  });

  it('keeps what was signed for a machine that is gone since, and says what is not known of one that was gone', () => {
    const { vm: _, ...gone } = facts(machines.host());
    assert.ok(planned(gone, copy).warnings.some(({ code }) => code === 'security-unknown'));
    const signed = planned({ ...gone, signed: signedAs({}, { security: ['encryption-at-host'] }) }, copy);
    assert.deepEqual(signed.target.security, ['encryption-at-host']);
    assert.ok(!signed.warnings.some(({ code }) => code === 'security-unknown'));
  });

  it('signs what the machine is made as, and only where Strongroom makes it', () => {
    const plan = { name: 'byol', publisher: 'contoso', product: 'gateway' };
    const original = vm({ plan, licenseType: 'Windows_Server', diskController: 'SCSI', networkInterfaceIds: ['/nic'] });
    const one = facts({ ...machines.cmk(), vm: original }, { originalAccelerated: true });
    assert.deepEqual(planned(one, copy).effects.machine, {
      size: 'Standard_D4s_v5',
      zone: null,
      osType: 'Windows',
      original: {
        plan,
        licenseType: 'Windows_Server',
        diskController: null,
        acceleratedNetworking: true,
        interfaces: 1,
        placement: [],
        disks: [-1, 0].map((lun) => ({
          lun,
          mostGb: 127,
          encryption: { type: 'customer-key', set: encryptionSet.toLowerCase() },
          caching: null,
        })),
      },
    });
    assert.equal(planned(one, { mode: 'disks' }).effects.machine, undefined);
    const { vm: _, ...gone } = one;
    assert.equal(planned(gone, copy).effects.machine?.original, undefined);
  });

  it('keeps what was signed of the machine, whatever becomes of the original, and the hash of plans of before', () => {
    const one = facts(machines.pmk());
    const signed = planned(one, copy);
    const changed = facts({ ...machines.pmk(), vm: vm({ licenseType: 'Windows_Server', size: 'Standard_D8s_v5' }) });
    const { vm: _, ...gone } = one;
    for (const now of [changed, gone])
      assert.equal(planned({ ...now, signed: { ...signed, stands: false } }, copy).hash, signed.hash);
    const { machine: __, ...before } = signed.effects;
    assert.equal(
      planned({ ...one, signed: { ...signed, effects: before, stands: false } }, copy).hash,
      planHash(before),
    );
  });

  it('says what the original is placed in, and the copy is not', () => {
    const placement = [`${targetGroup}/providers/Microsoft.Compute/availabilitySets/as-app`];
    const { warnings } = planned(facts({ ...machines.pmk(), vm: vm({ placement }) }), copy);
    assert.deepEqual(
      warnings.filter(({ code }) => code === 'placement-left'),
      [{ code: 'placement-left', params: { vm: 'sql-01', names: 'as-app' } }],
    );
  });

  it('takes a subnet of the profile where the original is gone, keeps the one that was signed, or says what to set', () => {
    const { vm: _, ...gone } = facts(machines.pmk());
    const [app, db] = ['app', 'db'].map((name) => subnet.replace(/[^/]+$/, name));
    const listing = { ...gone, profile: { ...gone.profile, subnetIds: [app ?? '', db ?? ''] } };
    for (const network of ['beside', 'in-place'] as const) {
      const [refused] = refusedOf(gone, { ...copy, network });
      assert.deepEqual(refused, { code: 'original-subnet-unknown', params: { vm: 'sql-01', vault: 'rsv-prod' } });
      const first = planned(listing, { ...copy, network });
      assert.equal(first.target.subnetId, app);
      assert.ok(first.warnings.some(({ code }) => code === 'subnet-of-profile'));
      assert.equal(planned(listing, { ...copy, network, subnetId: db }).target.subnetId, db);
    }
    const known = { ...listing, vm: deallocated(facts(machines.pmk()).vm ?? vm()), originalSubnetId: subnet };
    const own = planned(known, inPlace);
    assert.equal(own.target.subnetId, subnet);
    assert.ok(!own.warnings.some(({ code }) => code === 'subnet-of-profile'));
  });

  it('is isolated unless something else is chosen', () => {
    const { effects, target } = planned(facts(machines.ade()), copy);
    assert.equal(effects.networkMode, 'isolated');
    assert.equal(target.subnetId, subnet);
  });

  it('asks who deploys for the actions of a deployment, and somebody for the keys', () => {
    const { steps } = planned(facts(machines.ade()), copy);
    const deploy = steps.find(({ kind }) => kind === 'deploy-vm');
    assert.equal(deploy?.action, 'Microsoft.Resources/deployments/write');
    assert.ok(deploy?.needs.some(({ action }) => action.endsWith('subnets/join/action')));
    assert.ok(deploy?.keyNeeds.every(({ action }) => action === 'Microsoft.KeyVault/vaults/deploy/action'));
    assert.equal(deploy?.keyNeeds.length, 1);
    assert.equal(steps.find(({ kind }) => kind === 'recover-keys')?.carrier, 'key-holder');
  });

  it('beside a running original is warned of, beside a deallocated one is not', () => {
    const { vm: one, ...rest } = machines.ade();
    assert.ok(one);
    const beside = { ...copy, network: 'beside' as const, subnetId: subnet };
    const warned = (facts_: RestoreFacts) =>
      planned(facts_, beside).warnings.some(({ code }) => code === 'beside-original');
    assert.ok(warned(facts({ vm: { ...one, power: 'running' }, ...rest })));
    assert.ok(!warned(facts({ vm: deallocated(one), ...rest })));
  });

  it('takes the place of an original that is deallocated or gone, and of no other', () => {
    const { vm: one, ...rest } = machines.pmk();
    assert.ok(one);
    const at = { originalSubnetId: subnet };
    for (const power of ['running', 'stopped', 'changing', 'unknown'] as const) {
      assert.deepEqual(codes(facts({ vm: { ...one, power }, ...rest }, at), inPlace), ['in-place-running']);
    }
    assert.deepEqual(codes(facts({ vm: deallocated(one), ...rest }, at), inPlace), []);
    assert.deepEqual(codes(facts({ ...rest }, at), inPlace), []);
  });

  it('once signed is not refused for what is only observed', () => {
    const { vm: one, ...rest } = machines.pmk();
    assert.ok(one);
    const running = facts({ vm: { ...one, power: 'running' }, ...rest }, { originalSubnetId: subnet });
    assert.deepEqual(codes(running, inPlace, true), []);
  });

  it('needs a subnet: that of a machine that is gone has to be named', () => {
    const { vm: _, ...rest } = machines.pmk();
    assert.deepEqual(codes(facts(rest), inPlace), ['original-subnet-unknown']);
    assert.deepEqual(codes(facts(rest), { ...inPlace, subnetId: subnet }), []);
  });

  it('is refused a name that is taken, and not by what the request itself made', () => {
    const one = (ours: boolean, type: 'vm' | 'nic') =>
      codes(facts(machines.pmk(), { taken: [{ name: 'copy', type, ours }] }), copy);
    assert.deepEqual(one(false, 'vm'), ['new-vm-name-taken']);
    assert.deepEqual(one(false, 'nic'), ['new-vm-interface-taken']);
    assert.deepEqual(one(true, 'vm'), []);
    assert.deepEqual(one(true, 'nic'), []);
  });

  it('has a size of the point, the machine or the profile', () => {
    const one = facts(machines.pmk(), { profile: { ...facts(machines.pmk()).profile, vmSizes: ['Standard_D4s_v5'] } });
    assert.deepEqual(codes(one, { ...copy, size: 'standard_d4s_v5' }), []);
    assert.deepEqual(codes(one, { ...copy, size: 'Standard_HB176rs_v4' }), ['size-not-offered']);
  });

  it('is not made of unmanaged disks, which come back as files', () => {
    assert.deepEqual(codes(facts(machines.ade(true, false)), copy), ['rebuild-unmanaged']);
    assert.deepEqual(codes(facts(machines.unmanaged()), copy), ['rebuild-unmanaged']);
  });

  it('no longer minds the point once its disks are restored', () => {
    const late = facts({ ...machines.pmk(), point: { ...machines.pmk().point, tiers: [], detailed: false } });
    assert.deepEqual(codes(late, copy), ['point-not-read']);
    assert.equal(planRestore(late, copy, { now, restored: true }).kind, 'plan');
  });

  const withoutOriginal = (signed: RestorePlan, { point }: Machine, stands = true, choice = copy) => {
    const one = facts({ point, disks: [] }, { signed: { ...signed, stands } });
    const outcome = planRestore(one, choice, { now, signed: true, restored: true });
    return outcome.kind === 'plan'
      ? planChanged(signed.effects, outcome.plan.effects).map(({ code }) => code)
      : outcome;
  };

  it('nor what becomes of the original, and of the keys on it', () => {
    const signed = planned(facts(machines.ade()), copy);
    assert.ok(signed.effects.keys.vm.length > 0);
    assert.deepEqual(withoutOriginal(signed, machines.ade(), false), ['moved-keys']);
    assert.deepEqual(withoutOriginal(signed, machines.ade()), []);
  });

  it('nor where only the original told the key vault, the pass of its encryption, or the size of its disks', () => {
    const { keys: _, ...bare } = encryptedPoint(true, {
      osType: 'Linux',
      hasKeyAndSecret: false,
      mechanism: 'unknown',
    });
    const dual = adeMachine({ kek: true, managed: true, pass: 'dual' });
    const disks = dual.disks.map((one) => ({ ...one, sizeGb: 5000 }));
    const machine = { vm: dual.vm, disks, point: bare };
    const signed = planned(facts(machine), copy);
    const { steps } = signed.effects;
    assert.equal(steps.find(({ kind }) => kind === 'recover-keys')?.scope, keyVaultId.toLowerCase());
    assert.ok(steps.find(({ kind }) => kind === 'ade-extension')?.byHand);
    assert.equal(steps.find(({ kind }) => kind === 'apply-ade-settings')?.conditional, false);
    assert.deepEqual(withoutOriginal(signed, machine), []);
    const alone: RestoreChoice = { mode: 'disks' };
    const disksAlone = planned(facts(machine), alone);
    assert.ok(disksAlone.effects.steps.some(({ kind }) => kind === 'apply-ade-settings'));
    assert.deepEqual(withoutOriginal(disksAlone, machine, true, alone), []);
  });

  it('is named in full where it goes', () => {
    const { target } = planned(facts(machines.pmk()), copy);
    assert.equal(target.vmId, `${targetGroup}/providers/Microsoft.Compute/virtualMachines/copy`);
  });
});
