import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { RuleSet, SecurityRuleFacts, SubnetFacts } from '../../../src/kernel/place-facts.ts';
import { judgeConfiguration, judgeEffective, judgeInterface } from '../../../src/restore/rules/segregation.ts';

const network = '/subscriptions/s/resourceGroups/rg-drill/providers/Microsoft.Network/virtualNetworks/vnet-drill';
const openings = ['AzureKeyVault', 'Storage', 'AzureActiveDirectory', '10.97.4.4', '/X/PE-VAULT'];

const rule = (direction: 'inbound' | 'outbound', more: Partial<SecurityRuleFacts> = {}): SecurityRuleFacts => ({
  name: `${more.access ?? 'deny'}-${direction}`,
  direction,
  access: 'deny',
  priority: 4096,
  protocol: '*',
  sources: ['*'],
  sourcePorts: ['*'],
  destinations: ['*'],
  destinationPorts: ['*'],
  ...more,
});
const shut = [rule('inbound'), rule('outbound')];
const group = (rules: SecurityRuleFacts[], name = 'nsg-drill'): RuleSet => ({ name, by: 'group', rules });

const drillSubnet: SubnetFacts = {
  id: `${network}/subnets/drill`,
  prefixes: ['10.97.0.0/24'],
  serviceEndpoints: [],
  peerings: [],
  gateways: [],
  privateEndpoints: [],
  dnsServers: [],
  rules: group(shut),
  routes: [],
  administratorRules: [],
  connectedBy: [],
};

const told = (subnet: Partial<SubnetFacts>) =>
  judgeConfiguration({ ...drillSubnet, ...subnet }, openings).map(({ code, open, name }) => `${code} ${open} ${name}`);

