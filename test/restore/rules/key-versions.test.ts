import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { StoredKey } from '../../../src/check/rules/facts.ts';
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
});
