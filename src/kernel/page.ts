/** One page of a list. `number` counts from 1; a number past the end shows the last page. */
export type Page<T> = { rows: T[]; number: number; pages: number; total: number };

export function pageOf<T>(all: readonly T[], number: number, size: number): Page<T> {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const shown = Math.min(Math.max(1, number), pages);
  return { rows: all.slice((shown - 1) * size, shown * size), number: shown, pages, total: all.length };
}
