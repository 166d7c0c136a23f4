import type { Texts } from '../i18n/texts.ts';
import { type Button, buttonsOf } from './button.ts';

/** A button of a list, with an id of its own: what it opens, or which page comes next. */
export type ListButton = Button & { id: string };

export function listButtons(wanted: readonly { verb: string; id: string }[], texts: Texts): ListButton[] {
  const buttons = buttonsOf(
    wanted.map(({ verb }) => verb),
    texts,
  );
  return buttons.map((button, index) => ({ ...button, id: wanted[index]?.id ?? '' }));
}
