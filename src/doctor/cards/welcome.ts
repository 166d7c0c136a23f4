import { typedIn } from '../../i18n/command-words.ts';
import { texts } from '../../i18n/texts.ts';
import type { CardJson, Place, Reader } from '../../kernel/chat.ts';
import { render } from '../../ui/render.ts';
import { shown } from '../../ui/truncate.ts';
import type { Diagnosis } from '../rules/diagnosis.ts';
import { doctorLine } from './doctor.ts';

/** What is posted when the app was added somewhere. */
export type WelcomeCard = {
  scope: Place['kind'];
  /** Who added it, where others read along. */
  installer?: string;
  /** What an administrator still has to set. */
  unset: readonly Diagnosis[];
};

const firstLines = ['vms', 'restore', 'help'] as const;

export function welcomeCard({ scope, unset }: WelcomeCard, reader: Reader): CardJson {
  const { t } = texts(reader.language);
  // In a channel the bot hears what mentions it.
  const typed = (line: string) => (scope === 'personal' ? line : t('welcome.mentioned', { line }));
  const todo = unset.map((each) => doctorLine(each, reader));
  return render(
    'welcome',
    {
      heading: t('welcome.heading'),
      lead: t('welcome.lead'),
      where: t(`welcome.where.${scope}`),
      first: t('welcome.first'),
      lines: firstLines.map((name) => ({
        text: `**${typed(typedIn(reader.language)[name])}**  ${t(`welcome.line.${name}`)}`,
      })),
      todo: t('welcome.todo'),
      todos: todo.map(({ message, remedy }) => ({ text: remedy === '' ? message : `${message} ${remedy}` })),
      hasTodos: todo.length > 0,
    },
    reader,
  );
}

export function welcomeText({ installer, scope }: WelcomeCard, reader: Reader): string {
  const { t } = texts(reader.language);
  if (scope === 'personal') return t('welcome.sentence.personal');
  return installer === undefined
    ? t('welcome.sentence.nobody')
    : t('welcome.sentence.by', { name: `<at>${shown(installer, 80)}</at>` });
}
