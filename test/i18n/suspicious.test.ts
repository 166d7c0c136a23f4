import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { folders } from '../../src/i18n/folders.ts';
import { isSuspicious } from '../../src/i18n/suspicious.ts';

/** Each failure of the catalogue with all that is said of it. */
function textsOf(entries: object, path = ''): [code: string, text: string][] {
  return Object.entries(entries).flatMap(([name, entry]: [string, object | string]) =>
    typeof entry === 'string' || 'message' in entry
      ? [[`${path}${name}`, JSON.stringify(entry)] as [string, string]]
      : textsOf(entry, `${path}${name}.`),
  );
}

const ofAttack = /an attack\b|possible attack|slip something in|"Someone (put|wrote)|now has its name/i;
const told = textsOf(Object(folders.en.texts.errors)).filter(([, text]) => ofAttack.test(text));

describe('a possible attack', () => {
  it('is in the audit wherever the thread tells of one', () => {
    const missing = told.map(([code]) => code).filter((code) => !isSuspicious({ code, params: {} }));
    assert.deepEqual(missing, []);
  });

  for (const code of [
    'blob-elsewhere',
    'drill-probe-foreign',
    'keys.copy-ambiguous',
    'keys.copy-foreign',
    'keys.copy-wrapping',
    'quarantine-foreign',
    'rebuild.deployment-foreign',
    'rebuild.deployment-taken',
    'rebuild.disks-foreign',
    'rebuild.extension-altered',
    'rebuild.key-elsewhere',
    'rebuild.keys-moved',
    'rebuild.machine-foreign',
    'rebuild.template-foreign',
    'release-deployment-foreign',
  ]) {
    it(`is ${code}`, () => assert.ok(isSuspicious({ code, params: {} })));
  }

  for (const code of ['', 'azure.failed', 'rebuild.verify-gone', 'rebuild.deployment-canceled', 'release-not-there']) {
    it(`is not what happens without one: "${code}"`, () => assert.ok(!isSuspicious({ code, params: {} })));
  }
});
