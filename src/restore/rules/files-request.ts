import type { Grammar } from '../../kernel/grammar.ts';

/** From which machine somebody wants files, and from which point, in the words that were typed. */
export type FilesRequest = { vm?: string; point?: string };

/**
 * Reads what follows "restore files": `sql-01`, `from sql-01 #2`, `C:\data\x.txt from sql-01`. Without such a word the
 * machine comes first.
 */
export function parseFilesRequest(text: string, { from, because }: Pick<Grammar, 'from' | 'because'>): FilesRequest {
  const all = text.trim().split(/\s+/).filter(Boolean);
  const end = all.findIndex((word) => because.includes(word.toLowerCase()));
  const words = end === -1 ? all : all.slice(0, end);
  const link = words.findLastIndex((word) => from.includes(word.toLowerCase()));
  const [vm, ...point] = words.slice(link + 1);
  return { ...(vm && { vm }), ...(point.length > 0 && { point: point.join(' ') }) };
}
