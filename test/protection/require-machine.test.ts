import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Access } from '../../src/access/access.ts';
import type { Azure } from '../../src/azure/open.ts';
import type { PersonServices, Turn } from '../../src/chat/turn.ts';
import type { Need } from '../../src/kernel/permissions.ts';
import { createInventory, type Target } from '../../src/machines/inventory.ts';
import { askingLists } from '../../src/machines/kept-lists.ts';
import { visibleInventory } from '../../src/machines/visible-inventory.ts';
import { requireMachine } from '../../src/protection/require-machine.ts';

const idIn = (subscription: string, group: string) =>
  `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.Compute/virtualMachines/sql-01`;

it('a machine that a vault of another subscription protects is no namesake of its own', async () => {
  const vault = { id: '/subscriptions/a/resourceGroups/b/x/y/vaults/rsv', name: 'rsv', subscriptionId: 'a' };
  const vm = { id: idIn('b', 'app'), name: 'sql-01', disks: [] };
  const azure = {
    vaults: { listOf: async (id: string) => (id === 'a' ? [vault] : []) },
    items: { list: async () => [{ id: 'item', vmName: 'sql-01', vmId: vm.id }] },
    vms: { list: async (id: string) => (id === 'b' ? [vm] : []) },
    disks: { list: async () => [] },
  } as unknown as Azure;
  // Somebody who may activate a role on the vault.
  const access = {
    missing: async (_oid: string, needs: Need[]) =>
      needs.filter(({ scope }) => scope === vault.id).map((need) => ({ ...need, answer: 'no' })),
    eligible: async () => ({}),
  } as unknown as Access;
  const place = { covers: () => true, coversIn: () => true, isLimited: false };
  const inventory = visibleInventory(
    { inventory: createInventory(azure, ['a', 'b'], askingLists(azure)), access },
    'oid',
    place,
  );
  const found = await requireMachine(turnWith(inventory), 'sql-01');
  assert.equal(found.kind, 'protected');
});

/** Of a click that changes nothing. */
function turnWith(inventory: PersonServices['inventory']): Turn {
  return { services: { inventory }, incoming: { kind: 'action' } } as unknown as Turn;
}

it('that one machine is protected is not said of another of its name that no vault protects', async () => {
  const target = { vault: { name: 'rsv-prod' }, item: { vmName: 'sql-01', vmId: idIn('a', 'app') } } as Target;
  const bares: string[] = [];
  const inventory = {
    target: async () => target,
    readVms: async () => ({ vms: [], unprotected: bares.map((id) => ({ id, name: 'SQL-01' })), unread: false }),
  } as unknown as PersonServices['inventory'];
  assert.deepEqual(await requireMachine(turnWith(inventory), 'sql-01'), { kind: 'protected', target });
  bares.push(idIn('a', 'test'), idIn('b', 'app'));
  await assert.rejects(requireMachine(turnWith(inventory), 'sql-01'), {
    code: 'vm-ambiguous',
    params: { name: 'sql-01', choices: 'rsv-prod/sql-01, test/SQL-01, b/app/sql-01' },
  });
  assert.deepEqual(await requireMachine(turnWith(inventory), 'rsv-prod/sql-01'), { kind: 'protected', target });
});
