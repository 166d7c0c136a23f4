import { intentNames } from './intents.ts';
import type { SentenceModel } from './reading.ts';

/** What a weight of one byte is divided by. */
export const weightScale = 16;

/** The file: how many features there are, their hashes, and their rows of weights. */
export function readModel(file: Buffer): SentenceModel {
  const features = file.readUInt32LE(0);
  const start = 4 + 4 * features;
  if (file.length !== start + features * intentNames.length)
    throw new Error('The model was trained for other intents: npm run sentences -- train');
  const rows = new Map<number, number>();
  for (let row = 0; row < features; row += 1) rows.set(file.readUInt32LE(4 + 4 * row), row);
  return { rows, weights: new Int8Array(file.buffer, file.byteOffset + start, features * intentNames.length) };
}

/** How likely each intent is, in the order of their names: added and multiplied in one order, so that every machine gets the same. */
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

/** e to a number below zero. Math.exp may differ in its last bit from one machine to another. */
function power(exponent: number): number {
  if (exponent < -32) return 0;
  let value = 1 + exponent / 1_024;
  for (let squaring = 0; squaring < 10; squaring += 1) value *= value;
  return value;
}
