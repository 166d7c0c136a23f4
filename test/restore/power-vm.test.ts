import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Services } from '../../src/app/services.ts';
import { deallocateVmStep, startVmStep } from '../../src/restore/steps/power-vm.ts';

const copy = '/vms/copy';
const asked = new Date('2026-11-24T09:00:00Z');

/** The two steps of a restart, with the machine that Azure shows. */
function restart(vm: object | undefined, choice = { mode: 'new-vm' }) {
  const called: object[] = [];
  const accepts = (what: string) => async (call: object) => {
    called.push({ what, ...call });
    return { kind: 'accepted' };
  };
  const services = {
    azure: {
      vms: { get: async (id: string) => (id === copy ? vm : assert.fail(`reads ${id}`)) },
      power: { deallocate: accepts('deallocate'), start: accepts('start') },
    },
  } as unknown as Services;
  const at = {
    request: { id: 'R-7K2M' },
    plan: { kind: 'restore', choice, plan: { target: { vmId: copy } } },
    step: {},
    attempt: { id: 'attempt', number: 1, opened_at: asked, sends: 1 },
  } as never;
  const of = (step: typeof startVmStep) => ({
    needed: async () => (await step.needed?.(services, at))?.kind,
    send: () => step.send(services, at),
    find: () => step.find(services, at),
  });
  return { called, off: of(deallocateVmStep), on: of(startVmStep) };
}

describe('the restart of a machine that does not come up', () => {
  it('asks Azure only for what the machine is not yet', async () => {
    const running = restart({ power: 'running' });
    assert.deepEqual([await running.off.needed(), await running.on.needed()], ['yes', 'no']);
    const off = restart({ power: 'deallocated' });
    assert.deepEqual([await off.off.needed(), await off.on.needed()], ['no', 'yes']);
    await off.off.send();
    await off.on.send();
    assert.deepEqual(off.called, [
      { what: 'deallocate', vmId: copy, clientRequestId: 'attempt' },
      { what: 'start', vmId: copy, clientRequestId: 'attempt' },
    ]);
  });

  it('sees by the machine whether a send whose answer was lost has acted', async () => {
    const kinds = async (vm: object | undefined) => {
      const { off, on } = restart(vm);
      return [(await off.find()).kind, (await on.find()).kind];
    };
    const vm = { name: 'copy', provisioningState: 'Succeeded' };
    assert.deepEqual(await kinds({ ...vm, power: 'running' }), ['absent', 'done']);
    assert.deepEqual(await kinds({ ...vm, power: 'deallocated' }), ['done', 'absent']);
    assert.deepEqual(await kinds({ ...vm, power: 'changing' }), ['working', 'working']);
    assert.deepEqual(await kinds(undefined), ['absent', 'absent']);
  });

  it('fails with what Azure says in the machine, unless it said so before it was asked', async () => {
    const failed = (at: Date) => ({
      name: 'copy',
      power: 'stopped',
      provisioningState: 'Failed',
      provisioningFailure: { code: 'AllocationFailed', message: 'no room', at },
    });
    const found = await restart(failed(asked)).on.find();
    assert.match(found.kind === 'failed' ? found.failure.code : found.kind, /^rebuild\.start-failed/);
    assert.equal((await restart(failed(new Date(asked.getTime() - 1))).on.find()).kind, 'absent');
  });

  it('never switches off the original, whose disks were replaced', async () => {
    const { off, on } = restart({ power: 'running' }, { mode: 'replace' });
    await assert.rejects(off.needed(), { code: 'not-restartable' });
    await assert.rejects(on.needed(), { code: 'not-restartable' });
  });
});
