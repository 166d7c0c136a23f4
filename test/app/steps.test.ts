import assert from 'node:assert/strict';
import { it } from 'node:test';
import { joinFeatures } from '../../src/app/features.ts';
import { product, rooms } from '../../src/app/product.ts';
import { createStepHandlers } from '../../src/saga/step-handler.ts';
import { napping } from '../requests/kinds/nap.ts';

const handled = ({ steps, requestKinds } = product) => createStepHandlers(steps, requestKinds);

it('a bot does not start with a kind of step that nothing carries out', () => {
  handled();
  handled(joinFeatures([...rooms, napping]));
  const without = { ...napping, steps: { doze: napping.steps.doze } };
  assert.throws(() => handled(joinFeatures([...rooms, without])), /nothing carries out these steps of nap: wake/);
});
