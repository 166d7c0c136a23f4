import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { AdeKeys } from '../../../src/kernel/facts.ts';
import type { StoredKey } from '../../../src/kernel/keys.ts';
import {
  changedSince,
  isSigned,
  keyElsewhere,
  keyVersions,
  requireCheckedKeys,
  toDeviation,
  unsignedKeys,
} from '../../../src/restore/rules/keys.ts';
import type { PlanEffects } from '../../../src/restore/rules/plan.ts';
import { keys } from '../../machines/rules/machines.ts';

const idOf = (vault: string) => `/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/${vault}`;
const secret = (name: string, vault = 'kv-prod') => `https://${vault}.vault.azure.net/secrets/${name}/1`;
const kekUrl = 'https://kv-prod.vault.azure.net/keys/kek/1';
const pair = (name: string, vault = 'kv-prod', kek = kekUrl): AdeKeys => ({
  bek: { secretUrl: secret(name, vault), keyVaultId: idOf(vault) },
  ...(kek && { kek: { keyUrl: kek, keyVaultId: idOf('kv-prod') } }),
});
const signed: PlanEffects['keys'] = { point: { secret: secret('sql-os'), kek: kekUrl }, vm: [] };
const tagged: Record<string, Record<string, string>> = {
  [secret('sql-os')]: { MachineName: 'SQL01-HOST', DiskEncryptionKeyEncryptionKeyURL: kekUrl },
  [secret('sql-data')]: { MachineName: 'sql01-host', DiskEncryptionKeyEncryptionKeyURL: kekUrl },
  [secret('by-vm-name')]: { MachineName: 'SQL-01', DiskEncryptionKeyEncryptionKeyURL: kekUrl },
  [secret('payroll')]: { MachineName: 'payroll', DiskEncryptionKeyEncryptionKeyURL: kekUrl },
  [secret('bare')]: {},
  [secret('nameless')]: { DiskEncryptionKeyEncryptionKeyURL: kekUrl },
  [secret('unwrapped')]: { MachineName: 'sql-01' },
  [secret('rotated')]: { MachineName: 'sql-01', DiskEncryptionKeyEncryptionKeyURL: kekUrl.replace(/1$/, '2') },
  [secret('other-wrap')]: { MachineName: 'sql01-host', DiskEncryptionKeyEncryptionKeyURL: `${kekUrl}2` },
  [secret('sql-data', 'kv-mallory')]: { MachineName: 'sql01-host', DiskEncryptionKeyEncryptionKeyURL: kekUrl },
};
const unsigned = (keys: AdeKeys[], by = signed) =>
  unsignedKeys(keys, by, 'sql-01', (url) => tagged[url]).map(({ bek }) => bek.secretUrl);

