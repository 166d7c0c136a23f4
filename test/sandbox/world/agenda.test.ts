import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Agenda } from '../../../sandbox/world/agenda.ts';

test('what is due happens in order of time, then of adding; the rest waits', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 })), fc.integer({ min: 0, max: 50 }), (times, now) => {
      const agenda = new Agenda();
      const happened: [number, number][] = [];
      for (const [order, time] of times.entries()) agenda.add(new Date(time), () => happened.push([time, order]));
      agenda.settle(new Date(now));
      const due = times.map((time, order): [number, number] => [time, order]).filter(([time]) => time <= now);
      assert.deepEqual(
        happened,
        due.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]),
      );
      agenda.settle(new Date(50));
      assert.equal(happened.length, times.length);
    }),
  );
});

test('an effect may add another, which happens in the same look when it is due', () => {
  const agenda = new Agenda();
  const happened: string[] = [];
  agenda.add(new Date(1), () => {
    happened.push('first');
    agenda.add(new Date(2), (at) => happened.push(`second at ${at.getTime()}`));
    agenda.add(new Date(9), () => happened.push('later'));
  });
  agenda.settle(new Date(5));
  assert.deepEqual(happened, ['first', 'second at 2']);
});
