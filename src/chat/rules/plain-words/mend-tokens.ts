import { editDistance } from '../../../kernel/edit-distance.ts';
import type { PlainGrammar } from '../../../kernel/plain-grammar.ts';
import type { ParsedSentence } from './parsed-sentence.ts';
import type { Lexicon, Token } from './phrases.ts';

const longestMended = 24;

/** Words of the grammar that one or two slips away from what was typed; nothing that leads to a change. */
export function mendedTokens(
  tokens: readonly Token[],
  { ignored, facts }: ParsedSentence,
  { readers, words }: Lexicon,
): Token[] | undefined {
  const wrong = new Set(ignored.filter((word) => !facts.machines.some((machine) => machine.words.includes(word))));
  let mended = false;
  const result = tokens.map((token) => {
    const { text } = token;
    if (!wrong.has(text) || text.length < 4 || text.length > longestMended || words.has(text) || /\d/.test(text))
      return token;
    const most = text.length >= 7 ? 2 : 1;
    let best: { word: string; distance: number } | undefined;
    for (const word of readers) {
      if (word.length < 4 || Math.abs(word.length - text.length) > most) continue;
      const distance = editDistance(text, word, most);
      if (distance <= most && distance < (best?.distance ?? most + 1)) best = { word, distance };
    }
    if (!best) return token;
    mended = true;
    return { ...token, raw: best.word, text: best.word };
  });
  return mended ? result : undefined;
}

const leastLetters = 5;

/** Words that only lead to a line that is told, one slip away from what was typed. */
export function mendedForTold(
  tokens: readonly Token[],
  { words }: Lexicon,
  { concepts, cues, settingCues }: PlainGrammar,
): Token[] | undefined {
  const told = [
    concepts.mute,
    concepts.unmute,
    concepts.subscribe,
    concepts.unsubscribe,
    cues.digest,
    ...Object.values(settingCues),
  ]
    .flat()
    .flatMap((phrase) => phrase.replace(/\*$/, '').split(' '))
    .filter((word) => word.length >= leastLetters);
  let mended = false;
  const result = tokens.map((token) => {
    if (token.text.length < leastLetters - 1 || words.has(token.text) || !/^\p{L}+$/u.test(token.text)) return token;
    const word = told.find((each) => editDistance(token.text, each, 1) <= 1);
    if (word === undefined || word === token.text) return token;
    mended = true;
    return { ...token, raw: word, text: word };
  });
  return mended ? result : undefined;
}
