import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AdeKeys } from '../../../src/kernel/facts.ts';
import type { StoredKey } from '../../../src/kernel/keys.ts';
import { changedSince, keyVersions } from '../../../src/restore/rules/key-versions.ts';
import { keys } from '../../machines/rules/machines.ts';

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
