import { asFailure, CodedError } from '../kernel/errors.ts';
import { findLanguage, type Language, languages } from '../kernel/languages.ts';
import { failureText } from './failure-text.ts';
import { plain } from './plain.ts';
import { type Texts, texts } from './texts.ts';

function of(locale: string | undefined): Texts {
  return texts(findLanguage(locale) ?? languages[0]);
}

/** The Teams module's own sentences, in the client's language. */
export const teamsTexts = {
  checking: (locale: string | undefined) => of(locale).t('say.checking'),
  slow: (locale: string | undefined) => of(locale).t('say.slow'),
  neutral: (locale: string | undefined) => of(locale).t('say.neutral'),
  elsewhere: (language: Language, name: string) => texts(language).t('say.elsewhere', { name: plain(name) }),
  done: (locale: string | undefined) => of(locale).t('say.done'),
  error: (locale: string | undefined, id: string) => of(locale).t('say.error', { id }),
  passing: (locale: string | undefined, error: unknown) =>
    error instanceof CodedError && error.code.startsWith('store.')
      ? failureText(of(locale), asFailure(error))
      : undefined,
  refused: (locale: string | undefined, why: string) => of(locale).t(`say.refused.${why}`),
};
