import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { factsOf } from '../../../sentences/evaluate.ts';
import { whatIsAsked } from '../../../src/chat/rules/parse-words.ts';
import { parseSentence } from '../../../src/chat/rules/plain-words/parse-sentence.ts';
import { type Line, lineOf } from '../../../src/chat/rules/plain-words/reading.ts';

const facts = factsOf({});
const at = (hour: number) => ({ at: new Date(Date.UTC(2026, 10, 25, hour)) });
const because = [{ keyword: 'reason' }, 'x'] as const;

describe('what a question asks', () => {
  const cases: [said: string, choices: Line[], asked: object][] = [
    ['web servers', [lineOf('restore', 'web-01'), lineOf('restore', 'web-02')], { about: 'machine' }],
    ['web servers', [lineOf('restore', 'web-01', at(2)), lineOf('restore', 'web-02', at(4))], { about: 'machine' }],
    ['sql-01', [lineOf('restore', 'sql-01', at(2)), lineOf('restore', 'sql-01', at(4))], { about: 'point' }],
    [
      'SQL-01',
      [lineOf('restore', 'sql-01', '#1'), lineOf('restore', 'sql-01', { grammar: 'latest' })],
      { about: 'point' },
    ],
    [
      'sql-1',
      [lineOf('restore', 'sql-01', at(2)), lineOf('restore', 'sql-01', at(4))],
      { about: 'point', near: 'sql-01' },
    ],
    [
      'sql-1',
      [
        lineOf('restore', 'sql-01', { keyword: 'isolated' }, ...because),
        lineOf('restore', 'sql-01', { keyword: 'beside' }, ...because),
      ],
      { about: 'way', near: 'sql-01' },
    ],
    [
      'sql-01',
      [
        lineOf('protect', 'sql-01', { keyword: 'in' }, 'rsv-a'),
        lineOf('protect', 'sql-01', { keyword: 'in' }, 'rsv-b'),
      ],
      { about: 'vault' },
    ],
    ['sql-01', [lineOf('restore', 'sql-01'), lineOf('undelete', 'sql-01')], { about: 'command' }],
    ['sql-1', [lineOf('backup', 'sql-01')], { about: 'this', near: 'sql-01' }],
    ['a machine', [lineOf('restore')], { about: 'machine' }],
    ['a machine', [lineOf('vms'), lineOf('help', 'hold')], { about: 'machine' }],
  ];
  for (const [said, choices, asked] of cases)
    it(`${said}: ${choices.map((line) => JSON.stringify(line)).join(' or ')}`, () =>
      assert.deepEqual(whatIsAsked(choices, said, facts, 'machine'), asked));

  it('of a machine that was not called by its name is whether it is that one, before all else', () => {
    for (const said of ['restore sql-1 latest because x', 'please restore sql-1 to last night']) {
      const reading = parseSentence(said, facts);
      assert.ok(reading.kind === 'question' && reading.about !== 'meaning', said);
      assert.equal(whatIsAsked(reading.choices, said, facts, reading.about).near, 'sql-01', said);
    }
  });
});
