import { commandIn } from '../../i18n/command-words.ts';
import type { CommandName } from '../../i18n/language-folder.ts';
import { texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import { buttonsOf, refreshOf } from '../../ui/button.ts';
import { withDialogButton } from '../../ui/dialog-button.ts';
import { render } from '../../ui/render.ts';
import { shown } from '../../ui/truncate.ts';

/** What a form asks for. ask: something that somebody else has to approve. */
export type FormWhat = 'restore' | 'backup' | 'policy' | 'protect' | 'resume' | 'ask' | 'drills';

/** What everyone but its owner sees of a form. */
export type FormBusyCard = {
  /** What it asks for; a restore if absent. */
  what?: FormWhat;
  id: string;
  nonce: string;
  owner: string;
  vm: string;
  /** What opens one like it. */
  line: { command: CommandName; rest: string };
  /** Its owner sees it, on a phone: they need no other. */
  own?: boolean;
  /** Teams ids for whom the client asks for their own view: the owner. */
  refreshFor?: string[];
};

/** Verbs: open-own, view-form in a dialog; refresh: view-form. */
export function formBusyCard(data: FormBusyCard, reader: Reader): CardJson {
  const language = texts(reader.language);
  const { command, rest } = data.line;
  const params = { name: shown(data.owner, 80), vm: shown(data.vm, 100) };
  const line = `${commandIn(reader.language, command)} ${shown(rest, 100)}`;
  const card = render(
    'form-busy',
    {
      id: data.id,
      nonce: data.nonce,
      text: language.t(`cards.form-busy.text-${data.what ?? 'restore'}`, params),
      buttons: data.own ? [] : buttonsOf(['open-own'], language),
      twin: language.t(`cards.form-busy.twin-${data.what ?? 'restore'}`, { ...params, line }),
      ...refreshOf(data.refreshFor),
    },
    reader,
  );
  const title = language.t('cards.button.view-form');
  return withDialogButton(card, { verb: 'view-form', id: data.id, nonce: data.nonce, title }, 'first');
}

export function formBusyText(data: Pick<FormBusyCard, 'what' | 'owner' | 'vm'>, reader: Reader): string {
  return texts(reader.language).t(`cards.form-busy.text-${data.what ?? 'restore'}`, {
    name: shown(data.owner, 80),
    vm: shown(data.vm, 100),
  });
}
