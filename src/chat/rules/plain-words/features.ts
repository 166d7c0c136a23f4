import { looksLikeName } from './names.ts';
import type { ParsedSentence } from './parsed-sentence.ts';
import { longestWord } from './tokens.ts';

/** Pieces of longer words make up for their endings and slips. */
const pieceLength = 3;
const shortestWithPieces = 3;
const shortSentence = 3;

/** What the model looks at, as numbers: words, what stands beside them, pieces of them, and what was found. */
export function featuresOf(sentence: ParsedSentence): number[] {
  return [...new Set(told(sentence).map(hashOf))];
}

function told({ tokens, names, times, ways, asked, facts, role }: ParsedSentence): string[] {
  const words = tokens.flatMap(({ raw, text }, at) => {
    const mark = names.marks.get(at) ?? (role?.words.includes(at) ? 'xrole' : undefined);
    if (mark !== undefined) return mark === '' ? [] : [mark];
    if (text.length > longestWord) return ['xlong'];
    return [looksLikeName(raw) ? 'xname' : text.replace(/\d+/g, '0')];
  });
  const framed = ['^', ...words, '$'];
  const found = ['*'];
  framed.forEach((word, at) => {
    const next = framed[at + 1];
    found.push(`w ${word}`);
    if (next !== undefined) found.push(`b ${word} ${next}`);
    if (word.length >= shortestWithPieces && !/^x/.test(word))
      for (let from = 0; from <= word.length + 2 - pieceLength; from += 1)
        found.push(`p ${`<${word}>`.slice(from, from + pieceLength)}`);
  });
  if (asked) found.push('asked');
  if (facts.threadRequestId !== undefined) found.push('thread');
  if (words.length <= shortSentence) found.push('short');
  const counts = { ...names, role: role ? [role] : [] };
  for (const kind of ['machines', 'vaults', 'requests', 'copies', 'jobs', 'codes', 'role'] as const)
    if (counts[kind].length > 0) found.push(`n ${kind} ${Math.min(counts[kind].length, 2)}`);
  for (const { said, side } of times) found.push(`t ${said.kind} ${side ?? ''}`);
  for (const way of ways) found.push(`y ${way}`);
  return found;
}

/** FNV-1a, of 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
