import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { mayBeTapped } from '../../../../src/chat/line-verb.ts';
import { parseCommandLine } from '../../../../src/chat/rules/parse-command-line.ts';
import { readingCommands, readSentence } from '../../../../src/chat/rules/plain-words/read-sentence.ts';
import type { Line, Reading } from '../../../../src/chat/rules/plain-words/reading.ts';
import { commands } from '../../../../src/features/commands.ts';
import { grammar, plainGrammar } from '../../../../src/i18n/grammar.ts';
import { parseMoment } from '../../../../src/i18n/parse-date.ts';
import { plainLine } from '../../../../src/i18n/plain-line.ts';
import { languages } from '../../../../src/kernel/languages.ts';
import { evaluate, factsOf, readSamples, written, zone } from './evaluate.ts';

const specs = commands.map(({ spec }) => spec);
const facts = factsOf({});
const inThread = factsOf({ thread: 'R-7K2M' });

/** They ask approvers at once, so that their line has no button: it is told, and typed by whoever wants it. */
const typedOnly = new Set(['drill', 'drill new', 'keyaccess']);

/** What would run or open without another word: lines, and the choices that have a button. */
function linesOf(reading: Reading): readonly Line[] {
  if (reading.kind === 'line') return [reading.line];
  if (reading.kind === 'question') return reading.choices;
  if (reading.kind === 'either') return reading.lines;
  return reading.kind === 'unknown' ? reading.nearest : [];
}

function commandOf(line: Line, language: (typeof languages)[number] = 'en') {
  const parsed = parseCommandLine(plainLine(line, { language, timeZone: zone }, facts.now), specs, grammar);
  const command = commands.find(({ spec }) => parsed.kind === 'command' && spec.name === parsed.name);
  return parsed.kind === 'command' && command ? { parsed, command } : undefined;
}

suite('evaluation', () => {
  const samples = readSamples('set.yaml');
  const results = evaluate(samples);
  const count = (...verdicts: string[]) => results.filter(({ verdict }) => verdicts.includes(verdict)).length;

  test('there are 600 sentences and more', () => assert.ok(samples.length >= 600, `${samples.length}`));

  test('no form opens for another machine, point, place or way than meant, and nothing is decided or done', () => {
    const wrong = results.filter(({ verdict }) => verdict === 'wrong-form' || verdict === 'done');
    assert.deepEqual(
      wrong.map(({ sample, got }) => `${sample.say}: ${got}`),
      [],
    );
  });

  test('less than 2 % is read as something else', () => assert.ok(count('wrong-read') < samples.length * 0.02));

  test('90 % of what can be answered is', () => {
    const answerable = results.filter(({ sample }) => !sample.expected.includes('unknown'));
    const answered = answerable.filter(({ verdict }) => verdict === 'right' || verdict === 'asked');
    assert.ok(answered.length >= answerable.length * 0.9, `${answered.length} of ${answerable.length}`);
  });
});

suite('whatever is said', () => {
  const words = [
    ...Object.values(plainGrammar.concepts).flat(),
    ...Object.values(plainGrammar.ways).flat(),
    ...Object.values(plainGrammar.spans).flat(),
    ...plainGrammar.noise.slice(0, 80),
    ...['sql-01', 'web-01', 'sql 01', 'R-7K2M', 'rsv-prod', '14:00', '#2', 'because', '24 nov 02:00', 'web-o1', '?'],
  ];
  const sentence = fc
    .array(fc.constantFrom(...words), { maxLength: 12 })
    .map((each) => each.join(' ').replaceAll('…', 'sql-01'));
  const anything = fc.oneof(sentence, fc.string({ maxLength: 300 }), fc.string({ unit: 'binary', maxLength: 200 }));

  test('it is read into lines that read or that take another tap, and never throws', () => {
    fc.assert(
      fc.property(anything, fc.boolean(), (said, threaded) => {
        const reading = readSentence(said, threaded ? inThread : facts);
        for (const line of linesOf(reading)) {
          const found = commandOf(line);
          // A name with letters that no machine has may not parse; then it has no button either.
          if (found)
            assert.ok(
              typedOnly.has(line.command) || mayBeTapped(found.command, found.parsed),
              `${said}: ${line.command}`,
            );
          else
            assert.ok(
              line.words.includes('…') || line.command !== 'restore',
              `${said}: ${written(reading, facts.now)}`,
            );
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('what asks approvers at once has no button', () => {
    for (const said of [
      'run a drill of sql-01',
      'drill web-01 every week',
      'give azure backup access to the keys of sql-01',
    ]) {
      const [line] = linesOf(readSentence(said, facts));
      const found = line && commandOf(line);
      assert.ok(found, said);
      assert.ok(!mayBeTapped(found.command, found.parsed), `${said}: ${line.command}`);
    }
  });

  test('its work is bounded: a text of thousands of words is no sentence', () => {
    const reading = readSentence('restore sql-01 to last night '.repeat(1_000), facts);
    assert.equal(reading.kind, 'unknown');
  });

  test('a slip of the finger leads to no change', () => {
    const verbs = ['restore', 'backup', 'protect', 'herstel', 'beveilig', 'approve', 'cancel', 'undelete'];
    const letters = [...'abcdefghijklmnopqrstuvwxyz'];
    const known = new Set(Object.values(plainGrammar.concepts).flat());
    fc.assert(
      fc.property(fc.constantFrom(...verbs), fc.nat(), fc.constantFrom(...letters), (verb, at, letter) => {
        const place = at % verb.length;
        const typed = `${verb.slice(0, place)}${letter}${verb.slice(place + 1)}`;
        fc.pre(!known.has(typed));
        const reading = readSentence(`${typed} sql-01`, facts);
        for (const { command } of linesOf(reading)) assert.ok(readingCommands.has(command), `${typed}: ${command}`);
      }),
    );
  });

  test('a machine that the person may not see is never named', () => {
    const known = new Set(facts.machines.map(({ name }) => name));
    fc.assert(
      fc.property(sentence, (said) => {
        const fewer = { ...facts, machines: facts.machines.filter(({ name }) => name !== 'sql-01') };
        const reading = readSentence(said, fewer);
        for (const { words: typed } of linesOf(reading)) assert.ok(!typed.includes('sql-01') || !known.has('sql-01'));
      }),
    );
  });
});

test('a line that was read is the same line when it is typed, in each language', () => {
  for (const { sample, got } of evaluate(readSamples('set.yaml'))) {
    if (got === 'unknown' || got.startsWith('exact ')) continue;
    const at = factsOf(sample);
    for (const line of linesOf(readSentence(sample.say, at))) {
      for (const language of languages) {
        const typed = plainLine(line, { language, timeZone: zone }, at.now);
        const parsed = parseCommandLine(typed, specs, grammar);
        if (line.words.includes('…')) continue;
        assert.equal(parsed.kind === 'command' && parsed.name, line.command, `${language}: ${typed}`);
      }
    }
  }
});

test('the time of a point is read as it is written, in every month and language', () => {
  const now = new Date('2026-12-31T12:00:00Z');
  for (const language of languages) {
    for (let month = 0; month < 12; month += 1) {
      const at = new Date(Date.UTC(2026, month, 20, 1, 30));
      const typed = plainLine({ command: 'restore', words: ['sql-01', { at }] }, { language, timeZone: zone }, now);
      const text = typed.split(' ').slice(-3).join(' ');
      const read = parseMoment(text, { now, timeZone: zone, language, direction: 'past' });
      assert.deepEqual(read, { kind: 'moment', at, wholeDay: false }, typed);
    }
  }
});
