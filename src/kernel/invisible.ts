/**
 * What nobody sees, but for white space: control and format characters, fillers, variation selectors, and blanks that
 * Unicode holds for signs (an empty Braille cell, a note without a head, a filler of Khitan).
 */
const unseen = String.raw`(?![\t-\r\u0085])[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\u2800\u{1d159}\u{16fe4}]`;
/** What a font may draw as nothing: signs that are in no Unicode, or in nobody's. */
const undrawn = String.raw`[\p{Cn}\p{Co}\p{Cs}]`;
/** White space that may be taken for a space, or for none. */
const otherSpace = String.raw`(?![ \t\n])[\s\u0085]`;

const invisible = new RegExp(unseen, 'gu');
const notSeenAsItIs = new RegExp(`${unseen}|${undrawn}|${otherSpace}`, 'gu');

/** A text as it is seen: two that look the same are the same. */
export function withoutInvisible(text: string): string {
  return text.replace(invisible, '');
}

/** Where each sign means something: what is not seen, or seen as a space, is named. */
export function withInvisibleNamed(text: string): string {
  return text.replace(notSeenAsItIs, (one) => `\\u{${one.codePointAt(0)?.toString(16)}}`);
}
