import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failurePartsOf } from '../../src/i18n/failure-of-kind.ts';
import { failureParts } from '../../src/i18n/failure-text.ts';
import { texts } from '../../src/i18n/texts.ts';
import { languages } from '../../src/kernel/languages.ts';

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
