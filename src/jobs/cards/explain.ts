import type { KnownError } from '../../azure/rules/explain-error.ts';
import { shown } from '../../i18n/plain.ts';
import { commandIn, texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import { type Fact, render } from '../../ui/render.ts';

/** Known causes of an error: none, one, or several that match what was typed. */
export type ExplainCard = {
  asked: string;
  errors: readonly KnownError[];
  /** Existing commands; no others are recommended. */
  commands: readonly string[];
  /** Similar titles, if nothing matches. */
  near: readonly string[];
};

const maxFound = 3;

export function explainCard({ asked, errors, commands, near }: ExplainCard, reader: Reader): CardJson {
  const { t } = texts(reader.language);
  const heading = t('cards.explain.heading', { asked: shown(asked, 120) });
  const unknown = [
    t('cards.explain.unknown'),
    ...(near.length > 0 ? [t('cards.explain.near', { titles: near.map((title) => shown(title, 80)).join(', ') })] : []),
    t('cards.explain.own-text'),
  ];
  return render(
    'explain',
    {
      heading,
      entries: errors.slice(0, maxFound).map((error) => ({
        title: [...error.titles.slice(0, 2), ...numbersOf(error)].map((name) => shown(String(name), 80)).join(', '),
        cause: t(`catalogue.${error.id}.cause`),
        remedy: t(`catalogue.${error.id}.remedy`),
        facts: factsOf(error, commands, reader),
      })),
      lines: errors.length === 0 ? unknown.map((text) => ({ text })) : [],
    },
    reader,
  );
}

export function explainText({ asked, errors, near }: Omit<ExplainCard, 'commands'>, reader: Reader): string {
  const { t } = texts(reader.language);
  const [first] = errors;
  if (first) return `${t(`catalogue.${first.id}.cause`)} ${t(`catalogue.${first.id}.remedy`)}`;
  const said = t('cards.explain.sentence-unknown', { asked: shown(asked, 120) });
  return near.length === 0 ? said : `${said} ${t('cards.explain.near', { titles: near.join(', ') })}`;
}

function factsOf(error: KnownError, commands: readonly string[], reader: Reader): Fact[] {
  const { t } = texts(reader.language);
  const { mend } = error;
  return [
    { title: t('cards.explain.fact.retry'), value: t(`cards.explain.retry.${error.retry}`) },
    ...(mend !== undefined && commands.includes(mend)
      ? [{ title: t('cards.explain.fact.mend'), value: commandIn(reader.language, mend) }]
      : []),
  ];
}

function numbersOf(error: KnownError): readonly number[] {
  return error.numbers ?? [];
}
