import assert from 'node:assert/strict';
import { test } from 'node:test';
import { covers, parseArmId } from '../../../sandbox/world/arm-id.ts';
import { fleetName } from '../../../sandbox/world/fleet.ts';
import { digits, spread } from '../../../sandbox/world/ids.ts';
import { plant, plantedMarkers } from '../../../sandbox/world/markers.ts';
import { nightsOf } from '../../../sandbox/world/nights.ts';
import { usDate } from '../../../sandbox/world/us-date.ts';
import { World } from '../../../sandbox/world/world.ts';

test('the same origin makes the same world', () => {
  const make = () => new World({ origin: new Date('2026-11-24T12:00:00Z'), fleetSize: 5, realNow: () => 0 });
  const ids = (world: World) =>
    [...world.vaults.values()].flatMap((vault) => [
      ...vault.jobs.map((job) => job.id),
      ...[...vault.items.values()].flatMap((item) => item.points.map((point) => point.name)),
    ]);
  assert.deepEqual(ids(make()), ids(make()));
  assert.equal(new Set(ids(make())).size, ids(make()).length);
});

test('the last night is over when the world starts, at whatever hour', () => {
  for (let hour = 0; hour < 24; hour++) {
    const origin = new Date(Date.UTC(2026, 10, 24, hour, 30));
    const [last, before] = nightsOf('sql-01', origin, 2);
    const hours = (origin.getTime() - (last?.startedAt.getTime() ?? 0)) / 3_600_000;
    assert.ok(hours > 2 && hours <= 26, `${hour}:30 is ${hours} h after the last night`);
    assert.equal(last?.startedAt.getUTCHours(), 1);
    assert.equal(Math.round(((last?.startedAt.getTime() ?? 0) - (before?.startedAt.getTime() ?? 0)) / 3_600_000), 24);
  }
});

test('what varies repeats by name and keeps its bounds', () => {
  const values = Array.from({ length: 200 }, (_, index) => spread(`name ${index}`, 2, 32));
  assert.ok(values.every((value) => value >= 2 && value < 32));
  assert.ok(Math.max(...values) - Math.min(...values) > 25);
  assert.equal(spread('name 7', 2, 32), values[7]);
  for (let index = 0; index < 200; index++) assert.match(digits(`point ${index}`), /^[1-9]\d{13,18}$/);
});

test('markers stay readable inside base64 that decodes', () => {
  for (const marker of plantedMarkers) {
    const text = plant('anything at all', marker);
    assert.ok(text.endsWith(marker));
    assert.equal(Buffer.from(text, 'base64').toString('base64'), text);
  }
});

test('names of a thousand VMs are different and legal', () => {
  const names = Array.from({ length: 1000 }, (_, index) => fleetName(index + 1));
  assert.equal(new Set(names.map((name) => name.toLowerCase())).size, 1000);
  for (const name of names) assert.match(name, /^[a-zA-Z0-9][\w.-]{0,62}\w$/);
});

test('dates of property bags are written the American way', () => {
  assert.equal(usDate(new Date('2021-07-14T00:00:00Z')), '7/14/2021 12:00:00 AM');
  assert.equal(usDate(new Date('2021-06-14T13:05:09Z')), '6/14/2021 1:05:09 PM');
});

test('ids: parsed with children, scopes cover by whole segments and without case', () => {
  assert.deepEqual(
    parseArmId('/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/v/extensions/e'),
    {
      subscriptionId: 's',
      group: 'g',
      type: 'Microsoft.Compute/virtualMachines/extensions',
      name: 'e',
    },
  );
  assert.equal(parseArmId('/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines'), undefined);
  assert.equal(covers('/Subscriptions/S/resourcegroups/RG', '/subscriptions/s/resourceGroups/rg/providers/x'), true);
  assert.equal(covers('/subscriptions/s/resourceGroups/rg', '/subscriptions/s/resourceGroups/rg-2'), false);
  assert.equal(covers('/', '/subscriptions/s'), true);
});

test('what comes about is made when it was due, however far the clock jumps', () => {
  const world = new World({ origin: new Date('2026-11-24T12:00:00Z'), fleetSize: 1, realNow: () => 0 });
  const due = new Date(world.clock.now().getTime() + 60_000);
  const id = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkInterfaces/made-nic';
  const nic = { id, name: 'made-nic', type: 'Microsoft.Network/networkInterfaces', location: 'westeurope' };
  world.agenda.add(due, () => world.resources.put({ ...nic, properties: {} }));
  world.clock.advance(60 * 60_000);
  world.settle();
  const made = world.resources.get(id);
  assert.ok(made);
  assert.equal(world.resources.createdTime(made).toISOString(), due.toISOString());
});
