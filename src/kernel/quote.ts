const plainWord = /^[A-Za-z0-9_./:@%+=,-]+$/;

/** Quotes a value in an assignment, or for a program other than az: bash expands nothing in it. */
export function word(text: string): string {
  return plainWord.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * Quotes an argument of az against bash and az. az reads the text behind @, at the start or after the first =, as
 * a file name and has no escape for it: such a value is passed as a file that only bash sees.
 */
export function sh(text: string): string {
  const [, before = '', file] = /^([^=]*=)?(@.+)$/s.exec(text) ?? [];
  return file === undefined ? word(text) : `${before && word(before)}@<(printf %s ${word(file)})`;
}

/**
 * Quotes for PowerShell, always: an unquoted word with a comma or a bracket is no string there. Typographic quotes
 * end a string like straight ones, and are doubled like them.
 */
export function ps(text: string): string {
  return `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`;
}

/** A variable of an earlier line as one bash word: if it is empty, the line does not run. */
export function setBefore(variable: string): string {
  return `"\${${variable}:?}"`;
}
