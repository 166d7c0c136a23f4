import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { defaultVmName, interfaceNameOf, isNamePattern, isVmName } from '../../src/kernel/normalise.ts';

const long = (count: number) => 'x'.repeat(count);
const at = new Date('2026-11-04T23:30:00Z');

describe('the name of a machine', () => {
  it('is what Azure takes: 64 characters, and no dot or dash at either end', () => {
    const good = ['a', '7', 'a-b', 'a.b_c', 'ends_', long(64)];
    const bad = ['', '-a', '.a', '_a', 'a-', 'a.', 'a b', 'a/b', 'é', `${long(65)}`, 'a\n', ' a'];
    assert.deepEqual([...good, ...bad].filter(isVmName), good);
  });

  it('is made by a pattern of at most half that length', () => {
    assert.deepEqual([`{vm}${long(28)}`, `{vm}${long(29)}`].map(isNamePattern), [true, false]);
    assert.deepEqual(['{day}', '{vm}-{day}-{day}', '{vm}{day}{vm}'].map(isNamePattern), [false, false, false]);
  });

  it('is cut where the source is too long for what comes after it, and never ends it with a dot or a dash', () => {
    const ending = '-r1104';
    assert.equal(defaultVmName(long(64), at, []), `${long(58)}${ending}`);
    assert.equal(defaultVmName(long(58), at, [`${long(58)}${ending}`]), `${long(56)}${ending}-2`);
    assert.equal(defaultVmName(`${long(56)}.-yy`, at, []), `${long(56)}${ending}`);
  });

  it('gives the interface that is made with it its own', () => {
    assert.equal(interfaceNameOf('copy'), 'copy-nic');
  });
});

describe('the name of a copy', () => {
  it('is the source and the day of the point, numbered when that is taken', () => {
    const at = new Date('2026-11-24T01:00:00Z');
    assert.equal(defaultVmName('sql-01', at, []), 'sql-01-r1124');
    assert.equal(defaultVmName('sql-01', at, ['SQL-01-R1124']), 'sql-01-r1124-2');
    assert.equal(defaultVmName('sql-01', at, ['sql-01-r1124', 'sql-01-r1124-2']), 'sql-01-r1124-3');
  });

  it('follows the pattern of the profile', () => {
    const at = new Date('2026-11-24T01:00:00Z');
    assert.equal(defaultVmName('sql-01', at, [], 'dr-{day}-{vm}'), 'dr-1124-sql-01');
    assert.equal(defaultVmName('sql-01', at, ['copy-of-sql-01'], 'copy-of-{vm}'), 'copy-of-sql-01-2');
    const good = ['{vm}', '{vm}-{day}', 'dr.{vm}'];
    const bad = ['copy', '{vm}{vm}', '-{vm}', '{vm}-', '{vm}-{name}', '{vm} copy', '', `${'x'.repeat(30)}{vm}`];
    assert.deepEqual([...good, ...bad].filter(isNamePattern), good);
  });

  it('is one that Azure accepts and nobody has, however long the source', () => {
    const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}[A-Za-z0-9_]$/);
    const moment = fc.date({ noInvalidDate: true, min: new Date('2020-01-01'), max: new Date('2035-01-01') });
    const pattern = fc.constantFrom(undefined, '{vm}', 'dr-{vm}', '{day}.{vm}-copy', `${'x'.repeat(28)}{vm}`);
    fc.assert(
      fc.property(name, moment, fc.nat(12), pattern, (source, at, count, by) => {
        const taken: string[] = [];
        for (let made = 0; made < count; made += 1) taken.push(defaultVmName(source, at, taken, by));
        const next = defaultVmName(source, at, taken, by);
        assert.ok(isVmName(next), next);
        assert.ok(!taken.includes(next));
      }),
    );
  });
});
