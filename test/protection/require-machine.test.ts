import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Target } from '../../src/machines/inventory.ts';
import { requireMachine } from '../../src/protection/require-machine.ts';
import type { PersonServices } from '../../src/services.ts';

const idIn = (subscription: string, group: string) =>
  `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.Compute/virtualMachines/sql-01`;

it('that one machine is protected is not said of another of its name that no vault protects', async () => {
  const target = { vault: { name: 'rsv-prod' }, item: { vmName: 'sql-01', vmId: idIn('a', 'app') } } as Target;
  const bares: string[] = [];
  const inventory = {
    target: async () => target,
    readVms: async () => ({ vms: [], unprotected: bares.map((id) => ({ id, name: 'SQL-01' })), unread: false }),
  } as unknown as PersonServices['inventory'];
  assert.deepEqual(await requireMachine({ inventory }, 'sql-01'), { kind: 'protected', target });
  bares.push(idIn('a', 'test'), idIn('b', 'app'));
  await assert.rejects(requireMachine({ inventory }, 'sql-01'), {
    code: 'vm-ambiguous',
    params: { name: 'sql-01', choices: 'rsv-prod/sql-01, test/SQL-01, b/app/sql-01' },
  });
  assert.deepEqual(await requireMachine({ inventory }, 'rsv-prod/sql-01'), { kind: 'protected', target });
});
