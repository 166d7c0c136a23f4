import { formCard } from '../../chat/cards/form.ts';
import { formatDuration } from '../../i18n/dates.ts';
import type { CommandName } from '../../i18n/language-folder.ts';
import { shown } from '../../i18n/plain.ts';
import { commandIn, texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import {
  type GatedChange,
  gatedHeading,
  gatedNotes,
  gatedParagraph,
  paramsOfChange,
} from '../../requests/cards/gated-change.ts';

/** Asks for a reason before something that needs someone else's approval is requested. Its input is `reason`. */
export type AskFormCard = {
  id: string;
  nonce: string;
  owner: string;
  what: GatedChange;
  /** The line that asks for the same. */
  line: { command: CommandName; rest: string };
  reason: string;
  /** Time that approvers have, in world milliseconds. */
  decideMs: number;
  problem?: string;
  refreshFor?: string[];
};

/** Verbs: ask-go (with the input), form-cancel. */
export function askFormCard(data: AskFormCard, reader: Reader): CardJson {
  const { t, has } = texts(reader.language);
  const { command, rest } = data.line;
  const line = `${commandIn(reader.language, command)} ${shown(rest, 100)}`;
  const own = `cards.ask-form.twin-${data.what.kind}`;
  return formCard(
    {
      id: data.id,
      nonce: data.nonce,
      owner: data.owner,
      heading: gatedHeading(data.what, reader),
      lines: [
        gatedParagraph(data.what, reader, 'form'),
        ...(data.what.formLines?.(reader) ?? []),
        ...gatedNotes(data.what, reader).map(({ text }) => text),
      ],
      fields: [
        {
          id: 'reason',
          label: t(data.what.kind === 'release' ? 'cards.ask-form.examined' : 'cards.ask-form.reason'),
          errorMessage: t('cards.shared.error'),
          placeholder: t('cards.ask-form.reasonHint'),
          value: data.reason,
          isRequired: true,
          isMultiline: true,
        },
      ],
      closing: [t('cards.ask-form.next', { duration: formatDuration(data.decideMs, reader) })],
      ...(data.problem !== undefined && { problem: data.problem }),
      buttons: ['ask-go', 'form-cancel'],
      twin: t(has(own) ? own : 'cards.ask-form.twin', { ...paramsOfChange(data.what, reader), line }),
      ...(data.refreshFor && { refreshFor: data.refreshFor }),
    },
    reader,
  );
}
