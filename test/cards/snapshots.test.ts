import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { cardAsText } from '../../sandbox/teams/card-text.ts';
import { cardNames } from '../../src/ui/render.ts';
import { everyCard, nodesOf } from './every-card.ts';

/**
 * Text, inputs and sent data of cards. `npm run snapshots` writes the files anew; read the difference before
 * committing. Teams' requirements for the JSON are checked in schema.test.ts, house-rules.test.ts and
 * accessibility.test.ts.
 */
const folder = path.join(import.meta.dirname, 'snapshots');
const languages = [...new Set(everyCard.map(({ language }) => language))];

describe('a card made from its sample', () => {
  for (const name of cardNames) {
    for (const language of languages) {
      it(`${name} (${language}) says what it said when it was last looked at`, (t) => {
        const made = everyCard
          .filter((one) => one.card === name && one.language === language)
          .map(({ sample, text, json }) => `=== ${sample}\n\n${text}\n\n${cardAsText(json, 'all')}\n`);
        t.assert.fileSnapshot(made.join('\n\n'), path.join(folder, `${name}.${language}.txt`), {
          serializers: [String],
        });
      });
    }
  }

  it('has a template, samples and a snapshot in each language for every name, and no others', () => {
    const names = [...cardNames].sort();
    const templates = readdirSync(new URL('../../cards/', import.meta.url)).filter((file) => file.endsWith('.json'));
    assert.deepEqual(templates.sort(), names.flatMap((name) => [`${name}.json`, `${name}.sample.json`]).sort());
    assert.deepEqual(
      readdirSync(folder).sort(),
      names.flatMap((name) => languages.map((language) => `${name}.${language}.txt`)).sort(),
    );
  });
});

/** Members that a person reads, or that decide what a click does. */
const told = ['text', 'title', 'label', 'placeholder', 'errorMessage', 'altText', 'verb', 'value', 'x', 'dataset'];

describe('the text of a card', () => {
  it('leaves out nothing that can be read, filled in or sent', () => {
    for (const { title, json } of everyCard) {
      const text = cardAsText(json, 'all').replace(/\s+/g, ' ');
      for (const node of nodesOf({ body: json.body, actions: json.actions })) {
        for (const member of told) {
          const value = String(node[member] ?? '').replace(/\s+/g, ' ');
          // A list with several choices is shown by its ticks.
          if (node.isMultiSelect === true && member === 'value') continue;
          assert.ok(text.includes(value), `${title}: ${member} "${value}"`);
        }
      }
    }
  });
});
