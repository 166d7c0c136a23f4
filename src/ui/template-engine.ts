import { createRequire } from 'node:module';

type Engine = {
  Template: {
    new (json: unknown): { expand(context: { $root: unknown }): unknown };
    parseInterpolatedString(text: string): unknown;
  };
};

/**
 * Required instead of imported: the package's declarations point at TypeScript sources of `adaptivecards`, which the
 * compiler then checks by our rules and refuses.
 */
const require = createRequire(import.meta.url);
export const { Template }: Engine = require('adaptivecards-templating');
export type Template = InstanceType<Engine['Template']>;

/**
 * The templates hold the same few hundred texts some thousands of times, and each is parsed by a grammar, which is most of
 * what compiling them takes. The engine's own memory of what it has parsed never finds anything. What is parsed is only read.
 */
const parse = Template.parseInterpolatedString;
const parsed = new Map<string, unknown>();
Template.parseInterpolatedString = (text) => {
  if (!parsed.has(text)) parsed.set(text, parse(text));
  return parsed.get(text);
};
