import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type FormField, formCard } from '../../../src/chat/cards/form.ts';
import { ofType } from '../../cards/every-card.ts';

const reader = { language: 'en', timeZone: 'UTC' } as const;

const field = (id: string, count: number, more: Partial<FormField> = {}): FormField => ({
  id,
  label: id,
  errorMessage: 'Choose one.',
  value: `${id}-0`,
  choices: Array.from({ length: count }, (_, at) => ({
    title: `${id}-${at} `.padEnd(80, 'x'),
    value: `${id}-${at}`,
  })),
  ...more,
});

function inputsOf(fields: FormField[]): { label: string; values: string[] }[] {
  const card = formCard(
    { id: 'f', nonce: 'n', owner: 'Olivia', heading: 'Protect', fields, buttons: ['form-cancel'], twin: 'Or type: x' },
    reader,
  );
  return ofType(card, /^Input\.ChoiceSet$/).map(({ label, choices }) => ({
    label: String(label),
    values: (choices as { value: string }[]).map(({ value }) => value),
  }));
}

describe('what there is to choose from in a form', () => {
  it('is all of it where there is room, also beside a long list', () => {
    const [few, many] = inputsOf([field('few', 20), field('many', 200)]);
    assert.deepEqual([few?.label, few?.values.length], ['few', 20]);
    const left = 200 - (many?.values.length ?? 0);
    assert.ok(left > 0);
    assert.equal(many?.label, `many (${left} more can be typed)`);
  });

  it('has what is chosen, wherever it stands in the list', () => {
    const [one, several] = inputsOf([
      field('one', 200, { value: 'one-199' }),
      field('several', 200, { value: 'several-150,several-199', isMulti: true }),
    ]);
    assert.ok(one?.values.includes('one-199'));
    assert.deepEqual(several?.values.slice(-2), ['several-150', 'several-199']);
  });
});
