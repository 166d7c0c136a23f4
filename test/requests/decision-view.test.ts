import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { requestKinds } from '../../src/app/request-kinds.ts';
import { decisionView } from '../../src/requests/decision-view.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { defaultRequirement } from '../../src/requests/rules/approval-policy.ts';
import type { StoredPlan } from '../../src/requests/stored-request.ts';
import { rememberPerson } from '../../src/store/people.ts';
import { findRequest } from '../../src/store/requests.ts';
import { toJson } from '../../src/store/rows.ts';
import { storedApprovers } from '../../src/store/rules/decision.ts';
import { freshStore } from '../store/engines.ts';
import { seedRequest } from '../store/seed-request.ts';

const samples = JSON.parse(readFileSync('cards/decision.sample.json', 'utf8'));
const plan = {
  kind: 'restore',
  gated: { action: 'a', scope: 's' },
  point: {},
  view: samples.open.plan,
} as unknown as StoredPlan;

test('of two people with one name, the card marks the one who holds the keys', async (t) => {
  const store = await freshStore(t, 'embedded');
  for (const objectId of ['one', 'two'])
    await rememberPerson(store, { objectId, name: 'Anton Visser', tenantId: 't', teamsId: objectId });
  const approvers = { people: ['one', 'two'], onCall: [], more: false, unread: [], keys: ['two'] };
  await store.transaction((tx) =>
    seedRequest(tx, {
      id: 'R-7K2M',
      requirement: toJson(defaultRequirement({ decideMinutes: 240, beginMinutes: 60 })),
      approvers: toJson(storedApprovers.write(approvers)),
    }),
  );
  const request = (await findRequest(store.db, 'R-7K2M')) ?? assert.fail();
  const seen = { now: request.created_at, viewer: undefined };
  const view = await decisionView(store.db, createRequestKinds(requestKinds), { request, plan, votes: [] }, seen);
  assert.deepEqual(view?.people?.deciders.names, [{ name: 'Anton Visser' }, { name: 'Anton Visser', holdsKeys: true }]);
});
