import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Clock } from '../../../src/kernel/clock.ts';
import { freshPlace } from '../engines.ts';
import { quiet } from '../quiet.ts';

const tenMinutes = 10 * 60_000;
/** However busy the machine is, a database query never takes this long. */
const near = tenMinutes / 4;

for (const skew of [tenMinutes, -tenMinutes, 6 * tenMinutes])
  test(`a process on a host whose clock is ${skew / 1000} s ahead goes by the database's, and says so`, async (t) => {
    const place = await freshPlace(t, 'server');
    const clock = new Clock(undefined, () => Date.now() + skew);
    const said: object[] = [];
    const error = (fields: object, message: string) =>
      void (message === 'the clock of this host is off; that of the database is used' && said.push(fields));
    const store = await place.open({ clock, log: { ...quiet, error } });
    assert.ok(Math.abs(clock.now().getTime() - Date.now()) < near);
    assert.ok(Math.abs(clock.begun.getTime() - Date.now()) < near);
    assert.equal(said.length, 1);
    const at = await store.transaction((tx) => tx.now());
    assert.ok(Math.abs(at.getTime() - Date.now()) < near);
  });

test('a clock that agrees with the database is left as it is, and nothing is said', async (t) => {
  const place = await freshPlace(t, 'server');
  const error = (_: object, message: string) => assert.fail(message);
  await place.open({ log: { ...quiet, error } });
});
