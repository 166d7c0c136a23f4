const plainWord = /^[A-Za-z0-9_./:@%+=,-]+$/;

/** For bash: nothing in it is read by the shell. */
export function sh(text: string): string {
  return plainWord.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * For PowerShell. Always quoted: a bare word with a comma or a bracket is no text there. Typographic quotes end a text
 * like straight ones, and are doubled like them.
 */
export function ps(text: string): string {
  return `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`;
}
