import { languagesByName } from '../i18n/grammar.ts';
import { CodedError } from '../kernel/errors.ts';
import { isLanguage, type Language } from '../kernel/languages.ts';
import { findTimeZone } from '../kernel/time-zones.ts';

/** What a person or a channel reads answers in. */
export type Reading = { language?: Language; timeZone?: string };

/** The language and time zone of a line, if it has one. @throws language-unknown, timezone-unknown */
export function requireReading({ language, timezone }: Readonly<Record<string, string>>): Reading | undefined {
  if (language === undefined && timezone === undefined) return undefined;
  const name = language?.toLowerCase() ?? '';
  const wanted = isLanguage(name) ? name : languagesByName.get(name);
  if (language !== undefined && !wanted) throw new CodedError('language-unknown', { given: language });
  const timeZone = timezone === undefined ? undefined : findTimeZone(timezone);
  if (timezone !== undefined && !timeZone) throw new CodedError('timezone-unknown', { given: timezone });
  return { ...(wanted && { language: wanted }), ...(timeZone && { timeZone }) };
}
