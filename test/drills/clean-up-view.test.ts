import assert from 'node:assert/strict';
import { it } from 'node:test';
import { cleanUpRequest } from '../../src/drills/request-kinds/clean-up.ts';

it('the card of a clean-up is drawn without its line about soft deletion where that cannot be read', () => {
  const seen = (result: unknown) =>
    cleanUpRequest.card?.step?.({ kind: 'drill-confirm', state: 'done', result } as never, {} as never);
  const until = '2026-12-08T00:00:00.000Z';
  assert.deepEqual(seen({ live: 0, foreign: [], softDeletedUntil: until })?.softDeletedUntil, new Date(until));
  for (const result of [{ live: 'x' }, 7, { live: 0, foreign: [], version: 99 }]) assert.deepEqual(seen(result), {});
});