describe('a subnet for copies, by how it is configured', () => {
  const rows: [string, Partial<SubnetFacts>, string[]][] = [
    ['is segregated if everything is shut in both directions', {}, []],
    ['has no rules at all', { rules: 'none' }, ['no-rules yes drill']],
    [
      'has rules that cannot be read',
      { rules: undefined, securityGroupId: '/x/nsg-1' },
      ['rules-unread unknown nsg-1'],
    ],
    [
      'may open what was signed',
      {
        rules: group([
          rule('outbound', { access: 'allow', priority: 100, destinations: ['AzureKeyVault.WestEurope'] }),
          ...shut,
        ]),
      },
      [],
    ],
    [
      'opens the internet',
      { rules: group([rule('outbound', { access: 'allow', priority: 100, destinations: ['Internet'] }), ...shut]) },
      ['outbound yes allow-outbound'],
    ],
    [
      'opens a tag whose name only begins alike',
      {
        rules: group([
          rule('outbound', { access: 'allow', priority: 100, destinations: ['StorageSyncService'] }),
          ...shut,
        ]),
      },
      ['outbound yes allow-outbound'],
    ],
    [
      'lets somebody in',
      { rules: group([rule('inbound', { access: 'allow', priority: 100, sources: ['AzureKeyVault'] }), ...shut]) },
      ['inbound yes allow-inbound'],
    ],
    [
      'allows after it is shut, which lets nothing through',
      { rules: group([...shut, rule('outbound', { access: 'allow', priority: 4097 })]) },
      [],
    ],
    [
      'denies one protocol only',
      { rules: group([rule('inbound'), rule('outbound', { protocol: 'Tcp' })]) },
      ['outbound unknown nsg-drill'],
    ],
    [
      'denies some ports only',
      { rules: group([rule('inbound', { destinationPorts: ['0-1023'] }), rule('outbound')]) },
      ['inbound unknown nsg-drill'],
    ],
    [
      'denies IPv4 only, where there is IPv6',
      {
        prefixes: ['10.97.0.0/24', 'fd00::/64'],
        rules: group([rule('inbound'), rule('outbound', { destinations: ['0.0.0.0/0'] })]),
      },
      ['outbound unknown nsg-drill'],
    ],
    [
      'has a rule that says nothing readable',
      { rules: group([rule('outbound', { access: 'unknown', priority: 100 }), ...shut]) },
      ['outbound unknown unknown-outbound'],
    ],
    [
      'has a rule towards what was signed that may allow or deny',
      {
        rules: group([
          rule('outbound', { access: 'unknown', priority: 100, destinations: ['AzureKeyVault'] }),
          ...shut,
        ]),
      },
      ['outbound unknown unknown-outbound'],
    ],
    [
      'lets somebody in who says that it goes to what was signed',
      {
        rules: group([rule('inbound', { access: 'allow', priority: 100, destinations: ['AzureKeyVault'] }), ...shut]),
      },
      ['inbound yes allow-inbound'],
    ],
    [
      'allows without saying where to',
      { rules: group([rule('outbound', { access: 'allow', priority: 100, destinations: [] }), ...shut]) },
      ['outbound yes allow-outbound'],
    ],
    [
      'opens a tag in the spelling of a rule, and an address that only begins as one that was signed',
      {
        rules: group([
          rule('outbound', { access: 'allow', priority: 100, destinations: ['AZUREKEYVAULT', '10.97.4.4.9'] }),
          ...shut,
        ]),
      },
      ['outbound yes allow-outbound'],
    ],
    [
      'is shut by a rule whose direction cannot be read',
      { rules: group([{ ...rule('outbound'), direction: 'unknown', name: 'which way' }]) },
      ['inbound unknown nsg-drill', 'outbound unknown nsg-drill'],
    ],
    [
      'is opened by a rule whose direction cannot be read',
      { rules: group([{ ...rule('outbound'), direction: 'unknown', access: 'allow', priority: 100 }, ...shut]) },
      ['inbound yes deny-outbound', 'outbound yes deny-outbound'],
    ],
    [
      'denies a protocol whose name only holds "all" or "any"',
      { rules: group([rule('inbound', { protocol: 'Firewall' }), rule('outbound', { protocol: 'anycast' })]) },
      ['inbound unknown nsg-drill', 'outbound unknown nsg-drill'],
    ],
    [
      'denies IPv4 only, where its own prefixes are not told',
      { prefixes: [], rules: group([rule('inbound'), rule('outbound', { destinations: ['0.0.0.0/0'] })]) },
      ['outbound unknown nsg-drill'],
    ],
    [
      'denies both IPv4 and IPv6',
      {
        prefixes: ['fd00::/64'],
        rules: group([rule('inbound'), rule('outbound', { destinations: ['0.0.0.0/0', '::/0'] })]),
      },
      [],
    ],
    ['is peered', { peerings: ['vnet-app'] }, ['peering yes vnet-app']],
    ['is connected by a Virtual Network Manager', { connectedBy: ['mesh'] }, ['connected yes mesh']],
    [
      'has an administrator who always allows',
      { administratorRules: [rule('inbound', { access: 'always-allow' })] },
      ['admin-rule yes always-allow-inbound'],
    ],
    [
      'has a rule of an administrator that says nothing readable',
      { administratorRules: [rule('inbound', { access: 'unknown' })] },
      ['admin-rule unknown unknown-inbound'],
    ],
    ['has an administrator who only allows', { administratorRules: [rule('inbound', { access: 'allow' })] }, []],
    [
      'does not tell of administrators',
      { administratorRules: undefined, connectedBy: undefined },
      ['admin-unread unknown drill', 'connected-unread unknown drill'],
    ],
    [
      'sends what leaves to a firewall',
      { routes: [{ name: 'all', nextHop: 'VirtualAppliance' }] },
      ['route yes all VirtualAppliance'],
    ],
    ['drops what leaves', { routes: [{ name: 'all', nextHop: 'None' }] }, []],
    [
      'has the routes that every subnet has, and those of endpoints',
      {
        routes: ['VnetLocal', 'Internet', 'VirtualNetworkServiceEndpoint', 'InterfaceEndpoint'].map((nextHop) => ({
          name: 'own',
          nextHop,
        })),
      },
      [],
    ],
    [
      'has a route that does not say where to',
      { routes: [{ name: 'somewhere', nextHop: '' }] },
      ['route unknown somewhere'],
    ],
    ['has routes that cannot be read', { routes: undefined }, ['routes-unread unknown drill']],
    ['has a gateway beside it', { gateways: ['GatewaySubnet'] }, ['gateway yes GatewaySubnet']],
    ['has a NAT gateway', { natGatewayId: '/x/nat-1' }, ['nat yes nat-1']],
    [
      'has the endpoints of services that were signed',
      { serviceEndpoints: ['Microsoft.KeyVault', 'Microsoft.Storage', 'Microsoft.AzureActiveDirectory'] },
      [],
    ],
    [
      'has the endpoint of another service',
      { serviceEndpoints: ['Microsoft.Sql'] },
      ['service-endpoint yes Microsoft.Sql'],
    ],
    ['has a private endpoint that nobody signed', { privateEndpoints: ['/x/pe-sql'] }, ['private-endpoint yes pe-sql']],
    ['has a private endpoint that was signed', { privateEndpoints: ['/x/pe-vault'] }, []],
    ['asks a DNS server of the company', { dnsServers: ['10.0.0.4'] }, ['dns yes 10.0.0.4']],
    ['asks one that was signed', { dnsServers: ['10.97.4.4'] }, []],
  ];
  for (const [what, subnet, findings] of rows) it(what, () => assert.deepEqual(told(subnet), findings));
});

