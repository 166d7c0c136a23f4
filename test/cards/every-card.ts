import { readSamples } from '../../cards/gallery/samples.ts';
import type { CardJson } from '../../src/kernel/chat.ts';
import { type Language, languages } from '../../src/kernel/languages.ts';

export type RenderedSample = {
  title: string;
  card: string;
  sample: string;
  language: Language;
  text: string;
  json: CardJson;
};

/** Every template with every sample in both languages, as a channel sees it. */
export const everyCard: RenderedSample[] = readSamples().flatMap((sample) =>
  languages.map((language) => ({
    title: `${sample.card} (${sample.name}, ${language})`,
    card: sample.card,
    sample: sample.name,
    language,
    text: sample.say({ language, timeZone: 'Europe/Amsterdam', shared: true }),
    json: sample.render({ language, timeZone: 'Europe/Amsterdam', shared: true }),
  })),
);

export type Node = Record<string, unknown>;

/** Every object in a card, containers before what is in them. */
export function* nodesOf(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const each of value) yield* nodesOf(each);
  else if (typeof value === 'object' && value !== null) {
    yield value as Node;
    for (const each of Object.values(value)) yield* nodesOf(each);
  }
}

export function ofType(json: CardJson, type: RegExp): Node[] {
  return [...nodesOf(json)].filter((node) => typeof node.type === 'string' && type.test(node.type));
}
