const plainWord = /^[A-Za-z0-9_./:@%+=,-]+$/;

/** A value in an assignment, or for another program than az: nothing in it is read by bash. */
export function word(text: string): string {
  return plainWord.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * An argument of az: nothing in it is read by bash, nor by az. Whatever stands behind @, at its start or after its first
 * =, az takes for the name of a file, and knows no way to say no: such a value is given as a file that only bash has.
 */
export function sh(text: string): string {
  const [, before = '', file] = /^([^=]*=)?(@.+)$/s.exec(text) ?? [];
  return file === undefined ? word(text) : `${before && word(before)}@<(printf %s ${word(file)})`;
}

/**
 * For PowerShell. Always quoted: a bare word with a comma or a bracket is no text there. Typographic quotes end a text
 * like straight ones, and are doubled like them.
 */
export function ps(text: string): string {
  return `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`;
}

/** What an earlier line set, as one word of bash: where that is nothing, the line does not run. */
export function setBefore(variable: string): string {
  return `"\${${variable}:?}"`;
}