describe('the running copy, by what takes effect', () => {
  const all = {
    sources: ['0.0.0.0/0'],
    sourcePorts: ['0-65535'],
    destinations: ['0.0.0.0/0'],
    destinationPorts: ['0-65535'],
    protocol: 'All',
  };
  const effective = [rule('inbound', all), rule('outbound', all)];
  const local = [{ name: '10.97.0.0/24', nextHop: 'VnetLocal' }];
  const codes = (ruleSets: RuleSet[], routes = local) =>
    judgeEffective({ ruleSets, routes }, drillSubnet, openings).map(({ code }) => code);

  it('is segregated with everything shut', () => assert.deepEqual(codes([group(effective)]), []));
  it('needs one group only that is shut: traffic passes both', () =>
    assert.deepEqual(codes([group([rule('inbound', { ...all, access: 'allow' })]), group(effective)]), []));
  it('is not known to be without an answer', () =>
    assert.deepEqual(judgeEffective(undefined, drillSubnet, openings), [
      { code: 'rules-unread', open: 'unknown', name: '-' },
      { code: 'routes-unread', open: 'unknown', name: '-' },
    ]));
  it('is not known to be without a route', () => assert.deepEqual(codes([group(effective)], []), ['routes-unread']));
  it('is reached over a peering that came since', () =>
    assert.deepEqual(codes([group(effective)], [...local, { name: '10.10.0.0/16', nextHop: 'VNetPeering' }]), [
      'route',
    ]));
  it('is reached by an administrator past its groups', () => {
    const admin: RuleSet = { name: 'anm', by: 'administrator', rules: [rule('inbound', { access: 'always-allow' })] };
    assert.deepEqual(codes([admin, group(effective)]), ['admin-rule']);
  });
  it('is judged by its groups alone where one of their rules always allows', () => {
    const always = rule('inbound', { ...all, access: 'always-allow', priority: 4097 });
    assert.deepEqual(codes([group([...effective, always])]), []);
  });
  it('has no rules where only an administrator has', () => {
    const admin: RuleSet = { name: 'anm', by: 'administrator', rules: shut };
    assert.deepEqual(codes([admin]), ['no-rules']);
  });

  it('is never segregated while some rule before the last allows what was not signed', () => {
    const any = fc.record({
      priority: fc.integer({ min: 100, max: 4095 }),
      access: fc.constantFrom('allow' as const, 'deny' as const),
      protocol: fc.constantFrom('Tcp', '*'),
      destinations: fc.subarray(['*', '10.0.0.0/8', 'Internet', 'AzureKeyVault'], { minLength: 1 }),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 6 }), (some) => {
        const rules = [...some.map((one) => rule('outbound', one)), ...shut];
        const inOrder = rules
          .filter(({ direction }) => direction === 'outbound')
          .toSorted((a, b) => a.priority - b.priority);
        const end = inOrder.findIndex(
          (one) => one.access === 'deny' && one.protocol === '*' && one.destinations.includes('*'),
        );
        const leaks = inOrder
          .slice(0, end)
          .some((one) => one.access === 'allow' && one.destinations.some((to) => to !== 'AzureKeyVault'));
        assert.equal(judgeConfiguration({ ...drillSubnet, rules: group(rules) }, openings).length > 0, leaks);
      }),
    );
  });
});

describe('the interface of the copy', () => {
  const nic = { id: '/x/nic', tags: {}, privateAddresses: [], subnetId: drillSubnet.id };
  const codes = (one: Parameters<typeof judgeInterface>[0]) =>
    judgeInterface(one, drillSubnet.id).map(({ code }) => code);
  it('is in the subnet and has no public address', () => assert.deepEqual(codes(nic), []));
  it('is elsewhere', () => assert.deepEqual(codes({ ...nic, subnetId: '/x/other' }), ['subnet']));
  it('has a public address', () => assert.deepEqual(codes({ ...nic, publicAddressId: '/x/pip' }), ['public-address']));
  it('does not say where it is', () => assert.deepEqual(codes({ ...nic, subnetId: undefined }), ['subnet']));
  it('was not told', () => assert.deepEqual(codes(undefined), ['subnet']));
});
