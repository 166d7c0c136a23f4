import { asObject } from '../kernel/json-object.ts';

/** What a card says, line by line: its texts and facts in their order, those behind Details too. */
export function cardLines(card: unknown): string[] {
  if (Array.isArray(card)) return card.flatMap(cardLines);
  const { type, text, title, value, ...rest } = asObject(card);
  const own = typeof text === 'string' && type === 'TextBlock' ? [text] : [];
  const fact =
    type === undefined && typeof title === 'string' && typeof value === 'string' ? [`${title}: ${value}`] : [];
  const { body, items, columns, facts } = rest;
  return [...own, ...fact, ...[body, items, columns, facts].filter((part) => part !== undefined).flatMap(cardLines)];
}
