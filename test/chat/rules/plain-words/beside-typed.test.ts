import assert from 'node:assert/strict';
import { it } from 'node:test';
import { factsOf, hear } from '../../../../sentences/evaluate.ts';
import { parseOwnSentence } from '../../../../src/chat/rules/plain-words/parse-sentence.ts';

for (const typed of [
  'restore sql-01 31 Feb 02:00 isolated',
  'restore sql-99 latest isolated because INC1',
  'backup sql-01 sql-99 keep 30d',
  'backup sql-01 keep soon',
  'protect new-01 in rsv-nope with Daily',
  'protect',
  'restore files from',
])
  it(`a change that is refused is answered by what is wrong with it: ${typed}`, () => {
    assert.equal(hear(typed, factsOf({})).reading.kind, 'unknown');
  });

it('what Strongroom does not do is offered nothing else: stop sql-01', () => {
  assert.equal(hear('stop sql-01', factsOf({})).reading.kind, 'unknown');
  const { reading } = hear('stop backups of sql-01', factsOf({}));
  assert.deepEqual(reading.kind === 'question' && reading.choices, [{ command: 'protection stop', words: ['sql-01'] }]);
});

it('a stop that names no job and no request is answered by what it lacks: stop backup sql-01', () => {
  const { reading, lacks } = hear('stop backup sql-01', factsOf({}));
  assert.equal(reading.kind, 'unknown');
  assert.deepEqual(lacks?.kind === 'exact' && lacks.lines, [{ command: 'stop', words: ['…'] }]);
});

it('a machine that is taken back to a time is no vote that is taken back', () => {
  const read = (say: string) => hear(say, factsOf({})).reading;
  const restore = read('take sql-01 back to yesterday evening');
  assert.equal(restore.kind === 'question' && restore.choices[0]?.command, 'restore');
  const vote = read('take my vote for sql-01 back, it was from yesterday');
  assert.equal(vote.kind === 'exact' && vote.lines[0]?.command, 'withdraw');
});

it('a change that is refused is read as a sentence where nothing of it is lost: back up both web servers', () => {
  const { reading } = hear('back up both web servers', factsOf({}));
  const lines = reading.kind === 'question' ? reading.choices : [];
  assert.ok(
    lines.some(({ command, words }) => command === 'backup' && words.join(' ') === 'web-01 web-02'),
    JSON.stringify(reading),
  );
});

it('of a group of which one machine is seen, it is asked for once', () => {
  const facts = factsOf({});
  const { reading } = hear('back up both web servers', {
    ...facts,
    machines: facts.machines.filter(({ name }) => name !== 'web-02'),
  });
  assert.deepEqual(reading.kind === 'question' && reading.choices, [{ command: 'backup', words: ['web-01'] }]);
});

it('the one request of theirs is meant by a word that asks and lacks its id: why', () => {
  const facts = { ...factsOf({}), ownRequestId: 'R-7K2M' };
  const { reading } = hear('why', facts, () => parseOwnSentence('why', facts));
  assert.deepEqual(reading.kind === 'line' && reading.line, { command: 'status', words: ['R-7K2M'] });
  const none = factsOf({});
  assert.equal(hear('why', none, () => parseOwnSentence('why', none)).reading.kind, 'unknown');
});

it('status alone tells of everything, also to who has one request', () => {
  const facts = { ...factsOf({}), ownRequestId: 'R-7K2M' };
  const { reading } = hear('status', facts, () => parseOwnSentence('status', facts));
  assert.deepEqual(reading.kind === 'line' && reading.line, { command: 'status', words: [] });
});

it('a word that asks and lacks something else is answered by what it lacks: restore files', () => {
  const facts = { ...factsOf({}), ownRequestId: 'R-7K2M' };
  assert.equal(hear('restore files', facts, () => parseOwnSentence('restore files', facts)).reading.kind, 'unknown');
});

it('what changes something is never meant so: retry', () => {
  const facts = { ...factsOf({}), ownRequestId: 'R-7K2M' };
  assert.equal(hear('retry', facts, () => parseOwnSentence('retry', facts)).reading.kind, 'unknown');
});

it('a no in a thread that names another request is told for both, and one whose id is mistyped for none', () => {
  const facts = { ...factsOf({}), threadRequestId: 'R-9999' };
  const read = (say: string) => hear(say, facts, () => parseOwnSentence(say, facts)).reading;
  for (const say of ['reject duplicate of R-7K2M', 'reject superseded by R-7K2M']) {
    const told = read(say);
    const lines = told.kind === 'exact' ? told.lines.map(({ command, words }) => [command, ...words].join(' ')) : [];
    assert.deepEqual(lines, ['reject R-7K2M', 'reject R-9999'], say);
  }
  assert.equal(read('reject R-7K2MX wrong machine').kind, 'unknown');
});
