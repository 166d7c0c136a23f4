import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Azure } from '../../src/azure/open.ts';
import { Clock } from '../../src/domain/clock.ts';
import { CodedError } from '../../src/domain/errors.ts';
import { createInventory } from '../../src/services/inventory.ts';

const vaultId = (subscription: string, name: string) =>
  `/subscriptions/${subscription}/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/${name}`;
const throttled = new CodedError('azure.throttled', { seconds: 30 });

/** Two subscriptions with a vault and a machine each; what is named in `broken` cannot be read. */
function inventoryOf(broken: string) {
  const there = { a: ['rsv-a', 'sql-01'], b: ['rsv-b', 'web-01'] } as Record<string, [string, string]>;
  const azure = {
    vaults: {
      async listOf(subscription: string) {
        if (subscription === broken) throw throttled;
        const [name = ''] = there[subscription] ?? [];
        return [{ id: vaultId(subscription, name), name, subscriptionId: subscription }];
      },
    },
    items: {
      async list({ name, subscriptionId }: { name: string; subscriptionId: string }) {
        if (name === broken) throw throttled;
        const [, vm = ''] = there[subscriptionId] ?? [];
        return [{ vmName: vm, vmId: `/subscriptions/${subscriptionId}/resourceGroups/app/x/y/z/${vm}` }];
      },
    },
    vms: { list: async () => [] },
  } as unknown as Azure;
  return createInventory(azure, ['a', 'b'], new Clock());
}

it('where nothing can be read, that is said', async () => {
  const azure = {
    vaults: {
      async listOf() {
        throw throttled;
      },
    },
  } as unknown as Azure;
  await assert.rejects(createInventory(azure, ['a', 'b'], new Clock()).someVaults(), { code: 'azure.throttled' });
});

for (const broken of ['b', 'rsv-b']) {
  describe(`while ${broken} cannot be read`, () => {
    const inventory = inventoryOf(broken);

    it('the machines and vaults of the others are found', async () => {
      assert.equal((await inventory.target('sql-01')).vault.name, 'rsv-a');
      assert.equal((await inventory.someVaults())[0]?.name, 'rsv-a');
      assert.equal((await inventory.vault(vaultId('A', 'RSV-A'))).name, 'rsv-a');
    });

    it('a name that is not among them is not said to be nowhere', async () => {
      await assert.rejects(inventory.target('web-01'), { code: 'azure.throttled' });
      await assert.rejects(inventory.target('other'), { code: 'azure.throttled' });
    });

    it('nothing is called unprotected', async () => {
      await assert.rejects(inventory.unprotected(), { code: 'azure.throttled' });
    });
  });
}
