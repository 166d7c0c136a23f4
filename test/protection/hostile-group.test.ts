import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { failureText } from '../../src/i18n/failure-text.ts';
import { texts } from '../../src/i18n/texts.ts';
import type { VaultSettingsFacts } from '../../src/kernel/facts.ts';
import { languages } from '../../src/kernel/languages.ts';
import { noVaultFor } from '../../src/protection/candidates.ts';
import { vaultPostureCard } from '../../src/protection/cards/vault-posture.ts';
import { judgePosture } from '../../src/protection/rules/posture.ts';
import type { Candidate } from '../../src/protection/rules/protect-rules.ts';

const group = '_rg_(Stop-Computer)';
/** The Markdown that people see as `_rg_(Stop-Computer)`. */
const shown = String.raw`'\_rg\_(Stop-Computer)'`;

const weak: VaultSettingsFacts = {
  immutability: 'off',
  softDelete: 'off',
  redundancy: 'geo',
  crossRegionRestore: 'no',
  publicAccess: 'yes',
  privateEndpoints: 0,
  jobAlerts: 'no',
  customerKey: 'no',
  sourceScan: 'no',
};

describe('a resource group that is named like a command', () => {
  for (const language of languages) {
    it(`is one quoted word in each line that mends a vault, and shows as it is named (${language})`, () => {
      for (const facts of [weak, { ...weak, immutability: 'unlocked' as const }]) {
        const lines = judgePosture(facts, { kind: 'read', value: [] });
        const card = vaultPostureCard(
          { vault: 'rsv-prod', group, subscription: 's-1', lines },
          { language, timeZone: 'UTC' },
        );
        const said = JSON.stringify(card)
          .split('"')
          .map((text) => text.replaceAll('\\\\', '\\'));
        const told = said.filter((text) => text.includes('Stop-Computer'));
        assert.equal(told.length, 6, told.join('\n'));
        for (const text of told) assert.ok(/roup(Name)? (\S+) /.exec(text)?.[2] === shown, text);
      }
    });

    it(`is one quoted word in the line that makes a vault (${language})`, () => {
      const vm = { name: 'far-01', location: 'northeurope', resourceGroup: group, subscriptionId: 's-1' };
      const text = failureText(texts(language), noVaultFor({ vm } as Candidate, []));
      assert.ok(text.includes(`az backup vault create --name rsv-northeurope --resource-group ${shown} `), text);
    });
  }
});
