import type { CommandName } from '../i18n/language-folder.ts';
import type { Answer } from '../kernel/chat.ts';
import { newNonce } from '../kernel/nonce.ts';
import { pickCard, pickText } from '../machines/cards/pick.ts';
import type { Turn } from './turn.ts';

/** A command was typed without its machine: the card asks for one. It names none, so that anybody may see it. */
export function askWhich({ shared }: Turn<'text'>, command: CommandName): Answer {
  const data = { nonce: newNonce(), command };
  return { kind: 'reply', body: { text: pickText(data, shared), card: pickCard(data, shared) } };
}
