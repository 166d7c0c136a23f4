import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { cardNames } from '../../src/cards/card-names.ts';
import { everyCard } from './every-card.ts';

/** `UPDATE_GOLDEN=1 node --test test/cards/golden.test.ts` writes the files anew; look at the difference before committing. */
const update = process.env.UPDATE_GOLDEN === '1';
const folder = new URL('./golden/', import.meta.url);

describe('a card made from its sample', () => {
  for (const name of cardNames) {
    it(`${name} looks as it did when it was last looked at`, () => {
      const made: Record<string, Record<string, unknown>> = {};
      for (const { sample, language, text, json } of everyCard.filter(({ card }) => card === name)) {
        made[sample] = { ...made[sample], [language]: { text, card: json } };
      }
      const file = new URL(`${name}.json`, folder);
      if (update) writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`);
      assert.ok(existsSync(file), `no golden file for ${name}`);
      assert.deepEqual(made, JSON.parse(readFileSync(file, 'utf8')));
    });
  }

  it('has a template, samples and a golden file for every name, and no others', () => {
    const names = [...cardNames].sort();
    const templates = readdirSync(new URL('../../cards/', import.meta.url)).filter((file) => file.endsWith('.json'));
    assert.deepEqual(templates.sort(), names.flatMap((name) => [`${name}.json`, `${name}.sample.json`]).sort());
    assert.deepEqual(readdirSync(folder).sort(), names.map((name) => `${name}.json`).sort());
  });
});
