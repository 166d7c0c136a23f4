import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Services } from '../../src/app/services.ts';
import { closeDisksStep } from '../../src/restore/steps/quarantine.ts';
import type { StepInput } from '../../src/saga/step-handler.ts';

const disks = ['os', 'data', 'more'];
const refused = { kind: 'refused', failure: { code: 'azure.forbidden', params: {} } };

/** The step that closes the disks of a copy in quarantine. */
function closing(over: Record<string, object> = {}, refuses: readonly string[] = []) {
  const closed: string[] = [];
  const services = {
    azure: {
      disks: {
        get: async (id: string) => ({ id, immutableId: id, closed: closed.includes(id), ...over[id] }),
        async close({ diskId }: { diskId: string }) {
          if (refuses.includes(diskId)) return refused;
          closed.push(diskId);
          return { kind: 'accepted' };
        },
      },
    },
  } as unknown as Services;
  const at = {
    plan: { kind: 'quarantine', target: { vmName: 'prod-01' } },
    results: {
      'quarantine-record-disks': {
        version: 1,
        made: disks.map((id) => ({ what: 'disk', id, immutableId: id })),
        unproven: [],
      },
    },
    attempt: { id: 'attempt', number: 1, opened_at: new Date(0), sends: 1 },
  } as unknown as StepInput<never>;
  return {
    closed,
    needed: () => closeDisksStep.needed?.(services, at),
    send: () => closeDisksStep.send(services, at),
    find: () => closeDisksStep.find(services, at),
  };
}

describe('the disks of a copy in quarantine', () => {
  it('are closed, all that are open, and count as closed once Azure shows all of them so', async () => {
    const step = closing({ data: { closed: true } });
    assert.deepEqual([await step.needed(), await step.find()], [{ kind: 'yes' }, { kind: 'absent' }]);
    assert.deepEqual(await step.send(), { kind: 'accepted' });
    assert.deepEqual(step.closed, ['os', 'more']);
    assert.deepEqual([await step.needed(), await step.find()], [{ kind: 'no', state: 'done' }, { kind: 'done' }]);
  });

  it('count as refused where Azure refuses one of them, and those behind it are left', async () => {
    const step = closing({}, ['data']);
    assert.deepEqual(await step.send(), refused);
    assert.deepEqual(step.closed, ['os']);
    assert.deepEqual(await step.find(), { kind: 'absent' });
  });

  it('are left alone where somebody put another one under a name', async () => {
    const step = closing({ data: { immutableId: 'other' } });
    const needed = await step.needed();
    assert.equal(needed?.kind === 'stop' && needed.failure.code, 'quarantine-foreign');
    assert.match(needed?.kind === 'stop' ? String(needed.failure.params.names) : '', /^data$/);
    await step.send();
    assert.deepEqual(step.closed, ['os', 'more']);
  });
});
