import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { everyCard, ofType } from './every-card.ts';
import { assertHouseRules } from './house-rules.ts';

describe('every card', () => {
  for (const card of everyCard) {
    it(`${card.title} keeps the house rules`, () => assertHouseRules(card));
  }

  it('that has a state in colour says it in words', () => {
    for (const { json, title } of everyCard) {
      for (const container of ofType(json, /^Container$/).filter(
        ({ style }) => style !== undefined && style !== 'default',
      )) {
        const words = ofType({ items: container.items }, /^TextBlock$/)
          .map((block) => String(block.text))
          .join(' ');
        assert.match(words, /\p{L}{2,}/u, title);
      }
    }
  });
});
