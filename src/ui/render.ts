import { readFileSync } from 'node:fs';
import { texts } from '../i18n/texts.ts';
import { harmlessOnCard } from '../kernel/card-text.ts';
import type { CardJson, Reader } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import type { Language } from '../kernel/languages.ts';
import { type CardName, cardNames } from './card-names.ts';
import { Template } from './template-engine.ts';

/** Teams refuses a message somewhere above 28 KB (its documents disagree up to 80 KB); mentions and text come on top. */
export const cardBudgetBytes = 25 * 1024;

const templates = new Map<CardName, Template>();
const cardTexts = new Map<string, unknown>();

/** Compiles every template and expands one: the first expansion takes some 70 ms, which no person should wait for. */
export function warmUpCards(): void {
  for (const name of cardNames) templateOf(name);
  render(
    'notice',
    { title: '', text: '', tone: 'default', hasTitle: false, hints: [], hasHints: false },
    { language: 'en', timeZone: 'UTC' },
  );
}

/**
 * Expands /cards/<name>.json with `data`, and with `t`: the texts of `cards.<name>` and `cards.shared` in the reader's
 * language. Text that people or Azure wrote must have gone through `plain`.
 * @throws Error when the template asks for a member that the data lacks
 * @throws CodedError card-too-large above the budget: lists are to be cut by who makes the data
 */
export function render(name: CardName, data: object, reader: Reader): CardJson {
  const guarded = mapStrings(data, (text) => hideMarks(harmlessOnCard(text))) as object;
  const expanded: unknown = templateOf(name).expand({ $root: { t: textsOf(name, reader.language), ...guarded } });
  const gap = firstGap(expanded);
  if (gap !== undefined) throw new Error(`card ${name} lacks data for: ${gap}`);
  const card = mapStrings(expanded, showMarks) as CardJson;
  const bytes = Buffer.byteLength(JSON.stringify(card));
  if (bytes > cardBudgetBytes) throw new CodedError('card-too-large', { card: name, bytes });
  return card;
}

/** The same for every card of a name, so put together once. A card may have all of its texts in its data. */
function textsOf(name: CardName, language: Language): unknown {
  const key = `${language} ${name}`;
  let found = cardTexts.get(key);
  if (!found) {
    const { below, has } = texts(language);
    const own = has(`cards.${name}`) ? below(`cards.${name}`) : {};
    found = mapStrings({ ...below('cards.shared'), ...own }, hideMarks);
    cardTexts.set(key, found);
  }
  return found;
}

function templateOf(name: CardName): Template {
  let template = templates.get(name);
  if (!template) {
    template = new Template(JSON.parse(readFileSync(new URL(`../../cards/${name}.json`, import.meta.url), 'utf8')));
    templates.set(name, template);
  }
  return template;
}

/**
 * The engine leaves `${member}` in the card when a member is missing. So that this can be told from a person who typed
 * it, marks in data are hidden behind a private character during expansion.
 */
const hidden = '\u{f0000}';

function hideMarks(text: string): string {
  return text.replaceAll(hidden, '').replaceAll('$', hidden);
}

function showMarks(text: string): string {
  return text.replaceAll(hidden, '$');
}

function firstGap(card: unknown): string | undefined {
  return /\$\{[^}]*\}?/.exec(JSON.stringify(card) ?? '')?.[0];
}

/** A copy with every string changed, however deep. */
export function mapStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((each) => mapStrings(each, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapStrings(each, change)]));
}
