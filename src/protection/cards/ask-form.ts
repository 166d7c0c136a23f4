import { formCard } from '../../chat/cards/form.ts';
import { formatDuration } from '../../i18n/dates.ts';
import { texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import { paramsOfChange } from '../../requests/cards/change-view.ts';
import { type GatedChange, gatedHeading, gatedParagraph, gatedWarnings } from '../../requests/cards/gated-change.ts';

/** Asks for a reason before something that needs someone else's approval is requested. Its input is `reason`. */
export type AskFormCard = {
  id: string;
  nonce: string;
  owner: string;
  what: GatedChange;
  reason: string;
  /** Time that approvers have, in world milliseconds. */
  decideMs: number;
  problem?: string;
  refreshFor?: string[];
};

/** Verbs: ask-go (with the input), form-cancel. */
export function askFormCard(data: AskFormCard, reader: Reader): CardJson {
  const { t } = texts(reader.language);
  return formCard(
    {
      id: data.id,
      nonce: data.nonce,
      owner: data.owner,
      heading: gatedHeading(data.what, reader),
      lines: [
        gatedParagraph(data.what, reader, 'form'),
        ...(data.what.formLines?.(reader) ?? []),
        ...gatedWarnings(data.what, reader).map((warning) => `! ${warning}`),
      ],
      fields: [
        {
          id: 'reason',
          label: t(data.what.kind === 'release' ? 'cards.ask-form.examined' : 'cards.ask-form.reason'),
          errorMessage: t('cards.ask-form.reasonError'),
          placeholder: t('cards.ask-form.reasonHint'),
          value: data.reason,
          isRequired: true,
          isMultiline: true,
        },
      ],
      closing: [t('cards.ask-form.next', { duration: formatDuration(data.decideMs, reader) })],
      ...(data.problem !== undefined && { problem: data.problem }),
      buttons: ['ask-go', 'form-cancel'],
      twin: t(`cards.ask-form.twin-${data.what.kind}`, paramsOfChange(data.what, reader)),
      ...(data.refreshFor && { refreshFor: data.refreshFor }),
    },
    reader,
  );
}
