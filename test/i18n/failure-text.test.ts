import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { failureParts, failureText } from '../../src/i18n/failure-text.ts';
import { texts } from '../../src/i18n/texts.ts';

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

  it('of what a newer version wrote is told by itself: which version is known names no error of Azure', () => {
    const failure = { code: 'stored.newer', params: { name: 'plan', found: 6, known: 5 } };
    assert.match(failureText(texts('en'), failure), /^A newer version of Strongroom wrote this \(plan\)/);
  });

  it('of an answer that nobody could read names what was asked, and what was expected', () => {
    const action = 'Microsoft.RecoveryServices/vaults/backupJobs/read';
    const failure = { code: 'azure.unreadable', params: { action, expected: 'list' } };
    assert.match(
      failureText(texts('en'), failure),
      /^I tried to see backup jobs and couldn't read Azure's answer: I expected a list\. .* the name of the call, Microsoft/,
    );
    assert.match(
      failureText(texts('nl'), failure),
      /^Ik probeerde back-uptaken te .* en kon het antwoord van Azure niet lezen: ik verwachtte een lijst\. /,
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
