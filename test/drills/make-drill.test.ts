import assert from 'node:assert/strict';
import { it } from 'node:test';
import { makeDrill } from '../../src/drills/make-drill.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import type { RecoveryPointFacts } from '../../src/kernel/facts.ts';
import type { Target } from '../../src/machines/inventory.ts';
import type { Services } from '../../src/services.ts';
import { sharedStore } from '../store/engines.ts';

const ofPredecessor = { name: '1', at: new Date(0), tiers: [{ tier: 'vault-standard', status: 'valid' }] };

it('a drill is not planned while Azure refuses to tell since when its machine is there: its point may be of one before it', async () => {
  const read: string[] = [];
  const services = {
    store: await sharedStore('embedded'),
    planning: { profileOf: () => ({ vault: 'v', drill: { openings: [] } }) },
    azure: {
      vms: {
        get: async () => {
          throw new CodedError('azure.throttled', {});
        },
      },
      points: { get: async (_: string, name: string) => void read.push(name) },
    },
  } as unknown as Services;
  const target = { vault: {}, item: { id: 'item', vmId: '/vm', vmName: 'app-01' } } as unknown as Target;
  const points = [ofPredecessor as unknown as RecoveryPointFacts];
  await assert.rejects(makeDrill(services, target, points, undefined, { suffix: 'abcde' }), {
    code: 'azure.throttled',
  });
  assert.deepEqual(read, []);
});
