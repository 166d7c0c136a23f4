import assert from 'node:assert/strict';
import { it } from 'node:test';
import { languages } from '../../src/kernel/languages.ts';
import { everyCard } from './every-card.ts';
import { twinLead } from './twin.ts';

/** Azure actions, resource ids and GUIDs: only for people who open Details, and not for those who read at night. */
const machineWords =
  /Microsoft\.[A-Z]\w+\/|\/subscriptions\/|\b(?:keys|secrets)\/\w+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/** Cards that may show them: lines to run are the content of one, and the audit is for close reading. */
const closer = new Set(['by-hand', 'audit']);

it('what is read first on a card is in words of people; action names, ids and GUIDs are behind Details', () => {
  const found = everyCard
    .filter(({ card }) => !closer.has(card))
    .flatMap(({ json, title }) =>
      shownTexts(json)
        .filter((text) => machineWords.test(withoutLines(text)))
        .map((text) => `${title}: ${text}`),
    );
  assert.deepEqual(found, []);
});

it('details unfold on an iPhone: only forms, which open in a window too, toggle what is visible', () => {
  const toggled = everyCard.filter(({ json }) => JSON.stringify(json).includes('Action.ToggleVisibility'));
  assert.deepEqual([...new Set(toggled.map(({ card }) => card))].sort(), ['form', 'restore-form']);
});

it('nor do sentences of cards hold them', () => {
  const found = everyCard.filter(({ card, text }) => !closer.has(card) && machineWords.test(withoutLines(text)));
  assert.deepEqual(
    found.map(({ title, text }) => `${title}: ${text}`),
    [],
  );
});

const twins = new RegExp(`^(?:${languages.map(twinLead).join('|')}): .*`);

/** Text without addresses of links and without lines to type or run, which are copied and not read. */
function withoutLines(text: string): string {
  return text
    .replace(/\]\([^)]*\)/g, ']')
    .replace(twins, '')
    .replace(/\b(?:az |JOB=).*/s, '');
}

/** Visible texts: without folded parts, and without data that nobody reads. */
function shownTexts(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(shownTexts);
  if (typeof part !== 'object' || part === null) return [];
  const element = part as Record<string, unknown>;
  if (element.isVisible === false) return [];
  const isInput = String(element.type ?? '').startsWith('Input.');
  const named = ['text', 'title', 'label', 'placeholder', 'altText', ...(isInput ? [] : ['value'])];
  const own = named.flatMap((name) => (typeof element[name] === 'string' ? [element[name]] : []));
  const inner = Object.entries(element).flatMap(([name, value]) => {
    // The value of a choice is sent, and its title is read.
    if (name === 'choices') return (value as { title: string }[]).map(({ title }) => title);
    return ['data', 'refresh', 'fallback', 'card'].includes(name) ? [] : shownTexts(value);
  });
  return [...own, ...inner];
}
