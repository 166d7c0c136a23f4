import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Azure } from '../../src/azure/open.ts';
import type { ProtectionVerdict } from '../../src/azure/protection.ts';
import { failureText } from '../../src/i18n/failure-text.ts';
import { texts } from '../../src/i18n/texts.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import type { VaultFacts, VmFacts } from '../../src/kernel/facts.ts';
import { azureOpinion, type ProtectCandidate } from '../../src/protection/candidates.ts';

const vault = { id: '/v', name: 'rsv-prod' } as VaultFacts;
const vm = { id: '/vm', name: 'odd-01', location: 'westeurope' } as VmFacts;
const candidate = { vm } as ProtectCandidate['candidate'] & object;

function opinionOf(validate: () => Promise<ProtectionVerdict>, access: ProtectCandidate['access']) {
  const azure = { protection: { validate } } as unknown as Azure;
  return azureOpinion({ azure }, { candidate, access }, vault);
}

const refused = async (): Promise<ProtectionVerdict> => ({
  kind: 'refused',
  azureCode: 'UserErrorUnsupportedVmSku',
  message: 'The size of the machine is not supported.',
  recommendation: 'Choose another size.',
});

test('what only Azure has against a machine is said in its words, with its advice, in both languages', async () => {
  const [failure] = await opinionOf(refused, { kind: 'not-needed' });
  assert.ok(failure);
  for (const [language, explain] of [
    ['en', /Azure Backup wouldn't accept odd-01 in rsv-prod[\s\S]*Choose another size\. Type "explain UserErrorUnsup/],
    ['nl', /Azure Backup zou odd-01 niet aannemen in rsv-prod[\s\S]*Choose another size\. Typ "leg uit UserErrorUnsup/],
  ] as const) {
    const said = failureText(texts(language), failure);
    assert.match(said, explain);
    assert.match(said, /not supported/);
  }
});

test('lacking access to keys is asked for by itself, so that Azure is not asked', async () => {
  const lacking = { kind: 'lacking', stops: true, gaps: [], wanted: [] } as ProtectCandidate['access'];
  assert.deepEqual(await opinionOf(refused, lacking), []);
});

test('no objection, and no answer, let it go on', async () => {
  assert.deepEqual(
    await opinionOf(async () => ({ kind: 'accepted' }), { kind: 'fine' } as ProtectCandidate['access']),
    [],
  );
  assert.deepEqual(await opinionOf(async () => ({ kind: 'unknown' }), { kind: 'not-needed' }), []);
  const throws = () => Promise.reject(new CodedError('azure.forbidden', {}));
  assert.deepEqual(await opinionOf(throws, { kind: 'not-needed' }), []);
});
