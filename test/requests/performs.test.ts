import assert from 'node:assert/strict';
import { it } from 'node:test';
import { z } from 'zod/v4';
import { defineStored } from '../../src/kernel/stored.ts';
import { defineRequestKind } from '../../src/requests/request-kind.ts';
import { planTargetSchema } from '../../src/requests/rules/stored-parts.ts';
import { restoreRequest } from '../../src/restore/request-kinds/restore.ts';
import { storedRestore } from '../../src/restore/stored-restore.ts';
import { fixturesOf } from '../store/fixtures.ts';

const stored = defineStored(
  'plan rehearsal',
  z.object({
    kind: z.literal('rehearsal'),
    target: planTargetSchema,
    plan: z.object({ hash: z.string(), effects: z.object({}) }),
    restore: storedRestore.schema,
  }),
);

it('a kind that performs another is as that where it says nothing, and as it says elsewhere', () => {
  const rehearsal = defineRequestKind({
    name: 'rehearsal',
    stored,
    stepKinds: restoreRequest.stepKinds,
    performs: { kind: restoreRequest, plan: ({ restore }) => restore },
    ownNeeds: () => [],
  });
  const { body } = fixturesOf('plans').find((row) => (row.body as { kind?: string }).kind === 'restore') ?? {};
  const restore = storedRestore.parse(body);
  const plan = { kind: 'rehearsal' as const, target: restore.target, plan: { hash: '', effects: {} }, restore };
  assert.deepEqual(rehearsal.needs(plan), restoreRequest.needs(restore));
  assert.deepEqual(rehearsal.times?.archive?.(plan), restoreRequest.times?.archive?.(restore));
  assert.deepEqual(rehearsal.ownNeeds(plan), []);
  assert.equal(rehearsal.lifecycle, undefined, 'what ends it is its own');
});
