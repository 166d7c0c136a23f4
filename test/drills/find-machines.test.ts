import assert from 'node:assert/strict';
import { it } from 'node:test';
import { machineNames } from '../../src/drills/find-machines.ts';

it('machines are named each once, and more than a schedule can have are refused before any is looked for', () => {
  assert.deepEqual(machineNames(' sql-01,web-01  sql-01\n'), ['sql-01', 'web-01']);
  assert.deepEqual(machineNames(undefined), []);
  const names = Array.from({ length: 31 }, (_, at) => `vm-${at}`);
  assert.equal(machineNames(names.slice(1).join(' ')).length, 30);
  assert.throws(() => machineNames(names.join(' ')), { code: 'drill-many-machines', params: { count: 31, most: 30 } });
});
