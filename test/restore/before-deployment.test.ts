import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Services } from '../../src/app/services.ts';
import { nameOf } from '../../src/kernel/arm-id.ts';
import { jobTag } from '../../src/restore/rules/made.ts';
import { deployVmStep } from '../../src/restore/steps/deploy-vm.ts';
import type { StepInput } from '../../src/saga/step-handler.ts';
import { staging } from './rules/plan-facts.ts';
import { signed, template } from './rules/signed.ts';

const original = '/vms/original';

/**
 * The step that makes the machine of a restore, as it is about to be sent.
 * @param over.original what Azure shows of the machine that was backed up
 * @param over.licence licence that the template of Azure Backup names and nobody signed
 */
function deploying(over: {
  original?: object;
  inPlace?: boolean;
  licence?: string;
  agreed?: object[];
  sends?: number;
}) {
  const source = signed();
  const sent: { name: string }[] = [];
  const blob = (name: string) => `https://${nameOf(staging)}.blob.core.windows.net/c/${name}.json`;
  const disk = (lun: number) => ({ lun, managedDisk: { id: source.disks.find((one) => one.lun === lun)?.id } });
  const services = {
    azure: {
      vms: { get: async (id: string) => (id === original ? over.original : assert.fail(`reads ${id}`)) },
      deployments: {
        get: async () => undefined,
        validate: async () => undefined,
        async send(call: { name: string }) {
          sent.push(call);
          return { kind: 'accepted' };
        },
      },
      stagingBlobs: {
        suffix: 'blob.core.windows.net',
        readConfig: async () => ({ 'properties.storageProfile': { osDisk: disk(-1), dataDisks: [disk(0)] } }),
        async readTemplate() {
          const made = template();
          if (over.licence) Object.assign(made.resources[2]?.properties ?? {}, { licenseType: over.licence });
          return made;
        },
      },
      resources: { inGroup: async () => [] },
      disks: {
        get: async (id: string) => {
          const found = source.disks.find((one) => one.id === id);
          return found && { ...found.facts, tags: { [jobTag]: 'j' } };
        },
      },
    },
  } as unknown as Services;
  const properties = { 'Config Blob Uri': blob('config'), 'Template Blob Uri': blob('template') };
  const at = {
    request: { id: 'R-7K2M' },
    plan: {
      kind: 'restore',
      ...source,
      target: { vmId: original, vmName: 'sql-01' },
      choice: { ...source.choice, network: over.inPlace ? 'in-place' : 'isolated' },
    },
    step: { kind: 'deploy-vm', result: null },
    results: { 'restore-disks': { jobId: 'j', properties } },
    agreed: over.agreed ?? [],
    attempt: { id: '11111111-1111-5111-8111-aaaaaaaaaaaa', number: 1, opened_at: new Date(0), sends: 1 },
  } as unknown as StepInput<never>;
  return { sent, needed: () => deployVmStep.needed?.(services, at), send: () => deployVmStep.send(services, at) };
}

describe('the machine of a restore', () => {
  it('is not made in the place of the original while that runs', async () => {
    for (const power of ['running', 'stopped', 'changing', 'unknown']) {
      const needed = await deploying({ inPlace: true, original: { power } }).needed();
      assert.equal(needed?.kind === 'stop' && needed.failure.code, 'plan.in-place-running', power);
    }
    for (const gone of [{ power: 'deallocated' }, undefined])
      assert.deepEqual(await deploying({ inPlace: true, ...(gone && { original: gone }) }).needed(), { kind: 'yes' });
    assert.deepEqual(await deploying({ original: { power: 'running' } }).needed(), { kind: 'yes' });
  });

  it('is made where all of it was signed', async () => {
    const step = deploying({});
    assert.equal((await step.send()).kind, 'accepted');
    assert.equal(step.sent.length, 1);
  });

  it('is not made with what nobody signed, before the vote and at the send, until that is agreed to', async () => {
    const step = deploying({ licence: 'RHEL_BYOS' });
    const needed = await step.needed();
    assert.equal(needed?.kind, 'deviates');
    const deviations = needed?.kind === 'deviates' ? needed.deviations : [];
    assert.deepEqual(
      deviations.map(({ path }) => path),
      ['virtualMachines/properties/licenseType'],
    );
    assert.deepEqual([await step.send(), step.sent], [{ kind: 'deviates', deviations }, []]);
    const agreed = deploying({ licence: 'RHEL_BYOS', agreed: [...deviations] });
    assert.deepEqual(await agreed.needed(), { kind: 'yes' });
    assert.equal((await agreed.send()).kind, 'accepted');
    const other = deploying({ licence: 'SLES_BYOS', agreed: [...deviations] });
    assert.equal((await other.send()).kind, 'deviates');
    assert.deepEqual([agreed.sent.length, other.sent.length], [1, 0]);
  });
});
