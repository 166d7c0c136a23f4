/** Each is a folder of src/i18n. English is the first: every other folder must have the same texts. */
export const languages = ['en', 'nl'] as const;
export type Language = (typeof languages)[number];

export function isLanguage(text: unknown): text is Language {
  return languages.some((language) => language === text);
}

export function byLanguage<Value>(make: (language: Language) => Value): Record<Language, Value> {
  return Object.fromEntries(languages.map((language) => [language, make(language)])) as Record<Language, Value>;
}

/** @param locale as a client sends it, e.g. nl-NL */
export function findLanguage(locale: string | undefined): Language | undefined {
  const [subtag] = (locale ?? '').toLowerCase().split(/[-_]/);
  return languages.find((language) => language === subtag);
}
