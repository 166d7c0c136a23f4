import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { factsOf } from '../../../sentences/evaluate.ts';
import { questionSubject } from '../../../src/chat/rules/parse-words.ts';
import { parseSentence } from '../../../src/chat/rules/plain-words/parse-sentence.ts';
import { type Line, makeLine } from '../../../src/chat/rules/plain-words/reading.ts';

const facts = factsOf({});
const at = (hour: number) => ({ at: new Date(Date.UTC(2026, 10, 25, hour)) });
const because = [{ keyword: 'reason' }, 'x'] as const;

describe('what a question asks', () => {
  const cases: [said: string, choices: Line[], asked: object][] = [
    ['web servers', [makeLine('restore', 'web-01'), makeLine('restore', 'web-02')], { about: 'machine' }],
    ['web servers', [makeLine('restore', 'web-01', at(2)), makeLine('restore', 'web-02', at(4))], { about: 'machine' }],
    ['sql-01', [makeLine('restore', 'sql-01', at(2)), makeLine('restore', 'sql-01', at(4))], { about: 'point' }],
    [
      'SQL-01',
      [makeLine('restore', 'sql-01', '#1'), makeLine('restore', 'sql-01', { grammar: 'latest' })],
      { about: 'point' },
    ],
    [
      'sql-1',
      [makeLine('restore', 'sql-01', at(2)), makeLine('restore', 'sql-01', at(4))],
      { about: 'point', near: 'sql-01' },
    ],
    [
      'sql-1',
      [
        makeLine('restore', 'sql-01', { keyword: 'isolated' }, ...because),
        makeLine('restore', 'sql-01', { keyword: 'beside' }, ...because),
      ],
      { about: 'way', near: 'sql-01' },
    ],
    [
      'sql-01',
      [
        makeLine('protect', 'sql-01', { keyword: 'in' }, 'rsv-a'),
        makeLine('protect', 'sql-01', { keyword: 'in' }, 'rsv-b'),
      ],
      { about: 'vault' },
    ],
    ['sql-01', [makeLine('restore', 'sql-01'), makeLine('undelete', 'sql-01')], { about: 'command' }],
    ['sql-1', [makeLine('backup', 'sql-01')], { about: 'this', near: 'sql-01' }],
    ['a machine', [makeLine('restore')], { about: 'machine' }],
    ['a machine', [makeLine('vms'), makeLine('help', 'hold')], { about: 'machine' }],
  ];
  for (const [said, choices, asked] of cases)
    it(`${said}: ${choices.map((line) => JSON.stringify(line)).join(' or ')}`, () =>
      assert.deepEqual(questionSubject(choices, said, facts, 'machine'), asked));

  it('of a machine that was not called by its name is whether it is that one, before all else', () => {
    for (const said of ['restore sql-1 latest because x', 'please restore sql-1 to last night']) {
      const reading = parseSentence(said, facts);
      assert.ok(reading.kind === 'question' && reading.about !== 'meaning', said);
      assert.equal(questionSubject(reading.choices, said, facts, reading.about).near, 'sql-01', said);
    }
  });
});
