import type { CommandName } from '../i18n/language-folder.ts';
import { keyword } from '../i18n/texts.ts';
import { type Answer, newNonce } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import { pickCard, pickText } from '../machines/cards/pick.ts';
import type { ArgumentSpec } from './rules/spec.ts';
import type { Turn } from './turn.ts';

/** No ARM id of a VM is longer. */
const longestMachineId = 300;

/**
 * The machine in a button's data: vault and name, or its ARM id if no vault has it.
 * @throws stale-card if there is none
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

/** The data of the button for a page: the line that could be typed, and no more. */
export function pageId(page: number, line: string): string {
  return `${page}:${line}`;
}

/** @throws stale-card if the button's data is something else */
export function parsePageId(turn: Turn<'action'>): { page: number; line: string } {
  const { id } = turn.incoming.data;
  const parts = typeof id === 'string' && id.length <= 200 ? /^(\d{1,4}):(.*)$/s.exec(id) : null;
  if (!parts) throw new CodedError('stale-card');
  return { page: Math.max(1, Number(parts[1])), line: parts[2] ?? '' };
}

/** Asks which machine a command is for, if it was typed without one. The card names none, so anybody may see it. */
export function askWhich({ shared }: Turn<'text'>, command: CommandName): Answer {
  const data = { nonce: newNonce(), command };
  return { kind: 'reply', body: { text: pickText(data, shared), card: pickCard(data, shared) } };
}
