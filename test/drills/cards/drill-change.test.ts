import assert from 'node:assert/strict';
import { it } from 'node:test';
import { definitionChange } from '../../../src/drills/cards/drill-change.ts';
import { parseDrills } from '../../../src/drills/drill-forms.ts';
import { type StoredDefinition, storedDefinition } from '../../../src/drills/stored-definition.ts';
import { asObject } from '../../../src/kernel/stored.ts';
import { gatedFacts } from '../../../src/requests/cards/gated-change.ts';
import { fixturesOf } from '../../store/fixtures.ts';

const bodies = fixturesOf('plans').map(({ body }) => asObject(body));
const stored = storedDefinition.parse(bodies.find(({ kind }) => kind === 'drill-definition'));

const valuesOf = (change: Partial<StoredDefinition>) =>
  gatedFacts(definitionChange({ ...stored, ...change }), { language: 'en', timeZone: 'UTC' }).map(({ value }) => value);

function shownOf(script: string) {
  const effects = { ...stored.plan.effects, probe: parseDrills({ script }, 'UTC').probe };
  return valuesOf({ plan: { ...stored.plan, effects } }).find((value) => value.includes('looks'));
}

it('a script is shown line by line, as whoever decides would read it', () => {
  assert.equal(shownOf('# looks\r\n\ttest -f /srv/here'), '\\# looks\n\ntest -f /srv/here');
});

it('what is not seen in a script is named, so that no line runs that reads as another', () => {
  assert.equal(shownOf('# looks\rRemove-Item D:'), '\\# looks\\\\u{d}Remove-Item D:');
  assert.equal(shownOf('looks\u3164\u2800\ufe0f'), 'looks\\\\u{3164}\\\\u{2800}\\\\u{fe0f}');
  assert.equal(shownOf('looks \u202e\u200b\u2028\u00a0'), 'looks \\\\u{202e}\\\\u{200b}\\\\u{2028}\\\\u{a0}');
});

it('every machine is named to whoever decides, however long the names are', () => {
  const names = Array.from({ length: 30 }, (_, at) => `${'a'.repeat(60)}-${at}`);
  assert.ok(valuesOf({ names }).includes(names.join(', ')));
});
