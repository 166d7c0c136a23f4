import { nearest } from '../../kernel/nearest.ts';
import type { CatalogueEntry } from './entry.ts';
import { guestKnownErrors } from './guest-errors.ts';
import { jobsKnownErrors } from './jobs-errors.ts';
import { keysKnownErrors } from './keys-errors.ts';
import { machineKnownErrors } from './machine-errors.ts';
import { resourceManagerKnownErrors } from './resource-manager-errors.ts';
import { restoreKnownErrors } from './restore-errors.ts';
import { serviceKnownErrors } from './service-errors.ts';
import { setupKnownErrors } from './setup-errors.ts';

/** Earlier entries win where two share a title and nothing else distinguishes them. */
const entries = [
  ...resourceManagerKnownErrors,
  ...setupKnownErrors,
  ...keysKnownErrors,
  ...restoreKnownErrors,
  ...jobsKnownErrors,
  ...serviceKnownErrors,
  ...machineKnownErrors,
  ...guestKnownErrors,
] as const;

export type CatalogueId = (typeof entries)[number]['id'];
export type KnownError = CatalogueEntry & { id: CatalogueId };

/** Every known error. */
export const catalogue: readonly KnownError[] = entries;

const ids: ReadonlySet<string> = new Set(entries.map(({ id }) => id));

export function isCatalogueId(id: string): id is CatalogueId {
  return ids.has(id);
}

export type ReportedError = {
  /** errorTitle of a job, title of a health detail. */
  title?: string | undefined;
  /** errorCode of a job (a number), or error.code of an HTTP answer or operation (a symbol). */
  code?: string | number | undefined;
  message?: string | undefined;
};

/**
 * Known errors that match, best first. Matched by title; among entries with one title the number decides, and an
 * entry with `onlyWith` comes last if there is no message. Without a known title, matched by number, then by
 * message. Empty if unknown: then show Azure's own text.
 */
export function explainAll(error: ReportedError): KnownError[] {
  const number = asNumber(error.code);
  const titles = [error.title, number === undefined ? error.code : undefined]
    .filter((one) => one !== undefined)
    .map((one) => String(one).trim().toLowerCase());
  const message = error.message ?? '';
  const byTitle = catalogue.filter(
    (entry) => entry.titles.some((title) => titles.includes(title.toLowerCase())) && fits(entry, message),
  );
  const doubt = (entry: KnownError) => (hasNumber(entry, number) ? 0 : message === '' && entry.onlyWith ? 2 : 1);
  if (byTitle.length > 0) return [...byTitle].sort((a, b) => doubt(a) - doubt(b));
  const byNumber = catalogue.filter((entry) => hasNumber(entry, number));
  if (byNumber.length > 0) return byNumber;
  return catalogue.filter((entry) => entry.message?.test(message) === true);
}

/** The best match, or undefined if the error is not known. */
export function explainError(error: ReportedError): KnownError | undefined {
  return explainAll(error)[0];
}

function fits(entry: CatalogueEntry, message: string): boolean {
  return message === '' || entry.onlyWith === undefined || entry.onlyWith.test(message);
}

function hasNumber(entry: CatalogueEntry, number: number | undefined): boolean {
  return number !== undefined && entry.numbers?.includes(number) === true;
}

function asNumber(code: string | number | undefined): number | undefined {
  if (typeof code === 'number') return code;
  return code !== undefined && /^\d+$/.test(code.trim()) ? Number(code) : undefined;
}

/** The sentence of a text without a code that is a known Azure message, and where its characteristic words begin. */
export function findErrorMessage(text: string): { words: string; at: number } | undefined {
  for (const { message } of catalogue) {
    const found = message?.exec(text);
    if (!found) continue;
    const before = text.slice(0, found.index);
    const start = before.length - (before.split(/[.:;"]\s?/).at(-1) ?? '').length;
    const end = found.index + found[0].length;
    const rest = /^[^.:;"]*/.exec(text.slice(end))?.[0] ?? '';
    return { words: text.slice(start, end) + rest, at: found.index };
  }
  return undefined;
}

/** Prefix of most titles, which people leave out. */
const usual = 'usererror';

const titles = new Map(
  catalogue
    .flatMap((entry) => entry.titles)
    .flatMap((title) => {
      const letters = lettersOf(title);
      return letters.startsWith(usual)
        ? ([
            [letters, title],
            [letters.slice(usual.length), title],
          ] as const)
        : ([[letters, title]] as const);
    }),
);

/**
 * The title of a known error, in lower case, as separate or dictated words: "user error key vault permissions not
 * configured".
 */
export function findErrorTitle(typed: string): string | undefined {
  return titles.get(lettersOf(typed));
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

export type LookUp = { errors: KnownError[]; near: string[] };

/**
 * Known errors in typed or pasted text: a title, a number, or a whole message that contains one. If there is none,
 * similar titles.
 */
export function lookUp(typed: string): LookUp {
  const text = typed.trim();
  const whole = explainAll({ title: text, code: text });
  if (whole.length > 0) return { errors: whole, near: [] };
  const words = text.split(/[^\p{L}\p{N}_]+/u).filter((word) => word !== '');
  // A symbol says more than a number, and both more than the words around them.
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
