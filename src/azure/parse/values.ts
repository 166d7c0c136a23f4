import type { Tri } from '../../kernel/facts.ts';

/**
 * Text, or absent. These readers of single values are tolerant: another shape than expected is absent, never an
 * exception.
 */

export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function count(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** A size, never negative. */
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
export function parseTri(value: unknown): Tri {
  const lower = typeof value === 'string' ? value.trim().toLowerCase() : value;
  if (lower === true || lower === 'true' || lower === 'enabled') return 'yes';
  if (lower === false || lower === 'false' || lower === 'disabled') return 'no';
  return 'unknown';
}

/**
 * Older api-versions send an enum as its position, newer ones as its name in any casing.
 * @param names in the specification's order, from 0
 */
export function parseOneOf<Name extends string>(value: unknown, names: readonly Name[]): Name | undefined {
  if (typeof value === 'number') return names[value];
  if (typeof value !== 'string') return undefined;
  const given = value.trim();
  if (/^\d+$/.test(given)) return names[Number(given)];
  return names.find((name) => name.toLowerCase() === given.toLowerCase());
}

export const osTypes = ['Windows', 'Linux'] as const;

/** A member of a settings object whose names differ in casing between writers. */
export function setting(settings: unknown, name: string): string | undefined {
  if (typeof settings !== 'object' || settings === null) return undefined;
  const entry = Object.entries(settings).find(([key]) => key.trim().toLowerCase() === name.toLowerCase());
  return text(entry?.[1]);
}

// "Not yet" is sent as 0001-01-01 (without zone) or 2001-01-01. Azure is younger than 2010, so nothing real is lost.
const earliest = Date.UTC(2010, 0, 1);
/** The latest date of .NET: Azure writes none after it. */
const latest = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/**
 * A date as the SDK parsed it or as Azure wrote it; sentinels and invalid ones are absent. Without a zone it is UTC.
 */
export function moment(value: unknown): Date | undefined {
  const date = value instanceof Date ? value : typeof value === 'string' ? new Date(withZone(value)) : undefined;
  return date && date.getTime() >= earliest && date.getTime() <= latest ? date : undefined;
}

function withZone(value: string): string {
  return /[zZ]$|[+-]\d\d:?\d\d$/.test(value) || !value.includes('T') ? value : `${value}Z`;
}

const iso = /^(-)?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i;
const timeSpan = /^(-)?(?:(\d+)\.)?(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?$/;

/** Seconds of an ISO 8601 duration (PT3M5S) or a .NET TimeSpan (00:03:05, 13.23:59:44.5932377). */
export function durationSeconds(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  const given = value.trim();
  const span = timeSpan.exec(given);
  if (span) return sign(span[1]) * sum([span[2], 86400], [span[3], 3600], [span[4], 60], [span[5], 1]);
  const parts = /\d/.test(given) ? iso.exec(given) : null;
  if (!parts) return undefined;
  const [, minus, years, months, weeks, days, hours, minutes, seconds] = parts;
  // Years and months as .NET writes them back: 365 and 30 days.
  const long = sum([years, 365 * 86400], [months, 30 * 86400], [weeks, 7 * 86400], [days, 86400]);
  return sign(minus) * (long + sum([hours, 3600], [minutes, 60], [seconds, 1]));
}

/** The literal format of `$filter` on points and jobs: yyyy-MM-dd hh:mm:ss tt, UTC, 12 at midnight. */
export function filterDate(date: Date): string {
  const hours = date.getUTCHours();
  const two = (value: number) => String(value).padStart(2, '0');
  const day = date.toISOString().slice(0, 10);
  const clock = [hours % 12 || 12, date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
  return `${day} ${clock} ${hours < 12 ? 'AM' : 'PM'}`;
}

function sum(...terms: [string | undefined, number][]): number {
  return terms.reduce((total, [amount, unit]) => total + Number(amount ?? 0) * unit, 0);
}

function sign(minus: string | undefined): number {
  return minus ? -1 : 1;
}
