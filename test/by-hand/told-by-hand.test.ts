import assert from 'node:assert/strict';
import { it } from 'node:test';
import { requestKinds } from '../../src/app/request-kinds.ts';
import type { Services } from '../../src/app/services.ts';
import { createRequestKinds, hasHandLines } from '../../src/requests/request-kind.ts';
import { asRestore } from '../../src/restore/stored-restore.ts';
import { fixturesOf } from '../store/fixtures.ts';

const kinds = createRequestKinds(requestKinds);
const services = { requestKinds: kinds, config: { cloud: { backupManagementAppId: '' } } } as unknown as Services;

it('what is said to have lines has them: of its own, or those of the restore in it, unless what that makes is deleted', () => {
  const told = new Set<string>();
  const untold = new Set<string>();
  for (const { body } of fixturesOf('plans')) {
    const plan = kinds.parse(body);
    const says = hasHandLines(services, plan);
    const { byHand, lifecycle } = kinds.of(plan);
    const lines = lifecycle?.temporary ? undefined : (byHand?.lines?.(services, plan) ?? asRestore(kinds, plan));
    assert.equal(says, lines !== undefined, plan.kind);
    (says ? told : untold).add(plan.kind);
  }
  for (const kind of ['restore', 'quarantine', 'backup', 'release']) assert.ok(told.has(kind), kind);
  for (const kind of ['drill', 'drill-cleanup', 'quarantine-off', 'policy']) assert.ok(untold.has(kind), kind);
});
