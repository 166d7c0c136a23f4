import { keyword } from '../i18n/command-words.ts';
import type { CommandName } from '../i18n/language-folder.ts';
import type { Answer } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import { newNonce } from '../kernel/nonce.ts';
import { pickCard, pickText } from '../machines/cards/pick.ts';
import type { ArgumentSpec } from './rules/spec.ts';
import type { Turn } from './turn.ts';

/** No ARM id of a VM is longer. */
const longestMachineId = 300;

/**
 * The machine that a button carries: vault and name, or its ARM id where no vault names it.
 * @throws stale-card when it carries none
 */
export function requireMachineId(turn: Turn<'action'>): string {
  const { id } = turn.incoming.data;
  if (typeof id !== 'string' || id.length === 0 || id.length > longestMachineId) throw new CodedError('stale-card');
  return id;
}

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

/** A command was typed without its machine: the card asks for one. It names none, so that anybody may see it. */
export function askWhich({ shared }: Turn<'text'>, command: CommandName): Answer {
  const data = { nonce: newNonce(), command };
  return { kind: 'reply', body: { text: pickText(data, shared), card: pickCard(data, shared) } };
}
