import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { classify } from '../../../src/machines/rules/ade.ts';
import { type AdeCell, adeMachine, deallocated, encryptedPoint } from './machines.ts';

const cells: AdeCell[] = [true, false].flatMap((kek) =>
  [true, false].flatMap((managed) => (['single', 'dual'] as const).map((pass) => ({ kek, managed, pass }))),
);

describe('the eight kinds of Azure Disk Encryption', () => {
  for (const cell of cells) {
    const name = `${cell.kek ? 'BEK+KEK' : 'BEK'}, ${cell.managed ? 'managed' : 'unmanaged'}, ${cell.pass} pass`;

    it(`${name}: recognised from the machine alone`, () => {
      const verdict = classify(adeMachine(cell));
      assert.equal(verdict.kind, cell.kek ? 'ade-bek-kek' : 'ade-bek');
      assert.equal(verdict.ade.value, 'yes');
      assert.equal(verdict.ade.kek, cell.kek ? 'yes' : 'no');
      assert.equal(verdict.ade.pass, cell.pass);
      assert.equal(verdict.ade.entraApp, cell.pass === 'dual' ? 'yes' : 'no');
      assert.equal(verdict.managed.value, cell.managed ? 'yes' : 'no');
      assert.equal(verdict.ade.keysNow.length, 1);
    });

    it(`${name}: recognised from the point when the machine is gone`, () => {
      const mechanism = cell.pass === 'single' ? 'single-pass' : 'double-pass';
      const point = encryptedPoint(cell.kek, { managed: cell.managed ? 'yes' : 'no', mechanism });
      const verdict = classify({ point });
      assert.equal(verdict.kind, cell.kek ? 'ade-bek-kek' : 'ade-bek');
      assert.equal(verdict.ade.pass, cell.pass);
      assert.equal(verdict.managed.value, cell.managed ? 'yes' : 'no');
      assert.equal(verdict.customerKey.value, 'unknown');
    });

    it(`${name}: still known when deallocated, where disk or VM model show it`, () => {
      const machine = adeMachine(cell);
      const verdict = classify({ ...machine, vm: deallocated(machine.vm) });
      // Single pass leaves no trace on unmanaged disks except in the instance view.
      const marked = cell.managed || cell.pass === 'dual';
      assert.equal(verdict.ade.value, marked ? 'yes' : 'unknown');
    });
  }
});
