const entities: Record<string, string> = {
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  lsquo: "'",
  rsquo: "'",
  ldquo: '"',
  rdquo: '"',
  ndash: '–',
  mdash: '—',
  minus: '−',
  shy: '',
  zwnj: '',
  zwj: '',
  hellip: '...',
};

const blockTags = /<\/?(?:p|br|div|ul|ol|li|blockquote|pre|table|tr|td|hr)(?:\s[^<>]*)?\/?>/gi;
const inlineTags = /<\/?(?:span|b|i|u|s|em|strong|code|a|font|attachment)(?:\s[^<>]*)?\/?>/gi;
const doubleQuotes = /[\u00ab\u00bb\u201c-\u201f\u2033\u2036\u275d\u275e\uff02]/g;
const singleQuotes = /[\u0060\u00b4\u2018-\u201b\u2032\u2035\u2039\u203a\uff07]/g;
/** Hyphen, non-breaking hyphen, figure dash, minus, small and full-width hyphen: always one hyphen. */
const hyphens = /[\u2010-\u2012\u2212\ufe63\uff0d]/g;

/**
 * Undoes what phones, Word and Teams do to typed text; returns one line with single spaces. Two spellings of the
 * same message become the same string, so later code compares exactly.
 */
export function normaliseText(text: string): string {
  return normaliseInput(decodeEntities(text.replace(blockTags, ' ').replace(inlineTags, '')));
}

/** `normaliseText` for a form field, whose raw text has no tags or entities. */
export function normaliseInput(text: string): string {
  const plain = withoutInvisible(text)
    .normalize('NFC')
    .replace(doubleQuotes, '"')
    .replace(singleQuotes, "'")
    .replaceAll('…', '...')
    .replace(/[\s\u0085]+/gu, ' ')
    .trim();
  return normaliseDashes(plain);
}

/** Decodes once only: `&amp;nbsp;` meant the letters. Unknown entities stay. */
function decodeEntities(text: string): string {
  return text.replace(/&(?:#(?<dec>\d{1,7})|#x(?<hex>[0-9a-f]{1,6})|(?<name>[a-z]{2,8}));/gi, (whole, ...rest) => {
    const groups: { dec?: string; hex?: string; name?: string } = rest.at(-1);
    if (groups.name !== undefined) return entities[groups.name.toLowerCase()] ?? whole;
    const code = groups.dec === undefined ? Number.parseInt(groups.hex ?? '', 16) : Number(groups.dec);
    const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    return isCharacter ? String.fromCodePoint(code) : whole;
  });
}

/**
 * Phones turn two hyphens into a dash, so a dash before a word is the `--` of an option. Inside a word an en dash
 * is a hyphen (Word writes it so), an em dash two. A dash between spaces is punctuation, however it was typed.
 */
function normaliseDashes(text: string): string {
  return text
    .replace(hyphens, '-')
    .replace(/(?<=[^\s–—―-])–(?=[^\s–—―-])/gu, '-')
    .replace(/[–—―]/gu, '--')
    .replace(/(?<=^| )-+(?= |$)/g, '-')
    .replace(/(?<=^| )-{2,}(?=[^\s-])/g, '--');
}

/**
 * Invisible characters other than white space: control and format characters, fillers, variation selectors, and
 * blanks that Unicode classes as symbols (an empty Braille cell, a musical null notehead, a Khitan filler).
 */
const unseen = String.raw`(?![\t-\r\u0085])[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\u2800\u{1d159}\u{16fe4}]`;
/** Characters that a font may not draw: unassigned, private use, surrogates. */
const undrawn = String.raw`[\p{Cn}\p{Co}\p{Cs}]`;
/** White space that may look like a space, or like nothing. */
const otherSpace = String.raw`(?![ \t\n])[\s\u0085]`;

const invisible = new RegExp(unseen, 'gu');
const notSeenAsItIs = new RegExp(`${unseen}|${undrawn}|${otherSpace}`, 'gu');

/** Removes invisible characters: texts that look equal become equal. */
export function withoutInvisible(text: string): string {
  return text.replace(invisible, '');
}

/** Names characters that are invisible, or look like a space, where every character matters (scripts). */
export function withInvisibleNamed(text: string): string {
  return text.replace(notSeenAsItIs, (one) => `\\u{${one.codePointAt(0)?.toString(16)}}`);
}

/** Separates its two sides and is invisible: `plain` inserts it so that clients make no link of a bare address. */
export const wordJoiner = '\u2060';

/**
 * Makes text by people or Azure safe on a card: it shows whole and in its own order. Clients execute card
 * functions wherever they find them, {{DATE(…)}} and {{TIME(…)}}; they find none if the braces do not touch.
 */
export function harmlessOnCard(text: string): string {
  return text
    .split(wordJoiner)
    .map(withoutInvisible)
    .join(wordJoiner)
    .replace(/\{(?=\{)/g, `{${wordJoiner}`);
}

/**
 * Removes NUL and unpaired surrogates, which PostgreSQL rejects in text and jsonb, even in search values. People can
 * type both and JSON can carry both, and a rejected row would abort the transaction that carries a decision.
 */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd');
}

/** Azure's rule for the name of a VM resource: no leading or trailing dot or dash, 64 characters. */
const vmName = /^[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,62}[A-Za-z0-9_])?$/;
const longest = 64;

export function isVmName(name: string): boolean {
  return vmName.test(name);
}

/** `{vm}` stands for the source, `{day}` for the day of the point (MMDD, UTC). */
const usual = '{vm}-r{day}';

/** Whether a pattern produces names: the source once, at most the day besides, and room for a number. */
export function isNamePattern(pattern: string): boolean {
  const [before, after, more] = pattern.split('{vm}');
  if (before === undefined || after === undefined || more !== undefined) return false;
  return isVmName(nameBy(pattern, 'x', '0101')) && pattern.length <= longest / 2;
}

/**
 * Default name of a restored machine, numbered if taken.
 * @param taken names in the target group, in any case
 * @param pattern of the vault's profile
 */
export function defaultVmName(source: string, at: Date, taken: readonly string[], pattern = usual): string {
  const day = at.toISOString().slice(5, 10).replace('-', '');
  const used = new Set(taken.map((name) => name.toLowerCase()));
  for (let count = 1; ; count += 1) {
    const end = count === 1 ? '' : `-${count}`;
    const room = longest - nameBy(pattern, '', day).length - end.length;
    const name = `${nameBy(pattern, source.slice(0, room).replace(/[.-]+$/, ''), day)}${end}`;
    if (!used.has(name.toLowerCase())) return name;
  }
}

function nameBy(pattern: string, source: string, day: string): string {
  return pattern.replace('{vm}', source).replace('{day}', day);
}

/** Name of the machine's network interface in the generated template. */
export function interfaceNameOf(vm: string): string {
  return `${vm}-nic`;
}