describe('keys that restored disks name', () => {
  it('are known if they were signed, however they are spelled', () => {
    const spelled = pair('SQL-OS', 'kv-prod', 'https://KV-PROD.vault.azure.net:443/keys/KEK/1');
    assert.ok(isSigned(spelled, signed));
    assert.deepEqual(unsigned([spelled]), []);
  });

  it('are known if a signed vault holds them under a signed key, with the name of the machine', () => {
    assert.deepEqual(unsigned([pair('sql-os'), pair('sql-data'), pair('by-vm-name')]), []);
  });

  it('are not if they are of another machine, of nobody, wrapped otherwise, or in another vault', () => {
    const strange = [
      pair('payroll'),
      pair('bare'),
      pair('not-there'),
      pair('other-wrap'),
      pair('sql-data', 'kv-mallory'),
      pair('sql-data', 'kv-prod', ''),
      pair('sql-data', 'kv-prod', 'https://kv-prod.vault.azure.net/keys/kek-of-mallory/1'),
    ];
    assert.equal(unsigned(strange).length, strange.length);
  });

  it('are not signed with another key than the one that was, or with none', () => {
    const { kek: _, ...unwrapped } = pair('sql-os');
    for (const one of [pair('sql-os', 'kv-prod', `${kekUrl}2`), unwrapped]) assert.ok(!isSigned(one, signed));
  });

  it('belong to no machine by a name that nobody gave, whatever the signed secret is called', () => {
    for (const name of ['nameless', 'unread']) {
      const by: PlanEffects['keys'] = { point: { secret: secret(name), kek: kekUrl }, vm: [] };
      assert.deepEqual(
        unsigned([pair('bare'), pair('nameless'), pair('payroll')], by).length,
        name === 'nameless' ? 2 : 3,
      );
    }
  });

  it('are known under another version of a signed key, which is the same key', () => {
    assert.deepEqual(unsigned([pair('rotated', 'kv-prod', kekUrl.replace(/1$/, '2'))]), []);
    assert.deepEqual(unsigned([pair('rotated')]), [secret('rotated')], 'its tag names the version that wraps it');
  });

  it('are known without a key where none was signed, and then with none', () => {
    const bare: PlanEffects['keys'] = { point: { secret: secret('sql-os'), kek: null }, vm: [] };
    assert.deepEqual(unsigned([pair('unwrapped', 'kv-prod', '')], bare), []);
    assert.deepEqual(unsigned([pair('unwrapped', 'kv-prod', '')]), [secret('unwrapped')], 'a key was signed');
    for (const kek of [kekUrl, 'https://kv-prod.vault.azure.net/certificates/x', 'nothing'])
      assert.deepEqual(unsigned([pair('unwrapped', 'kv-prod', kek)], bare), [secret('unwrapped')], kek);
  });

  it('are put to a vote by their addresses, however they are spelled', () => {
    const path = 'disks/properties/encryptionSettingsCollection';
    const value = JSON.stringify({ key: kekUrl, secret: secret('sql-os') });
    assert.deepEqual(toDeviation(pair('SQL-OS')), { path, value });
    assert.equal(toDeviation(pair('sql-os', 'kv-prod', '')).value, JSON.stringify({ secret: secret('sql-os') }));
  });

  it('are not where nothing was signed, whatever their tags say', () => {
    assert.deepEqual(unsigned([pair('by-vm-name')], { point: null, vm: [] }), [secret('by-vm-name')]);
  });

  it('lie in the vault that their id names', () => {
    assert.equal(keyElsewhere([pair('sql-os')]), undefined);
    const foreign: AdeKeys = { bek: { secretUrl: secret('payroll', 'kv-payroll'), keyVaultId: idOf('kv-mallory') } };
    assert.equal(keyElsewhere([pair('sql-os'), foreign]), secret('payroll', 'kv-payroll'));
    const nowhere: AdeKeys = { bek: { secretUrl: secret('x'), keyVaultId: '' } };
    assert.equal(keyElsewhere([nowhere]), secret('x'));
    assert.equal(keyElsewhere([{ bek: { secretUrl: 'nothing', keyVaultId: '' } }]), 'nothing');
    const wrapped = { ...pair('sql-os'), kek: { keyUrl: kekUrl, keyVaultId: idOf('kv-mallory') } };
    assert.equal(keyElsewhere([wrapped]), kekUrl);
    assert.equal(keyElsewhere([pair('sql-os', 'kv-prod', '')]), undefined);
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][a-z0-9-]{2,22}$/), fc.stringMatching(/^[a-z][a-z0-9-]{2,22}$/), (a, b) => {
        const one: AdeKeys = { bek: { secretUrl: secret('x', a), keyVaultId: idOf(b) } };
        assert.equal(keyElsewhere([one]) === undefined, a === b);
      }),
    );
  });

  it('are those that were checked, or what those came back as', () => {
    const results = {
      'check-keys': { keys: [pair('sql-os')], states: [], missing: 1 },
      'recover-keys': { replaced: [{ from: pair('sql-os'), to: pair('sql-os-again') }] },
    };
    const at = (keys: AdeKeys | undefined) => () => requireCheckedKeys([{ id: '/x/disks/d', keys }], results);
    for (const fine of [undefined, pair('sql-os'), pair('sql-os-again')]) assert.doesNotThrow(at(fine));
    const elsewhere = { bek: { ...pair('sql-os').bek, keyVaultId: idOf('kv-mallory') }, kek: pair('sql-os').kek };
    assert.throws(at(elsewhere as AdeKeys), { code: 'rebuild.keys-moved' });
    assert.throws(at(pair('payroll')), {
      code: 'rebuild.keys-moved',
      params: { disk: 'd', secret: secret('payroll') },
    });
  });
});

