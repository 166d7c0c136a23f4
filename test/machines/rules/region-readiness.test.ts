import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Read } from '../../../src/kernel/errors.ts';
import type { RecoveryPointFacts } from '../../../src/kernel/facts.ts';
import type { StoredKey } from '../../../src/kernel/keys.ts';
import type { StorageAccountFacts } from '../../../src/kernel/place-facts.ts';
import { classify } from '../../../src/machines/rules/ade.ts';
import type { EncryptionAssessment } from '../../../src/machines/rules/encryption-assessment.ts';
import type { PairFacts, RegionFacts } from '../../../src/machines/rules/region-lines.ts';
import { regionReadiness } from '../../../src/machines/rules/region-readiness.ts';
import {
  adeMachineAndPoint,
  encryptionSet,
  keyVault,
  present,
  read,
  unread,
} from '../../restore/rules/plan-check-facts.ts';
import { item, type Machine, machines, now, vault } from '../../restore/rules/plan-facts.ts';

const hour = 60 * 60_000;
const pair = '/subscriptions/s1/resourceGroups/rg-pair';
const id = (type: string, name: string) => `${pair}/providers/${type}/${name}`;

function point(hoursAgo: number, over: Partial<RecoveryPointFacts> = {}): RecoveryPointFacts {
  const at = new Date(now.getTime() - hoursAgo * hour);
  return { ...machines.pmk().point, at, tiers: [{ tier: 'vault-standard', status: 'valid' }], ...over };
}

const account: StorageAccountFacts = {
  location: 'northeurope',
  kind: 'StorageV2',
  sku: 'Standard_LRS',
  available: 'yes',
  hierarchical: false,
  takesKeys: true,
};
const keyUrl = 'https://kv-pair.vault.azure.net/keys/cmk-pair/c49cc945';
const set: NonNullable<PairFacts['set']> = {
  id: id('Microsoft.Compute/diskEncryptionSets', 'des-pair'),
  settings: read(encryptionSet({ location: 'northeurope', keyUrl })),
  keyVault: read('yes'),
  key: read(present('c49cc945')),
  keyVaultRegion: read('northeurope'),
};
const places: PairFacts = {
  group: { id: pair, found: read('North Europe') },
  staging: { id: id('Microsoft.Storage/storageAccounts', 'stpair'), found: read(account) },
  subnet: {
    id: `${id('Microsoft.Network/virtualNetworks', 'vnet-pair')}/subnets/app`,
    found: read({ location: 'northeurope', subnet: 'yes' }),
  },
  set,
  keyVault: { id: id('Microsoft.KeyVault/vaults', 'kv-pair'), found: read(keyVault({ location: 'northeurope' })) },
};

const of = ({ vm, disks = [], point: at }: Machine): Read<EncryptionAssessment> =>
  read(classify({ ...(vm && { vm }), disks, point: at }));

function facts(over: Partial<RegionFacts> = {}): RegionFacts {
  return {
    now,
    vm: 'sql-01',
    vault: { ...vault, crossRegionRestore: 'yes', redundancy: 'geo' },
    item,
    region: 'northeurope',
    encryption: of(machines.pmk()),
    home: read([point(10), point(34), point(58)]),
    there: read([point(34), point(58)]),
    places,
    ...over,
  };
}

const inPlaces = (over: Partial<PairFacts>, more: Partial<RegionFacts> = {}) =>
  facts({ places: { ...places, ...over }, ...more });
const found = <T>(one: { id: string }, value: T) => ({ id: one.id, found: read(value) });
const key = (state: StoredKey, over: Partial<typeof set> = {}) =>
  inPlaces({ set: { ...set, key: read(state), ...over } }, { encryption: of(machines.cmk()) });
const cmk = { encryption: of(machines.cmk()) };
const ade = { encryption: of(adeMachineAndPoint()) };

