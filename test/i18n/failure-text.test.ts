import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import { failureParts, failurePartsOf, failureText, isSuspicious } from '../../src/i18n/failure-text.ts';
import { folders } from '../../src/i18n/folders.ts';
import { texts } from '../../src/i18n/texts.ts';
import { languages } from '../../src/kernel/languages.ts';

describe('a failure', () => {
  it('says what happened and what to do, in the language of the reader', () => {
    const failure = { code: 'vm-not-found', params: { name: 'sql-9' } };
    assert.equal(
      failureText(texts('en'), failure),
      'I can\'t find a protected virtual machine called sql-9. Check the spelling, or type "vms" for a list.',
    );
    assert.match(failureText(texts('nl'), failure), /met de naam sql-9\..*typ "machines"/);
  });

  it('names what was filled in by the word that the language has for it', () => {
    const failure = { code: 'drill-number', params: { input: 'core-hours', most: 9 } };
    assert.match(failureText(texts('en'), failure), /^"core hours" needs a number from 1 to 9\./);
    assert.match(failureText(texts('nl'), failure), /^Achter "kernuren" hoort een getal/);
    assert.match(failureText(texts('nl'), { code: 'drill-number', params: { input: 'rto', most: 9 } }), /"rto"/);
  });

  it('tells days as people read them', () => {
    const failure = { code: 'kept-past-ade', params: { vm: 'sql-01', date: '2028-09-15' } };
    assert.match(failureText(texts('en'), failure), /Fri 15 Sept? 2028/);
    assert.match(failureText(texts('nl'), failure), /vr 15 sept? 2028/);
  });

  it('tells moments in the zone of the reader, and in UTC where nobody in particular reads', () => {
    const failure = { code: 'plan.point-past-expiry', params: { vm: 'kept-01', at: '2026-10-26T23:30Z' } };
    const here = { language: 'en', timeZone: 'Europe/Amsterdam' } as const;
    assert.match(failureParts(texts('en'), failure, here).message, /Tue 27 Oct 2026 00:30 CET/);
    assert.match(failureText(texts('en'), failure), /Mon 26 Oct 2026 23:30 UTC/);
  });

  it('of an error that is no longer in the catalogue keeps the title that was stored beside it', () => {
    const failure = { code: 'known-job-failure', params: { title: 'BCMV2VMNotFound', known: 'vm-of-long-ago' } };
    for (const language of languages) assert.match(failureText(texts(language), failure), /\(BCMV2VMNotFound\)\.$/);
  });

  it('of what a newer version wrote is told by itself: which version is known names no error of Azure', () => {
    const failure = { code: 'stored.newer', params: { name: 'plan', found: 6, known: 5 } };
    assert.match(failureText(texts('en'), failure), /^A newer version of Strongroom wrote this \(plan\)/);
  });

  it('of an answer that nobody could read names what was asked, and what was expected', () => {
    const action = 'Microsoft.RecoveryServices/vaults/backupJobs/read';
    const failure = { code: 'azure.unreadable', params: { action, expected: 'list' } };
    assert.match(
      failureText(texts('en'), failure),
      /^I tried to see backup jobs and couldn't read Azure's answer \(expected: list\)\. .* the name of the call, Microsoft/,
    );
    assert.match(
      failureText(texts('nl'), failure),
      /^Ik probeerde back-uptaken te .* en kon het antwoord van Azure niet lezen \(verwacht: list\)\. /,
    );
  });

  it('with a code nobody wrote a text for is an internal one', () => {
    assert.match(
      failureText(texts('en'), { code: 'constructor', params: {} }),
      /^Something went wrong in Strongroom\./,
    );
  });

  it('cannot smuggle a link or emphasis in through its parameters', () => {
    const name = '[click](https://evil.example) *now* www.evil.example';
    const text = failureText(texts('en'), { code: 'vm-not-found', params: { name } });
    assert.doesNotMatch(text, /(?<!\\)\[|(?<!\\)\*|https:\/\/|www\./);
  });
});

const silent = { code: 'rebuild.verify-agent-silent', params: { vm: 'sql-01-drill' } };
const failedProbe = { code: 'drill-probe-failed', params: { vm: 'sql-01', what: '-' } };

for (const language of languages) {
  test(`a drill, whose copy is deleted, is offered no other try (${language})`, () => {
    const said = texts(language);
    const usual = failureParts(said, silent);
    const { message, remedy } = failurePartsOf('drill', said, silent);
    assert.equal(message, usual.message);
    assert.equal(remedy, said.t('say.once.drill'));
    const noConfig = { code: 'rebuild.config-missing', params: {} };
    assert.equal(failurePartsOf('drill', said, noConfig).remedy, said.t('say.once.drill'), 'it has no lines by hand');
    for (const kind of ['restore', 'quarantine'])
      assert.deepEqual(failurePartsOf(kind, said, noConfig), failureParts(said, noConfig));
    assert.deepEqual(failurePartsOf('restore', said, silent), usual);
    assert.deepEqual(failurePartsOf(undefined, said, silent), usual);
    assert.deepEqual(failurePartsOf('drill', said, failedProbe), failureParts(said, failedProbe));
  });

  test(`what is not tried again is offered no other try of a step that nobody knows the end of (${language})`, () => {
    const said = texts(language);
    const codes = ['effect-missing', 'effect-unread', 'resend-over', 'azure.unanswered'];
    for (const code of [...codes, 'rebuild.deployment-canceled', 'rebuild.extension-failed', 'rebuild.key-disabled']) {
      for (const kind of ['drill', 'quarantine']) {
        const params = { hours: 25, times: 3, name: 'x', said: 'x', what: 'x', vault: 'x' };
        const { remedy } = failurePartsOf(kind, said, { code, params });
        assert.equal(remedy, said.t(`say.once.${kind}`), code);
      }
    }
  });

  test(`a quarantine, which is not tried again, offers no other try, and says still that it may be an attack (${language})`, () => {
    const said = texts(language);
    assert.equal(failurePartsOf('quarantine', said, silent).remedy, said.t('say.once.quarantine'));
    const taken = { code: 'rebuild.deployment-taken', params: { name: 'strongroom-R-AAA2' } };
    for (const kind of ['drill', 'quarantine']) {
      const { remedy } = failurePartsOf(kind, said, taken);
      assert.equal(remedy, `${said.t('say.once.suspect')} ${said.t(`say.once.${kind}`)}`);
    }
  });
}

/** Each failure of the catalogue with all of its texts. */
function textsOf(entries: object, path = ''): [code: string, text: string][] {
  return Object.entries(entries).flatMap(([name, entry]: [string, object | string]) =>
    typeof entry === 'string' || 'message' in entry
      ? [[`${path}${name}`, JSON.stringify(entry)] as [string, string]]
      : textsOf(entry, `${path}${name}.`),
  );
}

const ofAttack =
  /an attack\b|possible attack|slip something in|tampered with|"Someone put|Someone changed the machine|now has the name/i;
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
