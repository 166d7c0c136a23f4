import { nearest } from '../../kernel/nearest.ts';
import { type CatalogueId, catalogue, explainAll, type KnownError } from './explain-error.ts';

export type LookUp = { errors: KnownError[]; near: string[] };

/**
 * What is known about what a person typed or pasted: a title, a number, or a whole message with one of them in it.
 * If it is not known, titles that were perhaps meant.
 */
export function lookUp(typed: string): LookUp {
  const text = typed.trim();
  const whole = explainAll({ title: text, code: text });
  if (whole.length > 0) return { errors: whole, near: [] };
  const words = text.split(/[^\p{L}\p{N}_]+/u).filter((word) => word !== '');
  // A symbol says more than a number, and both more than the wording around them.
  const found = [
    ...words.flatMap((word) => explainAll({ title: word, message: text })),
    ...words.filter((word) => /^\d{5,7}$/.test(word)).flatMap((word) => explainAll({ code: word })),
  ];
  const errors = found.length > 0 ? found : explainAll({ message: text });
  if (errors.length > 0) return { errors: distinct(errors), near: [] };
  const titles = catalogue.flatMap((entry) => entry.titles);
  const longest = words.reduce((one, other) => (other.length > one.length ? other : one), '');
  return { errors: [], near: nearest(longest, titles) };
}

function distinct(errors: KnownError[]): KnownError[] {
  return [...new Map<CatalogueId, KnownError>(errors.map((error) => [error.id, error])).values()];
}
