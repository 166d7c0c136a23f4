import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readSignIn, signInDaysLeft } from '../../src/kernel/config/sign-in.ts';
import { selfSigned } from './self-signed.ts';

const folder = mkdtempSync(join(tmpdir(), 'sign-in-'));
after(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

test('with nothing set it is the managed identity, else what is set, and never two', () => {
  assert.deepEqual(readSignIn({}), { kind: 'managed-identity' });
  assert.deepEqual(readSignIn({ BOT_FEDERATED_TOKEN_FILE: '/token' }), { kind: 'federated', tokenFile: '/token' });
  assert.deepEqual(readSignIn({ BOT_CLIENT_SECRET: 'x' }), { kind: 'secret', secret: 'x' });
  assert.throws(
    () => readSignIn({ BOT_CLIENT_SECRET: 'hunter2', BOT_CERTIFICATE_FILE: '/c.pem' }),
    (error: Error) =>
      /BOT_CLIENT_SECRET and BOT_CERTIFICATE_FILE: set one/.test(error.message) && !/hunter2/.test(error.message),
  );
});

test('days are counted until the secret or the certificate ends; what does not end has none', () => {
  const now = new Date('2026-11-26T12:00:00Z');
  const secret = readSignIn({ BOT_CLIENT_SECRET: 'x', BOT_CLIENT_SECRET_ENDS: '2026-12-26' });
  assert.equal(signInDaysLeft(secret, now), 29);
  const ends = new Date('2027-01-10T00:00:00Z');
  const certificate = readSignIn({ BOT_CERTIFICATE_FILE: file('good.pem', selfSigned(ends)) });
  assert.deepEqual(certificate, { kind: 'certificate', file: join(folder, 'good.pem'), ends });
  assert.equal(signInDaysLeft(certificate, now), 44);
  assert.equal(signInDaysLeft(certificate, new Date('2027-01-11T00:00:00Z')), -1);
  assert.equal(signInDaysLeft(readSignIn({}), now), undefined);
  assert.equal(signInDaysLeft(readSignIn({ BOT_CLIENT_SECRET: 'x' }), now), undefined);
});

test('a certificate that cannot be used is said with its path, and none of what is in the file', () => {
  const ends = new Date('2027-01-10T00:00:00Z');
  const [certificate, key] = [selfSigned(ends), selfSigned(ends)];
  const without = certificate.slice(certificate.indexOf('-----BEGIN CERTIFICATE'));
  const other = key.slice(0, key.indexOf('-----BEGIN CERTIFICATE')) + without;
  for (const path of [
    join(folder, 'none.pem'),
    file('text.pem', 'no certificate'),
    file('bare.pem', without),
    file('other.pem', other),
  ]) {
    assert.throws(
      () => readSignIn({ BOT_CERTIFICATE_FILE: path }),
      (error: Error) =>
        error.message.startsWith(`BOT_CERTIFICATE_FILE: ${path} cannot be used`) &&
        !/PRIVATE KEY|MII/.test(error.message),
      path,
    );
  }
});
