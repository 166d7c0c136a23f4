import assert from 'node:assert/strict';
import { it } from 'node:test';
import { withFeatures } from '../../src/features/features.ts';
import { product } from '../../src/features/product.ts';
import { createStepHandlers } from '../../src/saga/step-handler.ts';
import { napping } from '../requests/kinds/nap.ts';

const handled = ({ stepHandlers, requestKinds } = product) => createStepHandlers(stepHandlers, requestKinds);

it('a bot does not start with a kind of step that nothing carries out', () => {
  handled();
  handled(withFeatures(product, napping));
  const without = { ...napping, stepHandlers: { doze: napping.stepHandlers?.doze as never } };
  assert.throws(() => handled(withFeatures(product, without)), /nothing carries out these steps of nap: wake/);
});
