import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultVmName, interfaceNameOf, isNamePattern, isVmName } from '../../src/kernel/vm-name.ts';

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
