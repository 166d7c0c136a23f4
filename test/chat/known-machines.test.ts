import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { PersonServices } from '../../src/app/services.ts';
import { listMachines } from '../../src/chat/plan-words.ts';

const idIn = (group: string, name: string) =>
  `/subscriptions/a/resourceGroups/${group}/providers/Microsoft.Compute/virtualMachines/${name}`;

it('a machine is known by its id, so that one that may not be seen is not taken for its namesake', async () => {
  const inventory = {
    readVms: async () => ({
      looked: [
        { read: { kind: 'read', value: { all: [{ item: { vmName: 'sql-01', vmId: idIn('app', 'sql-01') } }] } } },
      ],
      vms: [{ id: idIn('app', 'bare-01'), name: 'bare-01', tags: { role: 'Payroll' } }],
    }),
  } as unknown as PersonServices['inventory'];
  const { machines, nameOf } = await listMachines({ inventory });
  assert.deepEqual(machines, [
    { name: 'sql-01', words: [] },
    { name: 'bare-01', words: ['payroll'] },
  ]);
  assert.equal(nameOf(idIn('APP', 'SQL-01')), 'sql-01');
  assert.equal(nameOf(idIn('app', 'bare-01')), 'bare-01');
  assert.equal(nameOf(idIn('secret', 'sql-01')), undefined);
});
