import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { texts } from '../i18n/texts.ts';
import { type CardJson, newNonce, type Reader } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import { harmlessOnCard } from '../kernel/normalise.ts';
import { asObject } from '../kernel/stored.ts';

/** Texts by key, the longest unused forgotten first once they take more than so many bytes together. */
export class KeptTexts {
  readonly #kept = new Map<string, string>();
  readonly #mostBytes: number;
  #bytes = 0;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  get(key: string): string | undefined {
    const text = this.#kept.get(key);
    if (text === undefined) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, text);
    return text;
  }

  set(key: string, text: string): void {
    this.#forget(key);
    this.#kept.set(key, text);
    this.#bytes += size(key, text);
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= this.#mostBytes) return;
      this.#forget(oldest);
    }
  }

  #forget(key: string): void {
    const text = this.#kept.get(key);
    if (text === undefined) return;
    this.#kept.delete(key);
    this.#bytes -= size(key, text);
  }
}

/** V8 keeps two bytes for each character of a text that is not all Latin-1. */
function size(key: string, text: string): number {
  return 2 * (key.length + text.length);
}

/**
 * Teams rejects a message somewhere above 28 KB (its documents disagree up to 80 KB); mentions and text come on top.
 */
export const cardBudgetBytes = 25 * 1024;

type Template = { expand(context: { $root: unknown }): unknown };
type Engine = {
  Template: new (json: unknown) => Template;
  GlobalSettings: { getUndefinedFieldValueSubstitutionString: (path: string) => string | undefined };
};

const require = createRequire(import.meta.url);

/** The engine would leave `${member}` on the card for a missing member, and has one listener for all templates. */
const missing: string[] = [];

let loaded: Engine | undefined;

/**
 * Required instead of imported: the package's declarations point at TypeScript sources of `adaptivecards`, which
 * the compiler then checks by our rules and rejects. With the first card: it is 450 files, a tenth of all.
 */
function engine(): Engine {
  if (!loaded) {
    loaded = require('adaptivecards-templating') as Engine;
    loaded.GlobalSettings.getUndefinedFieldValueSubstitutionString = (path) => {
      missing.push(path);
      return undefined;
    };
  }
  return loaded;
}

const templates = new Map<CardName, Template>();

/** Cards drawn lately, without their nonces, for all who are shown the same again. */
const drawn = new KeptTexts(16 * 1024 * 1024);

/** Stands on a kept card where a nonce belongs, and its number. No text from outside can hold it: nobody is shown it. */
const nonceMark = `nonce ${newNonce()} `;

/**
 * Expands /cards/<name>.json with `data`, and with `t`: the texts of `cards.<name>` and `cards.shared` in the
 * reader's language. Text by people or Azure must have gone through `plain`. Whatever decides how it looks is in the
 * name, `data` and the language, so the same is drawn once; members called `nonce` may differ.
 * @throws Error when the template uses a member that the data lacks
 * @throws CodedError card-too-large above the budget: the caller has to cut its lists
 */
export function render(name: CardName, data: object, { language }: Reader): CardJson {
  const nonces: string[] = [];
  const model = JSON.stringify(data, (key, value: unknown) =>
    key === 'nonce' && typeof value === 'string' ? `${nonceMark}${nonces.push(value) - 1};` : value,
  );
  const key = createHash('sha256').update(`${name} ${language} ${model}`).digest('base64');
  let kept = drawn.get(key);
  if (kept === undefined) {
    kept = JSON.stringify(expand(name, JSON.parse(model) as object, language));
    drawn.set(key, kept);
  }
  const text = kept.replaceAll(nonceMarks, (_mark, at: string) => JSON.stringify(nonces[Number(at)]).slice(1, -1));
  const bytes = Buffer.byteLength(text);
  if (bytes > cardBudgetBytes) throw new CodedError('card-too-large', { card: name, bytes });
  return JSON.parse(text) as CardJson;
}

const nonceMarks = new RegExp(`${nonceMark}(\\d+);`, 'g');

function expand(name: CardName, data: object, language: Reader['language']): unknown {
  const { below, has } = texts(language);
  // A card may have all of its texts in its data.
  const own = has(`cards.${name}`) ? below(`cards.${name}`) : {};
  const t = { ...below('cards.shared'), ...own };
  missing.length = 0;
  const card = templateOf(name).expand({ $root: { t, ...(mapStrings(data, harmlessOnCard) as object) } });
  if (missing.length > 0) throw new Error(`card ${name} lacks data for: ${missing.join(', ')}`);
  return card;
}

function templateOf(name: CardName): Template {
  let template = templates.get(name);
  if (!template) {
    const json: unknown = JSON.parse(readFileSync(new URL(`../../cards/${name}.json`, import.meta.url), 'utf8'));
    template = new (engine().Template)(json);
    templates.set(name, template);
  }
  return template;
}

/** A copy with every nested string changed. */
export function mapStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((each) => mapStrings(each, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapStrings(each, change)]));
}

/** The templates in /cards. */
export const cardNames = [
  'help',
  'welcome',
  'words',
  'private-answers',
  'whoami',
  'vm',
  'restore-form',
  'form-busy',
  'form-folded',
  'restore-confirm',
  'restore-closing',
  'request',
  'status',
  'job',
  'notice',
  'news',
  'digest',
  'vms',
  'points',
  'jobs',
  'explain',
  'check',
  'by-hand',
  'leftovers',
  'drills',
  'region',
  'change',
  'backup-form',
  'pick',
  'policies',
  'form',
  'preview',
  'keyaccess',
  'decision',
  'decide',
  'addendum',
  'glass-confirm',
  'review',
  'audit',
  'doctor',
  'would-have',
] as const;

export type CardName = (typeof cardNames)[number];

/** All texts and facts of a card, line by line in order, collapsed ones included. */
export function cardLines(card: unknown): string[] {
  if (Array.isArray(card)) return card.flatMap(cardLines);
  const { type, text, title, value, ...rest } = asObject(card);
  const own = typeof text === 'string' && type === 'TextBlock' ? [text] : [];
  const fact =
    type === undefined && typeof title === 'string' && typeof value === 'string' ? [`${title}: ${value}`] : [];
  const { body, items, columns, facts, actions, card: shownCard } = rest;
  const parts = [body, items, columns, facts, actions, shownCard];
  return [...own, ...fact, ...parts.filter((part) => part !== undefined).flatMap(cardLines)];
}

/** A row of a FactSet. */
export type Fact = { title: string; value: string };
