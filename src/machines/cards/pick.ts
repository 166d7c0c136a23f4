import { commandIn, texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import { buttonsOf, withDialogButton } from '../../ui/button.ts';
import { render } from '../../ui/render.ts';

/** Asks for a machine when a command was typed without one. Its inputs are `vm`, filled by type-ahead, and `name`. */
export type PickCard = {
  nonce: string;
  /** Name of the command that continues with the chosen machine. */
  command: string;
  /** Nothing was chosen at the last click. */
  problem?: boolean;
};

/**
 * Verbs: pick-vm, open-pick in a dialog. The bot supplies choices per person as they type, so the card itself names no
 * machine to a channel; clients without type-ahead get the text field.
 */
export function pickCard({ nonce, command, problem = false }: PickCard, reader: Reader): CardJson {
  const language = texts(reader.language);
  const { t } = language;
  const card = render(
    'pick',
    {
      id: command,
      nonce,
      heading: t(`cards.pick.heading.${command}`),
      problem: t('cards.pick.problem'),
      hasProblem: problem,
      buttons: buttonsOf(['pick-vm'], language),
      twin: t('cards.pick.twin', { command: commandIn(reader.language, command) }),
    },
    reader,
  );
  return withDialogButton(card, { verb: 'open-pick', id: command, nonce, title: t('cards.button.as-dialog') });
}

export function pickText({ command }: Pick<PickCard, 'command'>, reader: Reader): string {
  return texts(reader.language).t('cards.pick.sentence', { command: commandIn(reader.language, command) });
}