/** Facts with their result: the state and the codes, without `region.`; an az line where one helps. */
const table: [string, RegionFacts, string, string[], RegExp?][] = [
  ['nothing is missing', facts(), 'ready', []],
  ['a key of the customer is there', facts(cmk), 'ready', []],
  ['ADE has a key vault there', facts(ade), 'ready', []],
  [
    'no copies',
    facts({ vault: { ...vault, crossRegionRestore: 'no', redundancy: 'zone' } }),
    'off',
    ['off'],
    /az backup vault create --name '<new vault>'/,
  ],
  [
    'copies that nobody may use',
    facts({ vault: { ...vault, crossRegionRestore: 'no', redundancy: 'geo' } }),
    'off',
    ['off-geo'],
    /--cross-region-restore-flag True/,
  ],
  [
    'the vault says nothing',
    facts({ vault: { ...vault, crossRegionRestore: 'unknown', redundancy: 'unknown' } }),
    'unknown',
    ['vault-unknown'],
  ],
  ['no pair is known', facts({ region: undefined }), 'unknown', ['region-unlisted']],
  ['nothing has arrived', facts({ there: read([]) }), 'lacking', ['point-none'], /--use-secondary-region/],
  [
    'only archived points arrived',
    facts({ there: read([point(34, { tiers: [{ tier: 'vault-archive', status: 'valid' }] })]) }),
    'lacking',
    ['point-none'],
  ],
  ['a newer point is on its way', facts({ home: read([point(35), point(60)]), there: read([point(60)]) }), 'ready', []],
  [
    'a newer point did not arrive',
    facts({ home: read([point(37), point(60)]), there: read([point(60)]) }),
    'lacking',
    ['point-late'],
    /--use-secondary-region/,
  ],
  ['a weekly point is old at home too', facts({ home: read([point(160)]), there: read([point(160)]) }), 'ready', []],
  [
    'a newer point is a snapshot only',
    facts({
      home: read([point(40, { tiers: [{ tier: 'snapshot', status: 'valid' }] }), point(60)]),
      there: read([point(60)]),
    }),
    'ready',
    [],
  ],
  [
    'nobody named places',
    facts({ places: undefined, ...cmk }),
    'lacking',
    ['places-unnamed'],
    /az group create --name '<group in northeurope>'/,
  ],
  [
    'the group is gone',
    inPlaces({ group: found(places.group, undefined) }),
    'lacking',
    ['group-missing'],
    /az group create --name rg-pair --location northeurope --subscription s1/,
  ],
  [
    'the group is of the region that is lost',
    inPlaces({ group: found(places.group, 'westeurope') }),
    'lacking',
    ['group-elsewhere'],
  ],
  [
    'the account is gone',
    inPlaces({ staging: found(places.staging, undefined) }),
    'lacking',
    ['staging-missing'],
    /az storage account create --name stpair --resource-group rg-pair/,
  ],
  [
    'the account is at home',
    inPlaces({ staging: found(places.staging, { ...account, location: 'westeurope' }) }),
    'lacking',
    ['staging-elsewhere'],
  ],
  [
    'the account is zone-redundant',
    inPlaces({ staging: found(places.staging, { ...account, sku: 'Standard_ZRS' }) }),
    'lacking',
    ['staging-kind'],
  ],
  [
    'the account takes no keys',
    inPlaces({ staging: found(places.staging, { ...account, takesKeys: false }) }),
    'lacking',
    ['staging-no-keys'],
    /--allow-shared-key-access true/,
  ],
  [
    'the network is gone',
    inPlaces({ subnet: found(places.subnet, undefined) }),
    'lacking',
    ['network-missing'],
    /az network vnet create --name vnet-pair .*--subnet-name app/,
  ],
  [
    'the network is at home',
    inPlaces({ subnet: found(places.subnet, { location: 'westeurope', subnet: 'yes' as const }) }),
    'lacking',
    ['network-elsewhere'],
  ],
  [
    'the subnet is gone',
    inPlaces({ subnet: found(places.subnet, { location: 'northeurope', subnet: 'no' as const }) }),
    'lacking',
    ['subnet-missing'],
    /az network vnet subnet create --name app/,
  ],
  [
    'the subnets cannot be told',
    inPlaces({ subnet: found(places.subnet, { location: 'northeurope', subnet: 'unknown' as const }) }),
    'unknown',
    ['subnet-unknown'],
  ],
  ['confidential', facts({ encryption: of(machines.confidential()) }), 'lacking', ['confidential']],
  [
    'nobody knows how it is encrypted',
    facts({ encryption: read(classify({ disks: [] })) }),
    'unknown',
    ['encryption-unknown'],
  ],
  [
    'no set is named',
    inPlaces({ set: undefined } as unknown as PairFacts, cmk),
    'lacking',
    ['set-unnamed'],
    /az disk-encryption-set create --name '<set in northeurope>'/,
  ],
  ['a set is not needed', inPlaces({ set: undefined } as unknown as PairFacts), 'ready', []],
  [
    'the set is gone',
    key(present('c49cc945'), { settings: read(undefined) }),
    'lacking',
    ['set-missing'],
    /az disk-encryption-set create --name des-pair/,
  ],
  [
    'the set is at home',
    key(present('c49cc945'), { settings: read(encryptionSet({ location: 'westeurope', keyUrl })) }),
    'lacking',
    ['set-elsewhere'],
  ],
  [
    'the set does not say where it is',
    key(present('c49cc945'), { settings: read(encryptionSet({ keyUrl })) }),
    'unknown',
    ['set-unknown'],
  ],
  [
    'the key is missing there',
    key({ kind: 'gone' }),
    'lacking',
    ['set-key-gone'],
    /az disk-encryption-set update --name des-pair .*az keyvault key create --vault-name kv-pair --name cmk-pair/,
  ],
  [
    'the key is deleted there',
    key({ kind: 'deleted', certificateBacked: false }),
    'lacking',
    ['set-key-deleted'],
    /az keyvault key recover --vault-name kv-pair --name cmk-pair/,
  ],
  [
    'the key is disabled there',
    key(present('c49cc945', { versions: [{ version: 'c49cc945', enabled: false }] })),
    'lacking',
    ['set-key-disabled'],
    /set-attributes --id https:.* --enabled true/,
  ],
  [
    'the key has expired there',
    key(present('c49cc945', { versions: [{ version: 'c49cc945', enabled: true, expiresAt: new Date(0) }] })),
    'lacking',
    ['set-key-expired'],
    /set-attributes --id https:.* --expires '<date/,
  ],
  [
    'the key vault of the set is gone',
    key(present('c49cc945'), { keyVault: read('no') }),
    'lacking',
    ['set-vault-gone'],
    /az keyvault recover --name kv-pair/,
  ],
  [
    'the key of the set is at home',
    key(present('c49cc945'), { keyVaultRegion: read('westeurope') }),
    'lacking',
    ['set-vault-elsewhere'],
  ],
  [
    'ADE has no key vault named',
    inPlaces({ keyVault: undefined } as unknown as PairFacts, ade),
    'lacking',
    ['key-vault-unnamed'],
    /az keyvault create --name '<key vault in northeurope>'/,
  ],
  ['the key vault is gone', inPlaces({ keyVault: found(set, undefined) }, ade), 'lacking', ['key-vault-missing']],
  ['the key vault is at home', inPlaces({ keyVault: found(set, keyVault()) }, ade), 'lacking', ['key-vault-elsewhere']],
  [
    'the key vault is not for disks',
    inPlaces({ keyVault: found(set, keyVault({ location: 'northeurope', enabledForDiskEncryption: 'no' })) }, ade),
    'lacking',
    ['key-vault-not-for-disks'],
    /--enabled-for-disk-encryption true/,
  ],
];

