import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PlanStep, RestoreChoice } from '../../../src/restore/rules/plan.ts';
import { ownRight, requireGated } from '../../../src/restore/rules/steps.ts';
import { restorePlan } from '../../../src/restore/rules/stored-plan-parts.ts';
import { facts, machines, planned } from './plan-facts.ts';

const { steps, ...plan } = planned(facts(machines.pmk()), { mode: 'disks' });
const call: PlanStep = {
  kind: 'verify',
  conditional: false,
  byHand: false,
  carrier: 'requester',
  needs: [],
  keyNeeds: [],
};

describe('a step of a restore that takes no right in Azure', () => {
  it('asks nothing of anybody, and the next one says who decides', () => {
    assert.equal(ownRight(call), undefined);
    const [first] = steps;
    assert.ok(first);
    assert.deepEqual(requireGated([call, ...steps]), { action: first.action, scope: first.scope });
  });

  it('is stored as it is, in the plan and in what is signed', () => {
    const { kind, conditional, byHand } = call;
    const effects = { ...plan.effects, steps: [...plan.effects.steps, { kind, conditional, byHand }] };
    const held = { ...plan, steps: [...steps, call], effects };
    assert.deepEqual(restorePlan.parse(JSON.parse(JSON.stringify(held))), held);
  });
});

it('half a right does not pass for none', () => {
  assert.throws(() => ownRight({ action: 'Microsoft.Compute/disks/read' }));
  assert.throws(() => ownRight({ scope: '/subscriptions/s' }));
});

it('a restore of which no step takes a right has nobody who could decide', () => {
  assert.throws(() => requireGated([call]));
});

it('each step that a restore has today takes a right: none is left out by a slip', () => {
  const machinesOf = [machines.pmk, machines.cmk, machines.host, machines.trusted, machines.ade, machines.confidential];
  const choices: RestoreChoice[] = [{ mode: 'disks' }, { mode: 'rebuild', names: { vm: 'copy' }, adeExtension: true }];
  for (const machine of machinesOf)
    for (const choice of choices)
      for (const step of planned(facts(machine()), choice).steps) assert.ok(ownRight(step), step.kind);
});
