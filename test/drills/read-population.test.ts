import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readPopulation } from '../../src/drills/read-population.ts';
import { CodedError } from '../../src/kernel/errors.ts';

type Azure = Parameters<typeof readPopulation>[0];

const vault = { name: 'rsv' };
const vmId = (subscription: string) => `/subscriptions/${subscription}/vms/app-01`;

/** Each subscription has one vault with one machine; those in `forbidden` tell nothing of their machines. */
function azureOf(forbidden: string[] = []): Azure {
  const azure = {
    vaults: { listOf: async (id: string) => [{ ...vault, id }] },
    items: { list: async ({ id }: { id: string }) => [{ vmId: vmId(id).toUpperCase(), vmName: 'app-01' }] },
    vms: {
      list: async (id: string) => {
        if (forbidden.includes(id)) throw new CodedError('azure.forbidden', {});
        return [{ id: vmId(id), immutableId: `of-${id}` }];
      },
    },
  };
  return azure as unknown as Azure;
}

describe('what Azure Backup protects, for evidence', () => {
  it('is known by the id that Azure gave each machine', async () => {
    const { population, unread } = await readPopulation(azureOf(), ['s-1', 's-2']);
    assert.deepEqual(
      population.map(({ immutableId }) => immutableId),
      ['of-s-1', 'of-s-2'],
    );
    assert.deepEqual(unread, []);
  });

  it('names where machines go by their names alone, since one that had the name before may prove them', async () => {
    const { population, unread } = await readPopulation(azureOf(['s-2']), ['s-1', 's-2']);
    assert.deepEqual(
      population.map(({ immutableId }) => immutableId),
      ['of-s-1', undefined],
    );
    assert.deepEqual(unread, ['identities of machines in subscription s-2']);
  });
});
