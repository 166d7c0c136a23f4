import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Azure } from '../../src/azure/open.ts';
import { asFailure } from '../../src/kernel/errors.ts';
import { azureOn, startWire, subscription, type WireAnswer } from './wire-fixture.ts';

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

const networkId = `/subscriptions/${subscription}/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet`;
const subnetId = `${networkId}/subnets/apart`;

/** A subnet with nothing around it but a Virtual Network Manager, which answers one page at a time. */
async function subnetUnder(manager: (list: string, skipToken: unknown) => object) {
  const asked: unknown[] = [];
  const wire = await startWire(({ method, path, body }): WireAnswer => {
    if (method === 'GET') return { status: 200, json: { id: networkId, properties: { subnets: [{ id: subnetId }] } } };
    const given = JSON.parse(body || 'null') as { skipToken?: unknown } | null;
    asked.push(given);
    return { status: 200, json: manager(path.split('/').at(-1) ?? '', given?.skipToken) };
  });
  const { azure } = azureOn(wire.port);
  const subnet = await azure.networks.subnet(subnetId);
  await wire.close();
  return { subnet, asked };
}

test('every page of what a Virtual Network Manager rules and connects is asked for, with the body that it is asked by', async () => {
  const rule = (id: string, access: string) => ({ id: `/x/rules/${id}`, properties: { access, direction: 'Inbound' } });
  const { subnet, asked } = await subnetUnder((list, skipToken) => {
    if (!/SecurityAdminRules$/.test(list)) {
      return skipToken === 'next' ? { value: [{ id: '/x/hub-2' }], skipToken: '' } : { value: [], skipToken: 'next' };
    }
    if (skipToken === undefined) return { value: [rule('shut', 'Deny')], skipToken: 'a' };
    return skipToken === 'a' ? { value: [], skipToken: 'b' } : { value: [rule('open', 'AlwaysAllow')] };
  });
  assert.deepEqual(
    subnet?.administratorRules?.map(({ name, access }) => `${name} ${access}`),
    ['shut deny', 'open always-allow'],
  );
  assert.deepEqual(subnet?.connectedBy, ['hub-2']);
  assert.deepEqual(asked.filter((one) => JSON.stringify(one) === '{}').length, 2);
});

test('rules of a Virtual Network Manager whose last page never comes, or is none, are not known', async () => {
  const { subnet, asked } = await subnetUnder((list, skipToken) =>
    /SecurityAdminRules$/.test(list)
      ? { value: [], skipToken: 'again' }
      : skipToken
        ? {}
        : { value: [], skipToken: 'a' },
  );
  assert.equal(subnet?.administratorRules, undefined);
  assert.equal(subnet?.connectedBy, undefined);
  assert.ok(asked.length < 100);
});
