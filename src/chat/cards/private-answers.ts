import { texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import { buttonsOf } from '../../ui/button.ts';
import { render } from '../../ui/render.ts';

/** Asks the one who sees it whether they do. */
export type PrivateAnswersCard = { nonce: string };

/** Verb: private-seen. */
export function privateAnswersCard({ nonce }: PrivateAnswersCard, reader: Reader): CardJson {
  const language = texts(reader.language);
  const data = {
    nonce,
    twin: language.t('cards.private-answers.twin'),
    buttons: buttonsOf(['private-seen'], language),
  };
  return render('private-answers', data, reader);
}

export function privateAnswersText(_: PrivateAnswersCard, reader: Reader): string {
  return texts(reader.language).t('cards.private-answers.sentence');
}
