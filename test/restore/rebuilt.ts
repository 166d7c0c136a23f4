import assert from 'node:assert/strict';
import { over, type Saga } from '../saga/saga.ts';

/**
 * Runs a restore from the question to a machine, with one approval.
 * @returns the final card
 */
export async function rebuilt(saga: Saga, vm: string): Promise<string> {
  const request = await saga.asked(`${vm} latest as ${vm}-copy isolated`);
  await saga.approve(request);
  const end = await saga.until(request.card, over);
  assert.match(end.all, /✓ Done/);
  const machine = saga.machine(`${vm}-copy`);
  assert.equal(machine?.tags?.['strongroom-request'], request.id);
  assert.equal(machine?.properties.provisioningState, 'Succeeded');
  return end.all;
}