const stored = (...versions: string[]): StoredKey => ({
  kind: 'present',
  versions: versions.map((version, day) => ({
    version,
    enabled: true,
    createdAt: new Date(Date.UTC(2026, 0, day + 1)),
  })),
  certificateBacked: false,
});
const unread = () => undefined;
const vaultUrl = (kind: 'keys' | 'secrets', name: string, version: string) =>
  `https://kv-prod.vault.azure.net/${kind}/${name}/${version}`;
const versionIn = (url: string | undefined) => url?.split('/').at(-1) ?? '';

describe('the versions of the keys, then and now', () => {
  const then = keys(true);
  const secret = versionIn(then.bek.secretUrl).toLowerCase();

  it('are the same while the machine uses them', () => {
    const both = keyVersions(then, [then], unread);
    assert.deepEqual(both.secret, { atPoint: secret, now: { version: secret } });
    assert.equal(changedSince(both), 'no');
  });

  it('differ after a rotation', () => {
    const rotated = { bek: { ...then.bek, secretUrl: then.bek.secretUrl.replace(/[^/]+$/, 'ffff') } };
    const both = keyVersions(then, [{ ...then, ...rotated }], unread);
    assert.deepEqual(both.secret.now, { version: 'ffff' });
    assert.equal(changedSince(both), 'yes');
  });

  it('of a machine that does not tell are the newest of the same name', () => {
    const both = keyVersions(keys(false), [], () => stored('0001', 'aaaa'));
    assert.deepEqual(both.secret.now, { version: 'aaaa' });
    assert.equal(both.key, undefined);
  });

  it('that are gone from Key Vault are said to be, and count as no rotation', () => {
    for (const kind of ['gone', 'deleted'] as const) {
      const state: StoredKey = kind === 'gone' ? { kind } : { kind, certificateBacked: false };
      const both = keyVersions(then, [then], () => state);
      assert.equal(both.secret.now, kind);
      assert.equal(changedSince(both), 'unknown');
    }
  });

  it('are unknown where neither the machine nor Key Vault told', () => {
    const both = keyVersions(then, [], unread);
    assert.equal(both.key?.now, 'unknown');
    assert.equal(changedSince(both), 'unknown');
  });

  const named = (name: string, version: string) => ({
    bek: { ...then.bek, secretUrl: vaultUrl('secrets', name, version) },
  });
  const wrapped = (version: string) => ({ ...then, kek: { ...then.bek, keyUrl: vaultUrl('keys', 'kek-1', version) } });

  it('are told of each disk by its own secret, of a machine that has several', () => {
    const own = named('os', 'aaaa');
    const nowOf = (...today: AdeKeys[]) => keyVersions(own, today, unread).secret.now;
    assert.deepEqual(nowOf(named('data', 'bbbb'), own), { version: 'aaaa' });
    assert.deepEqual(nowOf(named('data', 'bbbb'), named('os', 'cccc')), { version: 'cccc' });
    assert.deepEqual(nowOf(named('os', 'cccc'), own), { version: 'aaaa' }, 'what is in use was not rotated');
    assert.deepEqual(nowOf(named('other', 'dddd')), { version: 'dddd' }, 'another secret took its place');
  });

  it('differ when only the key that wraps the secret was rotated', () => {
    const both = keyVersions(wrapped('aaaa'), [wrapped('bbbb')], unread);
    assert.deepEqual(both.key, { atPoint: 'aaaa', now: { version: 'bbbb' } });
    assert.equal(changedSince(both), 'yes');
  });

  it('are one where no key wraps the secret', () => {
    assert.equal(changedSince(keyVersions(keys(false), [keys(false)], unread)), 'no');
  });

  it('of a key are what Key Vault has newest, on a machine that wraps its secret no longer', () => {
    const both = keyVersions(wrapped('aaaa'), [{ bek: then.bek }], () => stored('aaaa', 'bbbb'));
    assert.deepEqual(both.key?.now, { version: 'bbbb' });
  });

  it('are unknown where the point names none, nothing that can be read, or a key without versions', () => {
    const bare = keyVersions(named('os', ''), [named('os', 'aaaa')], unread);
    assert.equal(changedSince(bare), 'unknown');
    const broken = keyVersions({ bek: { ...then.bek, secretUrl: 'os' } }, [], unread);
    assert.deepEqual(broken.secret, { atPoint: '', now: 'unknown' });
    assert.equal(keyVersions(then, [], () => stored()).secret.now, 'unknown');
  });
});
