import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import '../i18n/pseudo-hooks.ts';

const { everyCard, nodesOf } = await import('./every-card.ts');
const { assertHouseRules } = await import('./house-rules.ts');
const { folders } = await import('../../src/i18n/folders.ts');

const cards = everyCard.filter(({ language }) => language === 'nl');

function* stringsOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else for (const below of Object.values(value ?? {})) yield* stringsOf(below);
}
const wordsOf = (text: string) => text.toLowerCase().match(/\p{L}{4,}/gu) ?? [];
const english = new Set([...stringsOf(folders.en.texts)].flatMap((text) => wordsOf(text.replace(/\{\{\w+\}\}/g, ''))));

/** Addresses, the reader's time zone and the name of a shell. */
const sameEverywhere = /https?:\S+|Europe\/Amsterdam|\bpowershell\b/g;

/** Words of people and of Azure stay as they are, and English names of commands work in every language. */
function wordsOfSample(card: string, sample: string): Set<string> {
  const file = new URL(`../../cards/${card}.sample.json`, import.meta.url);
  const samples: Record<string, { command?: string }> = JSON.parse(readFileSync(file, 'utf8'));
  const named = Object.entries(folders.en.commands).find(
    ([name]) => card === 'help' && name === samples[sample]?.command,
  );
  return new Set(wordsOf(JSON.stringify([samples[sample], named?.[1].names])));
}

/** Members of a card that a person sees or hears. */
const seen = ['text', 'title', 'label', 'placeholder', 'errorMessage', 'altText', 'xAxisTitle', 'yAxisTitle'];
function* seenOf(json: unknown): Generator<string> {
  for (const node of nodesOf(json)) {
    for (const member of seen) if (typeof node[member] === 'string') yield node[member];
    if (Array.isArray(node.facts)) for (const { value } of node.facts) yield String(value);
  }
}

describe('in a language that nobody speaks', () => {
  it('there are cards of it', () => assert.ok(cards.length > 100, `${cards.length}`));

  for (const card of cards) {
    it(`${card.card} (${card.sample}) has no English word that its data did not bring`, () => {
      const data = wordsOfSample(card.card, card.sample);
      const through = [card.text, ...seenOf(card.json)].flatMap((text) =>
        wordsOf(text.replace(sameEverywhere, ''))
          .filter((word) => english.has(word) && !data.has(word))
          .map((word) => `${word}: ${text}`),
      );
      assert.deepEqual(through, []);
    });

    it(`${card.card} (${card.sample}) keeps the house rules`, () => assertHouseRules(card));
  }
});
