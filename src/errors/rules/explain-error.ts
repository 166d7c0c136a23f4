import type { CatalogueEntry } from './entry.ts';
import { guestKnownErrors } from './guest-errors.ts';
import { jobsKnownErrors } from './jobs-errors.ts';
import { keysKnownErrors } from './keys-errors.ts';
import { machineKnownErrors } from './machine-errors.ts';
import { resourceManagerKnownErrors } from './resource-manager-errors.ts';
import { restoreKnownErrors } from './restore-errors.ts';
import { serviceKnownErrors } from './service-errors.ts';
import { setupKnownErrors } from './setup-errors.ts';

/** Earlier ones win where two entries share a title and nothing else tells them apart. */
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
 * What is known about an error of Azure, best match first. By title; where entries share a title the number decides,
 * and one that counts only with certain words stands last where there are no words.
 * Without a known title by number, and last by message. Empty if it is not known: then show Azure's own text.
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
