import { texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import { render } from '../../ui/render.ts';
import { shown } from '../../ui/truncate.ts';
import type { FormWhat } from './form-busy.ts';

/** The one line that is left of a form. */
export type FormFoldedCard = {
  /** What it asks for; a restore if absent. */
  what?: FormWhat;
  /** submitted: it became request `id`. cancelled: by its owner. replaced: made room for newer ones. expired: after 15 minutes. rehearsed: shown, as its tier is off. */
  how: 'submitted' | 'cancelled' | 'replaced' | 'expired' | 'rehearsed';
  id: string;
  owner: string;
  vm: string;
};

export function formFoldedCard(data: FormFoldedCard, reader: Reader): CardJson {
  return render('form-folded', { text: formFoldedText(data, reader) }, reader);
}

export function formFoldedText(data: FormFoldedCard, reader: Reader): string {
  const key = data.how === 'submitted' ? `submitted-${data.what ?? 'restore'}` : data.how;
  return texts(reader.language).t(`cards.form-folded.${key}`, {
    id: data.id,
    name: shown(data.owner, 80),
    vm: shown(data.vm, 100),
  });
}
