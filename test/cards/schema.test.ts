import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import type { CardJson } from '../../src/kernel/chat.ts';
import { everyCard, nodesOf, ofType } from './every-card.ts';

// Its ES modules import without extensions and do not load in Node; the bundle does, without a DOM.
const require = createRequire(import.meta.url);
const { AdaptiveCard, SerializationContext, Versions } = require('adaptivecards/dist/adaptivecards.js');

/** Members of schema 1.5 that our templates use, by type. The library's parser drops unknown ones without a word. */
const common = ['type', 'id', 'spacing', 'separator', 'isVisible'];
const members: Record<string, string[]> = {
  AdaptiveCard: ['$schema', 'type', 'version', 'refresh', 'body', 'actions'],
  TextBlock: [...common, 'text', 'wrap', 'size', 'weight', 'style', 'color', 'isSubtle', 'fontType'],
  RichTextBlock: [...common, 'inlines'],
  TextRun: ['type', 'text', 'size', 'fontType'],
  Container: [...common, 'style', 'bleed', 'items', 'selectAction'],
  ColumnSet: [...common, 'columns'],
  Column: [...common, 'width', 'style', 'minHeight', 'items'],
  FactSet: [...common, 'facts'],
  Image: [...common, 'url', 'altText'],
  ActionSet: [...common, 'actions'],
  'Input.ChoiceSet': [
    ...common,
    'label',
    'style',
    'isRequired',
    'errorMessage',
    'placeholder',
    'value',
    'wrap',
    'isMultiSelect',
    'choices',
    // Teams' own, not in the schema: typeahead.
    'choices.data',
  ],
  'Input.Toggle': [...common, 'label', 'title', 'isRequired', 'errorMessage', 'value', 'valueOn', 'valueOff', 'wrap'],
  'Data.Query': ['type', 'dataset'],
  'Input.Date': [...common, 'label', 'isRequired', 'errorMessage', 'value', 'min', 'max'],
  'Input.Text': [...common, 'label', 'isMultiline', 'isRequired', 'maxLength', 'errorMessage', 'placeholder', 'value'],
  // Teams' own, not in the schema: its charts, always with a fallback.
  'Chart.VerticalBar': [...common, 'title', 'showTitle', 'color', 'showBarValues', 'yMin', 'data', 'fallback'],
  'Action.Execute': ['type', 'title', 'verb', 'style', 'associatedInputs', 'data', 'fallback'],
  'Action.Submit': ['type', 'title', 'style', 'associatedInputs', 'data'],
  'Action.OpenUrl': ['type', 'title', 'url'],
  'Action.ShowCard': ['type', 'title', 'card'],
  'Action.ToggleVisibility': ['type', 'title', 'style', 'targetElements'],
  // Teams' own: makes an Action.Submit open a dialog.
  'task/fetch': ['type'],
};

function mistakes(json: CardJson): string[] {
  const context = new SerializationContext(Versions.v1_5);
  const card = new AdaptiveCard();
  card.parse(json, context);
  const parsed = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
  const validated = card.validateProperties().validationEvents.map((event: { message: string }) => event.message);
  return [...parsed, ...validated].filter((message) => !ofTeams.test(message));
}

/**
 * Teams takes choices.data at any version and fills an empty list of choices while one types (its own samples do so).
 * It draws charts, which no schema has: the library, like other clients, takes the fallback.
 */
const ofTeams =
  /"choices\.data" is supported in version|ChoiceSet must have at least one choice|^Unknown element type "Chart\.VerticalBar"\. Fallback/;

describe('the schema', () => {
  for (const { title, json } of everyCard) {
    it(`is kept by ${title}`, () => {
      assert.deepEqual(mistakes(json), []);
      assert.equal(json.version, '1.5');
      for (const chart of ofType(json, /^Chart\./)) {
        assert.equal(chart.showTitle, true);
        assert.equal((chart.fallback as { type?: string }).type, 'TextBlock');
        for (const point of chart.data as object[]) assert.deepEqual(Object.keys(point), ['x', 'y']);
      }
      for (const node of nodesOf(json)) {
        const known = typeof node.type === 'string' ? members[node.type] : undefined;
        if (typeof node.type === 'string') assert.ok(known, `unknown type ${node.type}`);
        for (const member of Object.keys(node)) if (known) assert.ok(known.includes(member), `${node.type}.${member}`);
      }
    });
  }
});
