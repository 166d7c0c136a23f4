import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { catalogue as catalogueEn } from '../../src/text/en/catalogue.ts';
import { encryption as encryptionEn } from '../../src/text/en/encryption.ts';
import { plan as planEn } from '../../src/text/en/plan.ts';
import { protection as protectionEn } from '../../src/text/en/protection.ts';
import { retention as retentionEn } from '../../src/text/en/retention.ts';
import { catalogue as catalogueNl } from '../../src/text/nl/catalogue.ts';
import { encryption as encryptionNl } from '../../src/text/nl/encryption.ts';
import { plan as planNl } from '../../src/text/nl/plan.ts';
import { protection as protectionNl } from '../../src/text/nl/protection.ts';
import { retention as retentionNl } from '../../src/text/nl/retention.ts';

type Catalogue = Record<string, Record<string, string>>;

const pairs: [string, Catalogue, Catalogue][] = [
  ['plan', planEn, planNl],
  ['protection', protectionEn, protectionNl],
  ['encryption', encryptionEn, encryptionNl],
  ['retention', retentionEn, retentionNl],
  ['catalogue', catalogueEn, catalogueNl],
];

const placeholders = (entry: Record<string, string>) =>
  [
    ...Object.values(entry)
      .join(' ')
      .matchAll(/\{\{\w+\}\}/g),
  ]
    .map(([one]) => one)
    .sort();

describe('the texts of the rules', () => {
  for (const [name, english, dutch] of pairs) {
    it(`${name}: Dutch says the same things with the same parameters`, () => {
      assert.deepEqual(Object.keys(dutch).sort(), Object.keys(english).sort());
      for (const [code, entry] of Object.entries(english)) {
        assert.deepEqual(new Set(placeholders(dutch[code] ?? {})), new Set(placeholders(entry)), code);
      }
    });

    it(`${name}: no entry has an empty text`, () => {
      for (const one of [english, dutch]) {
        for (const [code, entry] of Object.entries(one)) {
          for (const text of Object.values(entry)) assert.notEqual(text.trim(), '', code);
        }
      }
    });
  }
});
