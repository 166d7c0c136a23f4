import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseVaultSettings } from '../../../src/azure/vaults.ts';
import { texts } from '../../../src/i18n/texts.ts';
import type { VaultSettingsFacts } from '../../../src/kernel/facts.ts';
import { languages } from '../../../src/kernel/languages.ts';
import { judgePosture, postureTopics } from '../../../src/protection/rules/posture.ts';

const best: VaultSettingsFacts = {
  immutability: 'locked',
  softDelete: 'always-on',
  softDeleteDays: 30,
  redundancy: 'geo',
  crossRegionRestore: 'yes',
  publicAccess: 'no',
  privateEndpoints: 1,
  jobAlerts: 'yes',
  customerKey: 'no',
  sourceScan: 'yes',
};
const nothing: VaultSettingsFacts = {
  immutability: 'unknown',
  softDelete: 'unknown',
  redundancy: 'unknown',
  crossRegionRestore: 'unknown',
  publicAccess: 'unknown',
  privateEndpoints: 0,
  jobAlerts: 'unknown',
  customerKey: 'unknown',
  sourceScan: 'unknown',
};
const vaults = 'Microsoft.RecoveryServices/vaults';
const operations = [
  `${vaults}/backupFabrics/protectionContainers/protectedItems/delete`,
  `${vaults}/backupPolicies/write`,
];
const guards = (...names: string[]) => ({ kind: 'read' as const, value: [{ guardId: '/g', operations: names }] });
const unread = { kind: 'unread' as const, failure: { code: 'azure.forbidden', params: {} } };
const states = (facts: VaultSettingsFacts, of: Parameters<typeof judgePosture>[1] = guards(...operations)) =>
  Object.fromEntries(judgePosture(facts, of).map(({ topic, found, state }) => [topic, `${found} ${state}`]));

describe('how a vault is protected', () => {
  it('is good of everything where everything stands', () => {
    for (const { state } of judgePosture(best, guards(...operations))) assert.equal(state, 'good');
  });

  it('is unknown, and never good, where Azure says nothing', () => {
    const lines = judgePosture(nothing, unread);
    assert.deepEqual(
      lines.map(({ topic, state }) => [topic, state]),
      postureTopics.map((topic) => [topic, 'unknown']),
    );
  });

  it('is weak where one person can undo it', () => {
    assert.equal(states({ ...best, immutability: 'unlocked' }).immutability, 'unlocked weak');
    assert.equal(states({ ...best, immutability: 'off' }).immutability, 'off weak');
    assert.equal(states({ ...best, softDelete: 'on' })['soft-delete'], 'on weak');
    assert.equal(states({ ...best, softDeleteDays: 7 })['soft-delete'], 'short weak');
    assert.equal(states({ ...best, softDelete: 'off' })['soft-delete'], 'off weak');
    assert.equal(states({ ...best, crossRegionRestore: 'no' }).redundancy, 'geo weak');
    assert.equal(states({ ...best, redundancy: 'local' }).redundancy, 'local weak');
    assert.equal(states({ ...best, publicAccess: 'yes' }).access, 'public weak');
    assert.equal(states({ ...best, jobAlerts: 'no' }).alerts, 'off weak');
  });

  it('a guard is worth something where it covers deletion and policies', () => {
    assert.equal(states(best).guard, 'some good');
    assert.equal(states(best, guards(operations[0] ?? '')).guard, 'some weak');
    assert.equal(states(best, { kind: 'read', value: [] }).guard, 'none weak');
    assert.equal(states(best, unread).guard, 'unknown unknown');
  });

  it('has a text for all that may be found, in every language', () => {
    const all: VaultSettingsFacts[] = [best, nothing];
    for (const immutability of ['unlocked', 'off'] as const) all.push({ ...best, immutability });
    for (const softDelete of ['on', 'off'] as const) all.push({ ...best, softDelete });
    for (const redundancy of ['geo', 'zone', 'local'] as const) {
      all.push({ ...best, redundancy, crossRegionRestore: 'no' });
    }
    all.push({
      ...best,
      softDeleteDays: 7,
      publicAccess: 'yes',
      jobAlerts: 'no',
      customerKey: 'yes',
      sourceScan: 'no',
    });
    for (const language of languages) {
      const { has } = texts(language);
      for (const facts of all) {
        for (const one of [guards(...operations), guards(operations[0] ?? ''), guards(), unread]) {
          for (const { topic, found, state } of judgePosture(facts, one)) {
            assert.ok(has(`posture.found.${topic}.${found}`), `${language} ${topic} ${found}`);
            assert.ok(has(`posture.why.${topic}`), topic);
            const mends = has(`posture.mend.${topic}`) || has(`posture.mend.${topic}-${found}`);
            assert.ok(mends || state !== 'weak', `${language}: what mends ${topic} ${found}?`);
          }
        }
      }
    }
  });
});

describe('the settings of a vault', () => {
  it('are read in either spelling, and stay unknown where Azure leaves them out', () => {
    const bare = parseVaultSettings({ location: 'westeurope', properties: {} });
    assert.deepEqual(bare, { ...nothing, customerKey: 'no' });
    const { immutability, softDelete, softDeleteDays, redundancy, publicAccess } = parseVaultSettings({
      location: 'westeurope',
      properties: {
        publicNetworkAccess: 'Disabled',
        redundancySettings: { standardTierStorageRedundancy: 'ZoneRedundant' },
        securitySettings: {
          immutabilitySettings: { state: 'locked' },
          softDeleteSettings: { softDeleteState: 'AlwaysON', softDeleteRetentionPeriodInDays: 14 },
        },
      },
    });
    assert.deepEqual(
      { immutability, softDelete, softDeleteDays, redundancy, publicAccess },
      { immutability: 'locked', softDelete: 'always-on', softDeleteDays: 14, redundancy: 'zone', publicAccess: 'no' },
    );
  });
});
