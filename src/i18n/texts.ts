import { createInstance } from 'i18next';
import { byLanguage, type Language, languages } from '../kernel/languages.ts';
import { folders } from './folders.ts';
import type { CommandName, KeywordName, Typed } from './language-folder.ts';

export type TextParams = Record<string, string | number>;

export type Texts = {
  language: Language;
  /**
   * The text of a key such as `errors.vm-not-found.message`. A number called `count` chooses singular or plural. Values
   * are inserted unchanged: text by people or Azure must have gone through `plain` if the result is shown as Markdown.
   * @throws outside production, when the key or a parameter is missing; in production the gap is shown.
   */
  t(key: string, params?: TextParams): string;
  has(key: string): boolean;
  /** All texts below a key, as nested strings: a card template's `t`. */
  below(key: string): Readonly<Record<string, unknown>>;
};

const strict = process.env.NODE_ENV !== 'production';

const i18n = createInstance();
// Synchronous: everything is in memory, and main has no other reason to wait.
void i18n.init({
  lng: languages[0],
  fallbackLng: languages[0],
  initAsync: false,
  resources: byLanguage((language) => ({ translation: folders[language].texts })),
  nsSeparator: false,
  returnEmptyString: true,
  // skipOnVariables: a machine called `$t(errors.internal)` or `{{name}}` stays text.
  interpolation: { escapeValue: false, skipOnVariables: true },
  ...(strict && {
    parseMissingKeyHandler: (key: string) => {
      throw new Error(`missing text: ${key}`);
    },
    missingInterpolationHandler: (text: string, match: RegExpExecArray) => {
      throw new Error(`missing parameter ${match[0]} in: ${text}`);
    },
  }),
});

const all = byLanguage(textsOf);

export function texts(language: Language): Texts {
  return all[language];
}

function textsOf(language: Language): Texts {
  const fixed = i18n.getFixedT(language);
  // Caches texts without parameters, which never change: i18next looks a key up anew each time, and a card has
  // some forty texts. Only existing keys are cached, so this cannot grow.
  const constant = new Map<string, string>();
  const groups = new Map<string, Readonly<Record<string, unknown>>>();
  return {
    language,
    t(key, params) {
      if (params) return fixed(key, params);
      const known = constant.get(key);
      if (known !== undefined) return known;
      const text = fixed(key, {});
      if (i18n.exists(key, { lng: language })) constant.set(key, text);
      return text;
    },
    has: (key) => i18n.exists(key, { lng: language, count: 1 }) || i18n.exists(key, { lng: language }),
    below(key) {
      const known = groups.get(key);
      if (known) return known;
      const found: unknown = fixed(key, { returnObjects: true, skipInterpolation: true });
      if (typeof found !== 'object' || found === null) return {};
      const group = Object.freeze({ ...found });
      groups.set(key, group);
      return group;
    },
  };
}

/** The head of a command's spec. */
export function named(name: CommandName): { name: string; aliases: Record<Language, readonly string[]> } {
  const words = (language: Language) => folders[language].commands[name];
  return { name, aliases: byLanguage((language) => [...words(language).names, ...(words(language).unlisted ?? [])]) };
}

/** Names of a command in a language that lists show. */
export function namesIn(language: Language, name: string): readonly string[] {
  return isCommandName(name) ? folders[language].commands[name].names : [];
}

/**
 * A keyword of a command's spec.
 * @param name its argument, if other commands use the same words for another one
 */
export function keyword<Takes extends 'phrase' | 'rest' | 'nothing'>(
  words: KeywordName,
  takes: Takes,
  name: string = words,
) {
  return { kind: 'keyword' as const, name, words: byLanguage((language) => folders[language].keywords[words]), takes };
}

/** The words that texts in a language tell people to type, by command. */
export function typedIn(language: Language): Typed {
  return folders[language].typed;
}

/** The words to type for one command, by the name of its spec. */
export function commandIn(language: Language, name: string): string {
  return isCommandName(name) ? folders[language].typed[name] : name;
}

/** The words for a keyword; the name itself if it has none or is not a keyword. */
export function keywordIn(language: Language, name: string): string {
  const words: Readonly<Record<string, readonly string[]>> = folders[language].keywords;
  return (Object.hasOwn(words, name) && words[name]?.[0]) || name;
}

/** Lines that work as typed. */
export function examplesIn(language: Language, name: string): readonly string[] {
  return isCommandName(name) ? folders[language].commands[name].examples : [];
}

function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(folders.en.commands, name);
}
