import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type Extent,
  outsideScope,
  type Scope,
  sumAmounts,
  whyNotInForce,
} from '../../../src/requests/rules/definition-scope.ts';

const ids = ['/vms/web-01', '/vms/web-02', '/vms/sql-01', '/vms/app-01'];
const sizes = ['Standard_D2s_v5', 'Standard_D4s_v5', 'Standard_E4s_v5'];
const amount = fc.integer({ min: 0, max: 40 });

const anyScope = fc.record({
  runs: fc.constant('round'),
  machines: fc.subarray(ids, { minLength: 1 }),
  fixed: fc.constant({ group: 'rg-drill', rule: 'newest' }),
  allowed: fc.record({ size: fc.subarray(sizes, { minLength: 1 }) }),
  perRun: fc.record({ cores: amount, hours: amount }),
  perMonth: fc.record({ hours: amount }),
});
type AnyScope = Omit<Scope, 'days'>;

/** A run within the scope. */
const inside = anyScope.chain((scope) =>
  fc.record({
    scope: fc.constant<AnyScope>(scope),
    run: fc.record({
      kind: fc.constant('round'),
      machines: fc.subarray([...scope.machines], { minLength: 1 }),
      fixed: fc.constant(scope.fixed),
      uses: fc.record({ size: fc.subarray([...scope.allowed.size]) }),
      amounts: fc.record({
        cores: fc.integer({ min: 0, max: scope.perRun.cores }),
        hours: fc.integer({ min: 0, max: Math.min(scope.perRun.hours, scope.perMonth.hours) }),
      }),
    }),
  }),
);

const outside = (scope: AnyScope, run: Extent, spent = {}) => outsideScope(scope, run, spent);

describe('a run under a definition', () => {
  it('lies inside with some of its machines, the same place and rule, allowed sizes, and amounts up to each ceiling', () => {
    fc.assert(fc.property(inside, ({ scope, run }) => assert.deepEqual(outside(scope, run), [])));
  });

  it('stays inside when it becomes less, and when the definition becomes more', () => {
    fc.assert(
      fc.property(inside, fc.constantFrom(...ids), amount, ({ scope, run }, id, more) => {
        const less = {
          ...run,
          machines: run.machines.slice(0, 1),
          uses: { size: run.uses.size.slice(1) },
          amounts: { cores: Math.max(0, run.amounts.cores - more), hours: Math.max(0, run.amounts.hours - more) },
        };
        assert.deepEqual(outside(scope, less), []);
        const wider = {
          ...scope,
          machines: [...scope.machines, id],
          allowed: { size: sizes },
          perRun: { cores: (scope.perRun.cores ?? 0) + more, hours: (scope.perRun.hours ?? 0) + more },
          perMonth: { hours: (scope.perMonth.hours ?? 0) + more },
        };
        assert.deepEqual(outside(wider, run), []);
      }),
    );
  });

  it('is outside with one machine more, whatever that is called, and in whatever case others are written', () => {
    fc.assert(
      fc.property(inside, fc.stringMatching(/^\/vms\/new-[a-z]{1,8}$/), ({ scope, run }, id) => {
        const more = { ...run, machines: [...run.machines, id] };
        assert.deepEqual(outside(scope, more), [{ what: 'machine', name: id }]);
        const shouted = { ...run, machines: run.machines.map((each) => each.toUpperCase()) };
        assert.deepEqual(outside(scope, shouted), []);
      }),
    );
  });

  it('is outside with a size, a place, a rule, a kind or an amount that the definition does not have', () => {
    fc.assert(
      fc.property(inside, fc.integer({ min: 1, max: 9 }), ({ scope, run }, more) => {
        const found = (changed: Partial<Extent>) => outside(scope, { ...run, ...changed }).map(({ what }) => what);
        assert.deepEqual(found({ uses: { size: ['Standard_M128'] } }), ['use']);
        assert.deepEqual(found({ uses: { ...run.uses, disk: ['Premium'] } }), ['use']);
        assert.deepEqual(found({ fixed: { ...run.fixed, group: 'rg-other' } }), ['fixed']);
        assert.deepEqual(found({ fixed: { ...run.fixed, peer: 'hub' } }), ['fixed']);
        assert.deepEqual(found({ kind: 'other' }), ['kind']);
        assert.deepEqual(found({ amounts: { ...run.amounts, disks: more } }), ['run']);
        const cores = (scope.perRun.cores ?? 0) + more;
        assert.deepEqual(found({ amounts: { ...run.amounts, cores } }), ['run']);
      }),
    );
  });

  it('is outside where it does not say something: unknown is not yes', () => {
    fc.assert(
      fc.property(inside, ({ scope, run }) => {
        const found = (changed: Partial<Extent>) => outside(scope, { ...run, ...changed }).map(({ what }) => what);
        assert.deepEqual(found({ machines: [] }), ['machine']);
        assert.deepEqual(found({ fixed: {} }), ['fixed', 'fixed']);
        assert.deepEqual(found({ uses: {} }), ['use']);
        assert.deepEqual(found({ amounts: {} }), ['run', 'run']);
        assert.deepEqual(found({ amounts: { cores: Number.NaN, hours: -1 } }), ['run', 'run']);
      }),
    );
  });

  it('is outside once what others spent in a month leaves too little for it', () => {
    fc.assert(
      fc.property(inside, fc.array(amount, { maxLength: 5 }), ({ scope, run }, hours) => {
        const spent = sumAmounts(hours.map((each) => ({ amounts: { hours: each } })));
        const total = hours.reduce((sum, each) => sum + each, 0);
        const fits = total + run.amounts.hours <= (scope.perMonth.hours ?? 0);
        assert.deepEqual(outside(scope, run, spent), fits ? [] : [{ what: 'month', name: 'hours' }]);
      }),
    );
  });
});

describe('a definition', () => {
  const now = new Date('2026-11-24T09:00:00Z');
  const until = new Date(now.getTime() + 1);

  it('covers runs that were begun under its hash, while it is in force, and not a moment longer', () => {
    assert.equal(whyNotInForce({ state: 'running', until, hash: 'a' }, 'a', now), undefined);
    assert.equal(whyNotInForce({ state: 'running', until, hash: 'a' }, 'a', until), 'ended');
    assert.equal(whyNotInForce({ state: 'running', until: null, hash: 'a' }, 'a', now), 'ended');
    assert.equal(whyNotInForce({ state: 'running', until, hash: 'b' }, 'a', now), 'changed');
    assert.equal(whyNotInForce({ state: 'withdrawn', until, hash: 'a' }, 'a', now), 'withdrawn');
    for (const state of ['expired', 'rejected', 'void', 'failed', 'cancelled', 'succeeded']) {
      assert.equal(whyNotInForce({ state, until, hash: 'a' }, 'a', now), 'ended');
    }
    for (const state of ['pending', 'approved']) {
      assert.equal(whyNotInForce({ state, until, hash: 'a' }, 'a', now), 'not-yet');
    }
  });
});
