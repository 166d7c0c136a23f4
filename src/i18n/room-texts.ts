export type TextTree = { readonly [key: string]: string | TextTree };

export type CommandWords = {
  /** What it is for, as help and the app's menu say it. */
  summary: string;
  /** Several words are allowed. The first is what texts of the language tell people to type. */
  names: readonly [string, ...string[]];
  /** Lines that work as typed, the same in each language. */
  examples: readonly string[];
};

/** All that one room says in a language, and what is typed to it. */
export type RoomTexts = {
  commands?: Readonly<Record<string, CommandWords>>;
  /** What else is understood as a keyword than its own name, longer spellings first. */
  keywords?: Readonly<Record<string, readonly string[]>>;
  /** By whole keys: rooms add to each other's areas, such as `cards.button`. */
  texts: TextTree;
};
