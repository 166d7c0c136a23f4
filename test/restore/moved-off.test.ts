import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Services } from '../../src/app/services.ts';
import { confirmOffStep } from '../../src/restore/steps/quarantine.ts';
import type { StepAt } from '../../src/saga/step-handler.ts';

const inGroup = (group: string) =>
  `/subscriptions/s/resourceGroups/${group}/providers/Microsoft.Compute/virtualMachines/sql-01-r1124`;
const machine = { what: 'vm' as const, id: inGroup('rg-quarantine'), immutableId: 'the-copy' };

type Vm = { group: string; immutableId: string; power?: string };

/** Result of a deallocation's last look while these machines exist. */
async function looks(there: readonly Vm[]) {
  const vms = there.map(({ group, ...vm }) => ({ id: inGroup(group), name: 'sql-01-r1124', ...vm }));
  const services = {
    clock: { now: () => new Date('2026-11-24T03:00:00Z') },
    config: { subscriptions: ['s'] },
    azure: {
      vms: {
        get: async (id: string) => vms.find((vm) => vm.id === id),
        list: async () => vms.map(({ power: _, ...vm }) => vm),
      },
    },
  } as unknown as Services;
  const plan = { kind: 'quarantine-off', quarantine: 'R-MQH8', plan: { effects: { machine } } };
  const at = { plan, step: { started_at: new Date('2026-11-24T03:00:00Z') } } as unknown as StepAt<never>;
  return confirmOffStep.needed?.(services, at);
}

describe('a copy that was to be deallocated and that somebody moved to another group', () => {
  for (const others of [[], [{ group: 'rg-quarantine', immutableId: 'another', power: 'running' }]]) {
    it(`is told as one that still runs there: ${others.length > 0 ? 'another has its name' : 'its name is free'}`, async () => {
      assert.deepEqual(await looks([{ group: 'rg-app', immutableId: 'THE-COPY', power: 'running' }, ...others]), {
        kind: 'stop',
        failure: {
          code: 'quarantine-moved-on',
          params: { id: 'R-MQH8', copy: 'sql-01-r1124', group: 'rg-app' },
        },
      });
    });
  }

  it('is done once it is off there, or nowhere', async () => {
    assert.equal((await looks([{ group: 'rg-app', immutableId: 'the-copy', power: 'deallocated' }]))?.kind, 'no');
    assert.equal((await looks([{ group: 'rg-app', immutableId: 'another', power: 'running' }]))?.kind, 'no');
  });
});
