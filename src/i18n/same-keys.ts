/** The shape of a catalogue: the same keys, any text. A missing or an extra key in a translation does not compile. */
export type SameKeys<Catalogue> = {
  readonly [Key in keyof Catalogue]: Catalogue[Key] extends string ? string : SameKeys<Catalogue[Key]>;
};
