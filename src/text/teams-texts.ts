import type { Language } from '../domain/turn.ts';
import { type Texts, texts } from './texts.ts';

function of(locale: string | undefined): Texts {
  const language: Language = locale?.toLowerCase().startsWith('nl') ? 'nl' : 'en';
  return texts(language);
}

/** The few sentences that the Teams module says itself, in the language of the client. */
export const teamsTexts = {
  checking: (locale: string | undefined) => of(locale).t('say.checking'),
  neutral: (locale: string | undefined) => of(locale).t('say.neutral'),
  done: (locale: string | undefined) => of(locale).t('say.done'),
  error: (locale: string | undefined, id: string) => of(locale).t('say.error', { id }),
  refused: (locale: string | undefined, why: string) => of(locale).t(`say.refused.${why}`),
};
