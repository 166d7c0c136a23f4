import { findReason } from '../src/chat/rules/plain-words/find-details.ts';
import { intentNames } from '../src/chat/rules/plain-words/intents.ts';
import { featuresOf, likelihoods, weightScale } from '../src/chat/rules/plain-words/model.ts';
import { splitSentence } from '../src/chat/rules/plain-words/parsed-sentence.ts';
import type { SentenceFacts, SentenceModel } from '../src/chat/rules/plain-words/reading.ts';
import { tokensOf } from '../src/chat/rules/plain-words/tokens.ts';
import { factsOf, type Sample } from './evaluate.ts';

/** A sentence as numbers, and its meanings, each of which is right. */
export type Example = {
  features: readonly number[];
  meant: readonly number[];
  joint: boolean;
  topics: readonly number[];
};

const rounds = 24;
const pace = 0.2;
/** Decay of a weight per round, so that rare features count for little. */
const decay = 2e-5;
/** Share of the meaning "do it" in a sentence that asks how: so the command to help with is known. */
const topicShare = 0.2;
/** Most features that the file has room for: a megabyte. */
const mostFeatures = 12_000;
const leastSeen = 2;

const untrained: SentenceModel = { rows: new Map(), weights: new Int8Array() };

export function examplesOf(samples: readonly Sample[]): Example[] {
  return samples.flatMap((sample) => {
    const meant = sample.meant.map((name) => intentNames.indexOf(name));
    const topics = sample.topics.map((name) => intentNames.indexOf(name));
    return spoken(sample, factsOf(sample, untrained)).map((features) => ({
      features,
      meant,
      joint: sample.joint,
      topics,
    }));
  });
}

/** The sentence as it is read: whole, and without its reason. */
function spoken({ say }: Sample, facts: SentenceFacts): number[][] {
  const tokens = tokensOf(say);
  const how = { asked: /\?\s*$/.test(say), isDrill: false };
  const whole = splitSentence(tokens, facts, how);
  const reason = findReason(whole.words);
  const wish = reason && splitSentence(tokens.slice(0, reason.at), facts, how);
  return [whole, ...(wish ? [wish] : [])].map(featuresOf);
}

/**
 * Trains weights by stochastic gradient descent with a learning rate per weight (AdaGrad), in an order from a fixed
 * seed. It only adds, multiplies, divides and takes roots, which every machine does alike to the last bit.
 */
export function train(examples: readonly Example[]): SentenceModel {
  const features = oftenSeen(examples);
  const rows = new Map(features.map((feature, row) => [feature, row]));
  const own = examples.map(({ features: seen, meant, joint, topics }) => ({
    meant,
    joint,
    topics,
    rows: seen.flatMap((feature) => rows.get(feature) ?? []),
  }));
  const width = intentNames.length;
  const weights = new Float64Array(features.length * width);
  const squares = new Float64Array(features.length * width).fill(1e-2);
  const random = sequence();
  for (let round = 0; round < rounds; round += 1) {
    for (const at of shuffled(own.length, random)) {
      const example = own[at];
      if (example) learn(example, weights, squares, width);
    }
    for (let at = 0; at < weights.length; at += 1) weights[at] = (weights[at] ?? 0) * (1 - decay * own.length * 0.1);
  }
  const byte = (weight: number) => Math.max(-127, Math.min(127, Math.round(weight * weightScale)));
  return { rows, weights: Int8Array.from(weights, byte) };
}

function learn(
  { rows, meant, joint, topics }: Omit<Example, 'features'> & { rows: readonly number[] },
  weights: Float64Array,
  squares: Float64Array,
  width: number,
): void {
  const sums = new Float64Array(width);
  for (const row of rows)
    for (let intent = 0; intent < width; intent += 1)
      sums[intent] = (sums[intent] ?? 0) + (weights[row * width + intent] ?? 0);
  const shares = likelihoods(sums);
  const right = meant.reduce((sum, intent) => sum + (shares[intent] ?? 0), 0);
  // If several meanings are right, each gets the share that it already has.
  const ofTopics = topics.length > 0 ? topicShare : 0;
  const errors = shares.map((share, intent) => {
    const own = meant.includes(intent) ? (1 - ofTopics) * (right > 0 && !joint ? share / right : 1 / meant.length) : 0;
    return share - own - (topics.includes(intent) ? ofTopics / topics.length : 0);
  });
  for (const row of rows)
    for (let intent = 0; intent < width; intent += 1) {
      const at = row * width + intent;
      const error = errors[intent] ?? 0;
      const square = (squares[at] ?? 0) + error * error;
      squares[at] = square;
      weights[at] = (weights[at] ?? 0) - (pace * error) / Math.sqrt(square);
    }
}

/** Features of the most sentences, in a fixed order. */
function oftenSeen(examples: readonly Example[]): number[] {
  const counts = new Map<number, number>();
  for (const { features } of examples)
    for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count >= leastSeen)
    .toSorted(([one, often], [other, rarely]) => rarely - often || one - other)
    .slice(0, mostFeatures)
    .map(([feature]) => feature)
    .toSorted((one, other) => one - other);
}

/** Writes the format that `readModel` reads. */
export function modelFile({ rows, weights }: SentenceModel): Buffer {
  const head = Buffer.alloc(4 + 4 * rows.size);
  head.writeUInt32LE(rows.size, 0);
  for (const [feature, row] of rows) head.writeUInt32LE(feature, 4 + 4 * row);
  return Buffer.concat([head, Buffer.from(weights.buffer)]);
}

/** Numbers below 1, the same in every run. */
function sequence(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function shuffled(length: number, random: () => number): number[] {
  const order = Array.from({ length }, (_, at) => at);
  for (let at = length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
  return order;
}
