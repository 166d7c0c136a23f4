import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Azure } from '../../src/azure/open.ts';
import { asFailure } from '../../src/kernel/errors.ts';
import { azureOn, startWire } from './wire-fixture.ts';

test('rules that Network has not worked out yet are said not to have come within so many seconds', async () => {
  const later = { status: 202, headers: { location: 'https://management.azure.com/x/op', 'retry-after': '0' } };
  const wire = await startWire(() => later);
  const { azure } = azureOn(wire.port);
  const nic = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkInterfaces/web-01-nic';
  const failure = await (azure as Azure).networks.effectiveRules(nic).then(() => undefined, asFailure);
  await wire.close();
  assert.equal(failure?.code, 'azure.timeout');
  assert.match(JSON.stringify(failure?.params), /^{"seconds":[1-9]\d*}$/);
});
