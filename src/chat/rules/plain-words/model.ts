import { intentNames } from './intents.ts';
import { looksLikeName } from './names.ts';
import type { ParsedSentence } from './parsed-sentence.ts';
import type { SentenceModel } from './reading.ts';
import { longestWord } from './tokens.ts';

/** Divisor of a one-byte weight. */
export const weightScale = 16;

/** Reads the file: the number of features, their hashes, and their rows of weights. */
export function readModel(file: Buffer): SentenceModel {
  const features = file.readUInt32LE(0);
  const start = 4 + 4 * features;
  if (file.length !== start + features * intentNames.length)
    throw new Error('The model was trained for other intents: npm run sentences -- train');
  const rows = new Map<number, number>();
  for (let row = 0; row < features; row += 1) rows.set(file.readUInt32LE(4 + 4 * row), row);
  return { rows, weights: new Int8Array(file.buffer, file.byteOffset + start, features * intentNames.length) };
}

/**
 * The likelihood of each intent, in the order of their names. Sums and products have a fixed order, so that every
 * machine gets the same.
 */
export function weigh({ rows, weights }: SentenceModel, features: readonly number[]): Float64Array {
  const sums = new Float64Array(intentNames.length);
  for (const feature of features) {
    const row = rows.get(feature);
    if (row === undefined) continue;
    const start = row * sums.length;
    for (let intent = 0; intent < sums.length; intent += 1)
      sums[intent] = (sums[intent] ?? 0) + (weights[start + intent] ?? 0);
  }
  return likelihoods(sums.map((sum) => sum / weightScale));
}

/** Shares of 1. */
export function likelihoods(scores: Float64Array): Float64Array {
  const highest = scores.reduce((one, other) => Math.max(one, other), -Infinity);
  const powers = scores.map((score) => power(score - highest));
  const sum = powers.reduce((one, other) => one + other, 0);
  return powers.map((each) => each / sum);
}

/** e to a negative power. Math.exp may differ in its last bit from one machine to another. */
function power(exponent: number): number {
  if (exponent < -32) return 0;
  let value = 1 + exponent / 1_024;
  for (let squaring = 0; squaring < 10; squaring += 1) value *= value;
  return value;
}

/** Pieces of longer words make up for endings and typing slips. */
const pieceLength = 3;
const shortestWithPieces = 3;
const shortSentence = 3;

/** Features that the model sees, as numbers: words, their neighbours, pieces of them, and what was found. */
export function featuresOf(sentence: ParsedSentence): number[] {
  return [...new Set(featureNames(sentence).map(hashOf))];
}

function featureNames({ tokens, names, times, ways, asked, facts, role }: ParsedSentence): string[] {
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

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
