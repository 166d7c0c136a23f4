import { texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import { render } from '../../ui/render.ts';

/** The two answers to the question whether a request is stopped; the question is the message's text. */
export type StopCard = { id: string; nonce: string; twin: string };

export function stopCard({ id, nonce, twin }: StopCard, reader: Reader): CardJson {
  const { t } = texts(reader.language);
  const buttons = [
    { verb: 'stop-now', title: t('cards.button.stop'), style: 'destructive' },
    { verb: 'keep-going', title: t('cards.button.keep-going'), style: 'default' },
  ];
  return render('decide', { id, nonce, buttons, twin: t('approval.twin', { lines: twin }) }, reader);
}
