import { keyword } from '../i18n/command-words.ts';
import { CodedError } from '../kernel/errors.ts';
import type { ArgumentSpec } from './rules/spec.ts';
import type { Turn } from './turn.ts';

/** `vms failing page 2`: the text twin of the button for the next page. */
export const pageArgument: ArgumentSpec = keyword('page', 'phrase');

/** @throws page-unreadable */
export function parsePage(typed: string | undefined): number {
  if (typed === undefined) return 1;
  if (!/^\d{1,4}$/.test(typed)) throw new CodedError('page-unreadable', { given: typed });
  return Math.max(1, Number(typed));
}

/** What the button for a page carries: the same as the line that could be typed, and no more than that. */
export function pageId(page: number, line: string): string {
  return `${page}:${line}`;
}

/** @throws stale-card when a button carries something else */
export function parsePageId(turn: Turn<'action'>): { page: number; line: string } {
  const { id } = turn.incoming.data;
  const parts = typeof id === 'string' && id.length <= 200 ? /^(\d{1,4}):(.*)$/s.exec(id) : null;
  if (!parts) throw new CodedError('stale-card');
  return { page: Math.max(1, Number(parts[1])), line: parts[2] ?? '' };
}
