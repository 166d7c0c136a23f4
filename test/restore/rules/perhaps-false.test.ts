import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AdeKeys } from '../../../src/kernel/facts.ts';
import { secretPerhapsFalse } from '../../../src/restore/rules/perhaps-false.ts';
import { storedResults } from '../../../src/restore/rules/results.ts';

const key = { keyUrl: 'https://kv-prod.vault.azure.net/keys/kek/1', keyVaultId: '/vault' };
const secret = (version: string): AdeKeys => ({
  bek: { secretUrl: `https://kv-prod.vault.azure.net/secrets/Bek-1/${version}`, keyVaultId: '/vault' },
  kek: key,
});
const replaced = (...to: string[]) => ({
  kind: 'recover-keys',
  result: storedResults['recover-keys'].write({
    replaced: to.map((version) => ({ from: secret('old'), to: secret(version) })),
  }),
});
const failedBy = (code: string) => ({ id: 'R-7K2M', failure: { code, params: {} } });

describe('a secret that a request set anew', () => {
  it('may be false where its machine does not come up: each version, and the line that disables it', () => {
    const said = secretPerhapsFalse(replaced('one', 'two'), failedBy('rebuild.verify-agent-silent'));
    assert.equal(said?.params.names, 'kv-prod/Bek-1, version one; kv-prod/Bek-1, version two');
    assert.match(
      String(said?.params.lines),
      /^az keyvault secret set-attributes --vault-name kv-prod --name Bek-1 --version one --enabled false --output none; az .* two /,
    );
  });

  for (const [what, step, request] of [
    ['the request failed for something else', replaced('one'), failedBy('azure.forbidden')],
    ['it has not failed', replaced('one'), { id: 'R-7K2M', failure: null }],
    ['it is the version of before', replaced('old'), failedBy('rebuild.verify-agent-silent')],
    ['nothing was set anew', replaced(), failedBy('rebuild.verify-agent-silent')],
    ['another step made it', { ...replaced('one'), kind: 'verify' }, failedBy('rebuild.verify-agent-silent')],
  ] as const) {
    it(`is none to speak of where ${what}`, () => {
      assert.equal(secretPerhapsFalse(step, request), undefined);
    });
  }
});
