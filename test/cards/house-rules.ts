import assert from 'node:assert/strict';
import { cardBudgetBytes } from '../../src/ui/render.ts';
import { internalErrorsIn } from '../internal-errors.ts';
import { ofType, type RenderedSample } from './every-card.ts';
import { twinLead } from './twin.ts';

/** Refreshing, and leaving a form unchanged, need no twin: typing the command again does both. */
const noTwin = new Set(['form-cancel', 'view-job', 'restore-change', 'restore-mended']);

/** Words that samples contain in places where people or Azure could write them. */
const planted = /\[free\]|\*x\*|<b>|https:\/\/evil/;

/** Rules for each of our cards, in any language. */
export function assertHouseRules({ json, text: sentence, language }: RenderedSample): void {
  assert.match(sentence, /\p{L}.*[.?]$/su, 'a sentence stands beside the card');
  assert.doesNotMatch(sentence, planted);
  assert.deepEqual(internalErrorsIn([sentence, json]), []);
  const text = JSON.stringify(json);
  assert.ok(Buffer.byteLength(text) <= cardBudgetBytes, `${Buffer.byteLength(text)} bytes`);

  for (const action of ofType(json, /^Action\.Execute$/)) {
    const {
      verb,
      data,
      fallback,
      title: label,
    } = action as { [key: string]: unknown; fallback?: Record<string, unknown> };
    assert.ok(typeof label === 'string' && label.trim() !== '', 'an action has a title');
    assert.doesNotMatch(label, /\\/, 'Teams reads no Markdown in a title');
    assert.deepEqual((data as Record<string, unknown>).verb, verb);
    const keys = Object.keys(data as object);
    assert.deepEqual(
      keys.filter((key) => !['verb', 'id', 'nonce', 'choice'].includes(key)),
      [],
      'a card carries no more than an id',
    );
    if (action === (json.refresh as { action?: unknown } | undefined)?.action) continue;
    assert.equal(fallback?.type, 'Action.Submit');
    assert.deepEqual(fallback?.data, data, 'both buttons send the same');
    assert.equal(fallback?.title, label);
  }
  const opens = ofType(json, /^Action\.Submit$/).filter(({ data }) => (data as { msteams?: unknown }).msteams);
  for (const { data, associatedInputs } of opens) {
    assert.equal(associatedInputs, 'none', 'a dialog opens while inputs are empty');
    assert.deepEqual(
      Object.keys(data as object),
      ['msteams', 'verb', 'id', 'nonce'],
      'a card carries no more than an id',
    );
  }
  assert.equal(
    ofType(json, /^Action\.Submit$/).length - opens.length,
    ofType(json, /^Action\./).filter((node) => 'fallback' in node).length,
  );

  for (const input of ofType(json, /^Input\./)) {
    for (const member of ['id', 'label', 'errorMessage']) assert.ok(input[member], `input ${input.id} has ${member}`);
  }
  for (const image of ofType(json, /^Image$/)) assert.ok(image.altText, 'an image has an altText');
  for (const block of ofType(json, /^TextBlock$/)) {
    assert.equal(block.wrap, true, 'a phone cuts text that does not wrap');
    assert.doesNotMatch(String(block.text), planted);
  }
  // Choices are not Markdown, facts are.
  for (const { facts } of ofType(json, /^FactSet$/)) {
    for (const fact of facts as { value: string }[]) assert.doesNotMatch(String(fact.value), planted);
  }

  const needTwin = ofType(json, /^Action\.Execute$/).flatMap(({ verb, fallback }) =>
    fallback && !noTwin.has(String(verb)) ? [String(verb)] : [],
  );
  const lead = twinLead(language);
  assert.ok(needTwin.length === 0 || text.includes(lead), `no line says "${lead}: …" beside ${needTwin.join(', ')}`);
}
