/**
 * The text in a pseudo-language: every word begins with an accent and is 40 % longer. Parameters, addresses and
 * Markdown stay as they are.
 */
export function pseudoText(text: string): string {
  return text
    .split(/(\{\{\w+\}\}|https?:\/\/\S+)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/\p{L}+/gu, pseudoWord)))
    .join('');
}

const accents: Record<string, string> = Object.fromEntries(
  [...'aàbƀcçdđeèfƒgğhĥiìjĵkķlĺmɱnñoòpƥqʠrŕsśtţuùvṽwŵxẋyỳzž'.matchAll(/(\p{ASCII})(\P{ASCII})/gu)].map(
    ([, plain = '', accented = '']) => [plain, accented],
  ),
);

function pseudoWord(word: string): string {
  const first = word.charAt(0);
  const accented = accents[first.toLowerCase()] ?? first;
  const begin = first === first.toLowerCase() ? accented : accented.toUpperCase();
  // A word grows by one letter at least, which compensates for longer words that are rounded down.
  return `${begin}${word.slice(1)}${word.slice(-1).repeat(Math.round(word.length * 0.4))}`;
}

/** Applies pseudoText to every text below a value. */
export function pseudo<Value>(value: Value): Value {
  if (typeof value === 'string') return pseudoText(value) as Value;
  if (Array.isArray(value)) return value.map(pseudo) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, below]) => [key, pseudo(below)])) as Value;
}
