import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commands } from '../../src/commands/commands.ts';
import { parseCommandLine } from '../../src/domain/command-line/parse-command-line.ts';

const specs = commands.map(({ spec }) => spec);

test('no two commands have a name or an alias in common', () => {
  const owners = new Map<string, string>();
  for (const { name, aliases } of specs) {
    for (const word of [name, ...aliases.en, ...aliases.nl]) {
      assert.equal(owners.get(word.toLowerCase()) ?? name, name, `"${word}" is of ${name} and of another`);
      owners.set(word.toLowerCase(), name);
    }
  }
});

test('every command can be said in Dutch', () => {
  for (const { name, aliases } of specs) assert.ok(aliases.nl.length > 0, name);
});

test('every example is a line that works as typed', () => {
  for (const { name, examples } of specs) {
    for (const example of [...examples.en, ...examples.nl]) {
      const line = parseCommandLine(example, specs);
      assert.deepEqual([example, line.kind, 'name' in line ? line.name : ''], [example, 'command', name]);
    }
  }
});
