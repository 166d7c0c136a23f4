import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Services } from '../../src/app/services.ts';
import { drillApartStep } from '../../src/drills/steps/observe-drill.ts';
import { confirmOffStep, quarantineApartStep } from '../../src/restore/steps/quarantine.ts';
import { verifyStep } from '../../src/restore/steps/verify.ts';
import type { StepAt } from '../../src/saga/step-handler.ts';

const minute = 60_000;
const vmId = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/sql-01-r1124';
const restore = {
  choice: { mode: 'rebuild', name: 'sql-01-r1124' },
  plan: { target: { resourceGroupId: '/subscriptions/s/resourceGroups/rg', vmId }, effects: {} },
};
const plan = { ...restore, restore, place: {}, quarantine: 'R-MQH8' };
const machine = { what: 'vm', id: vmId, immutableId: 'the copy' };

/** A look nine minutes after the step began, in a process that is suspended for ten minutes during its first read. */
function stands() {
  const began = Date.UTC(2026, 10, 24, 3);
  let now = began + 9 * minute;
  const services = {
    clock: { now: () => new Date(now) },
    azure: {
      vms: {
        async get() {
          now += 10 * minute;
          const seen = { provisioningState: 'Succeeded', power: 'starting', agentReady: 'no', networkInterfaceIds: [] };
          return { id: vmId, name: 'sql-01-r1124', immutableId: 'the copy', ...seen };
        },
      },
    },
  };
  const step = { started_at: new Date(began) };
  const off = { ...plan, plan: { ...plan.plan, effects: { machine } } };
  return { services: services as unknown as Services, step, off };
}

describe('a look whose process stands still counts from when it began, and says to look again, in a request of the kind', () => {
  for (const [kind, handler] of Object.entries({
    restore: verifyStep,
    quarantine: quarantineApartStep,
    'quarantine-off': confirmOffStep,
    drill: drillApartStep,
  })) {
    it(kind, async () => {
      const { services, step, off } = stands();
      const of = { ...(kind === 'quarantine-off' ? off : plan), kind };
      const at = { plan: of, step, results: {} } as unknown as StepAt<never>;
      assert.equal((await handler.needed?.(services, at))?.kind, 'later');
    });
  }
});
