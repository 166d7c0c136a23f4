import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commands, sharedVerbs, viewVerbs } from '../../src/features/commands.ts';
import { everyCard, ofType } from '../cards/every-card.ts';

const registered = new Set(
  [sharedVerbs, viewVerbs, ...commands.map(({ verbs = {} }) => verbs)].flatMap((verbs) => Object.keys(verbs)),
);

test('every verb on every card has a handler', () => {
  const onCards = new Map(
    everyCard.flatMap(({ title, json }) =>
      ofType(json, /^Action\.(Execute|Submit)$/).flatMap(({ data }) => {
        const { verb } = (data ?? {}) as { verb?: unknown };
        return typeof verb === 'string' ? [[verb, title] as const] : [];
      }),
    ),
  );
  assert.ok(onCards.size > 20);
  assert.deepEqual(
    [...onCards].filter(([verb]) => !registered.has(verb)),
    [],
  );
});