describe('region readiness', () => {
  for (const [name, given, state, codes, line] of table) {
    it(`${name}: ${[state, ...codes].join(', ')}`, () => {
      const { gaps, ...told } = regionReadiness(given);
      assert.equal(told.state, state);
      assert.deepEqual(
        gaps.map(({ text }) => text.code),
        codes.map((code) => `region.${code}`),
      );
      if (line) assert.match(gaps[0]?.line ?? '', line);
    });
  }

  it('tells the newest point there, and one failed call once', () => {
    assert.equal(regionReadiness(facts()).pointAt?.getTime(), now.getTime() - 34 * hour);
    const { state, gaps } = regionReadiness(facts({ home: unread, encryption: unread }));
    assert.deepEqual([state, gaps.length], ['unknown', 1]);
  });

  it('takes what is there for a copy of the vault, also where its tier is not told, and nothing of the archive', () => {
    const stateOf = (tiers: RecoveryPointFacts['tiers']) =>
      regionReadiness(facts({ there: read([{ ...point(10), tiers }]) })).state;
    assert.equal(stateOf([]), 'ready');
    assert.equal(stateOf([{ tier: 'vault-archive', status: 'valid' }]), 'lacking');
  });

  it('asks a Managed HSM for a key of the kind that it has', () => {
    const inHsm = 'https://kv-pair.managedhsm.azure.net/keys/cmk-pair/c49cc945';
    const { gaps } = regionReadiness(
      key({ kind: 'gone' }, { settings: read(encryptionSet({ location: 'northeurope', keyUrl: inHsm })) }),
    );
    assert.match(gaps[0]?.line ?? '', /key create --hsm-name kv-pair --name cmk-pair --kty RSA-HSM --query/);
  });

  it('quotes what Azure and people wrote', () => {
    const evil = `https://kv.vault.azure.net/keys/a'$(id)/1`;
    const { gaps } = regionReadiness(
      key({ kind: 'gone' }, { settings: read(encryptionSet({ location: 'northeurope', keyUrl: evil })) }),
    );
    assert.match(gaps[0]?.line ?? '', /--name 'a'\\''\$\(id\)' --query/);
  });
});

describe('whatever is known of the other region', () => {
  const maybe = <T>(...values: T[]) => fc.constantFrom<Read<T>>(...values.map(read), unread);
  const points = maybe<RecoveryPointFacts[]>([], [point(10)], [point(37), point(60)], [point(60)]);
  const anyPlaces = fc.record({
    group: maybe<string | undefined>('northeurope', 'westeurope', undefined).map((value) => ({
      ...places.group,
      found: value,
    })),
    staging: maybe<StorageAccountFacts | undefined>(account, { ...account, takesKeys: false }, undefined).map(
      (value) => ({ ...places.staging, found: value }),
    ),
    subnet: fc.constant(places.subnet),
    set: maybe<StoredKey | undefined>({ kind: 'gone' }, present('c49cc945')).map((value) => ({ ...set, key: value })),
    keyVault: maybe(keyVault({ location: 'northeurope' }), keyVault(), undefined).map((value) => ({
      id: set.id,
      found: value,
    })),
  });
  const anyFacts = fc
    .record({
      crossRegionRestore: fc.constantFrom('yes' as const, 'yes' as const, 'no' as const, 'unknown' as const),
      redundancy: fc.constantFrom('geo' as const, 'zone' as const, 'local' as const, 'unknown' as const),
      region: fc.constantFrom('northeurope', undefined),
      encryption: fc.constantFrom(
        of(machines.pmk()),
        of(machines.cmk()),
        of(adeMachineAndPoint()),
        of(machines.confidential()),
        unread,
      ),
      home: points,
      there: points,
      places: fc.option(anyPlaces, { nil: undefined }),
    })
    .map(({ crossRegionRestore, redundancy, ...more }) =>
      facts({ vault: { ...vault, crossRegionRestore, redundancy }, ...more }),
    );

  it('it is ready only where all was read and nothing is missing', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const { state, gaps, pointAt } = regionReadiness(given);
        const lacks = gaps.filter(({ verdict }) => verdict === 'lacking').length;
        assert.equal(state === 'ready', gaps.length === 0);
        assert.equal(state === 'lacking' || state === 'off', lacks > 0);
        assert.equal(state === 'off', given.vault.crossRegionRestore === 'no');
        if (state !== 'ready') return;
        assert.ok(pointAt && given.places);
        assert.ok([given.home, given.there, given.encryption].every(({ kind }) => kind === 'read'));
      }),
    );
  });

  it('what is not read makes nothing better', () => {
    const worth = { ready: 2, unknown: 1, lacking: 0, off: 0 };
    fc.assert(
      fc.property(anyFacts, fc.constantFrom('home', 'there', 'encryption'), (given, part) => {
        const before = regionReadiness(given).state;
        const after = regionReadiness({ ...given, [part]: unread }).state;
        if (before === 'ready') assert.equal(after, 'unknown');
        else assert.notEqual(worth[after], worth.ready);
      }),
    );
  });
});
