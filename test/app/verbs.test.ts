import assert from 'node:assert/strict';
import { test } from 'node:test';
import { product } from '../../src/app/product.ts';
import { everyCard, ofType } from '../cards/every-card.ts';

const { commands, verbs, viewVerbs } = product;

const registered = new Set(
  [verbs, viewVerbs, ...commands.map(({ verbs: own = {} }) => own)].flatMap((each) => Object.keys(each)),
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
