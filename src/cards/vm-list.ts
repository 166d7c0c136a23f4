import type { CardJson, Reader } from '../domain/turn.ts';
import { texts } from '../text/texts.ts';
import { render } from './render.ts';
import { clip, shown } from './shown.ts';

/** Several machines carry the name that was typed: one has to be picked, none is guessed. */
export type VmListCard = {
  id: string;
  nonce: string;
  /** What was typed. */
  typed: string;
  /** The command that goes on with the pick, as a person types it. */
  command: string;
  /** `name` is what tells it apart, e.g. rsv-prod/sql-01; the first 5 are shown. */
  choices: { name: string; resourceGroup: string; vault: string }[];
};

/** Teams shows six buttons and hides the rest; the names beyond can be typed. */
const mostChoices = 5;

/** One button per choice: verb `pick`, with the choice's position as `choice` beside id and nonce. */
export function vmListCard(data: VmListCard, reader: Reader): CardJson {
  const { t } = texts(reader.language);
  const choices = data.choices.slice(0, mostChoices);
  const more = data.choices.length - choices.length;
  return render(
    'vm-list',
    {
      id: data.id,
      nonce: data.nonce,
      heading: t('cards.vm-list.heading', { count: data.choices.length, name: shown(data.typed, 80) }),
      choices: choices.map((choice, index) => ({
        index,
        title: clip(choice.name, 60),
        line: t('cards.vm-list.line', {
          name: shown(choice.name, 100),
          group: shown(choice.resourceGroup, 90),
          vault: shown(choice.vault, 80),
        }),
      })),
      more: more > 0 ? t('cards.vm-list.more', { count: more }) : '',
      hasMore: more > 0,
      twin: t('cards.vm-list.twin', { command: data.command, name: shown(choices[0]?.name ?? '', 100) }),
    },
    reader,
  );
}

export function vmListText(data: Pick<VmListCard, 'typed' | 'choices'>, reader: Reader): string {
  const names = data.choices.slice(0, mostChoices).map(({ name }) => shown(name, 100));
  return texts(reader.language).t('cards.vm-list.sentence', { name: shown(data.typed, 80), choices: names.join(', ') });
}
