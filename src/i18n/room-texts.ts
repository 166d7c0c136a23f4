export type TextTree = { readonly [key: string]: string | TextTree };

export type CommandWords = {
  /** Purpose of the command, in help and the app's menu. */
  summary: string;
  /** A name may have several words. Texts of the language tell people to type the first. */
  names: readonly [string, ...string[]];
  /** Further names that are understood and that no list shows. */
  unlisted?: readonly string[];
  /** Lines that work as typed, as many in each language. They begin with its first name there. */
  examples: readonly string[];
};

/** All texts of one room in a language, and its commands. */
export type RoomTexts = {
  commands?: Readonly<Record<string, CommandWords>>;
  /** Further words for a keyword beside its own name, longer spellings first. */
  keywords?: Readonly<Record<string, readonly string[]>>;
  /** By full key: rooms add to each other's areas, such as `cards.button`. */
  texts: TextTree;
};
