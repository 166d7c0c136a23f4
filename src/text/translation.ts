/** A catalogue in another language: the same keys as the English one, each entry with the same members. */
export type Translation<Catalogue> = {
  [Key in keyof Catalogue]: { [Member in keyof Catalogue[Key]]: string };
};
