import type { Tri } from '../../kernel/facts.ts';

/** Tolerant readers for single values: what has another shape than expected is absent, never an exception. */

export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function count(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** A size, of which there is none below nothing. */
export function size(value: unknown): number | undefined {
  const number = count(value);
  return number !== undefined && number >= 0 ? number : undefined;
}

export function textList(value: unknown): string[] {
  return list(value).flatMap((item) => text(item) ?? []);
}

export function list<T>(value: readonly T[] | null | undefined): readonly T[];
export function list(value: unknown): readonly unknown[];
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** true, false, "True" and "Enabled" in any casing; absent is unknown. */
export function tri(value: unknown): Tri {
  const lower = typeof value === 'string' ? value.trim().toLowerCase() : value;
  if (lower === true || lower === 'true' || lower === 'enabled') return 'yes';
  if (lower === false || lower === 'false' || lower === 'disabled') return 'no';
  return 'unknown';
}

/**
 * Older api-versions send an enum as its position, newer ones as its name in any casing.
 * @param names in the specification's order, from 0
 */
export function oneOf<Name extends string>(value: unknown, names: readonly Name[]): Name | undefined {
  if (typeof value === 'number') return names[value];
  if (typeof value !== 'string') return undefined;
  const given = value.trim();
  if (/^\d+$/.test(given)) return names[Number(given)];
  return names.find((name) => name.toLowerCase() === given.toLowerCase());
}

/** The member of a settings object whose names differ in casing between writers. */
export function setting(settings: unknown, name: string): string | undefined {
  if (typeof settings !== 'object' || settings === null) return undefined;
  const entry = Object.entries(settings).find(([key]) => key.trim().toLowerCase() === name.toLowerCase());
  return text(entry?.[1]);
}
