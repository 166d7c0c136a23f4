import fc from 'fast-check';

/** Changes that phones, Word and Teams make to a typed `text`: a random choice for each character. */
export function asSentByPhone(text: string): fc.Arbitrary<string> {
  const pieces = [...text.matchAll(/--|./gs)].map(([piece], index) => spellings(piece, index, text));
  return fc
    .record({
      pieces: fc.tuple(...pieces),
      joints: fc.array(fc.constantFrom('', '', '', '', '\u200b', '\u2060', '\ufeff', '\u00ad'), {
        minLength: pieces.length,
        maxLength: pieces.length,
      }),
      before: fc.constantFrom('', ' ', '\u00a0', '&nbsp;', '\n', '<p>'),
      after: fc.constantFrom('', ' ', '.', '. ', '!', '\n', '&nbsp;', '</p>', ' \u200b'),
    })
    .map(({ pieces: chosen, joints, before, after }) => {
      return before + chosen.map((piece, index) => piece + joints[index]).join('') + after;
    });
}

function spellings(piece: string, index: number, text: string): fc.Arbitrary<string> {
  switch (piece) {
    case ' ':
      return fc.constantFrom(' ', ' ', '  ', '\u00a0', '\u202f', '&nbsp;', '\n', '\r\n', ' \t', '<br>', '<br/>');
    case '--':
      return fc.constantFrom('--', '—', '–', '―');
    case '-':
      return isInsideWord(index, text) ? fc.constantFrom('-', '-', '‑', '‐', '–', '−') : fc.constantFrom('-', '−');
    case '"':
      return fc.constantFrom('"', '“', '”', '„', '«', '&quot;', '&ldquo;');
    case "'":
      return fc.constantFrom("'", '’', '‘', '&#39;', '&rsquo;', '&#x27;');
    case '&':
      return fc.constant('&amp;');
    case '<':
      return fc.constant('&lt;');
    default:
      return index === 0 ? fc.constantFrom(piece, piece.toUpperCase()) : fc.constant(piece);
  }
}

function isInsideWord(index: number, text: string): boolean {
  // Pieces before `index` are single characters if no `--` came before; dashes of options only stand at the start of
  // words.
  const at = [...text.matchAll(/--|./gs)][index]?.index ?? 0;
  return /\S/.test(text.charAt(at - 1)) && /[^\s-]/.test(text.charAt(at + 1)) && at > 0;
}
