import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { runPolicy } from '../../src/app/cli/approval-policy.ts';

const folder = mkdtempSync(join(tmpdir(), 'strongroom-policy-'));
after(() => rmSync(folder, { recursive: true }));

function written(text: string): string {
  const file = join(folder, 'policy.yaml');
  writeFileSync(file, text);
  return file;
}

test('a program reads how many rules there are and what to think of', () => {
  const file = written('rules: [{ name: by tag, when: { tags: { tier: database } } }]');
  const { said, sound } = runPolicy(['check', file, '--json']);
  const { warnings, ...rest } = JSON.parse(said);
  assert.deepEqual(rest, { file, rules: 1, mistakes: [] });
  assert.match(warnings[0], /^rule by tag: it is chosen by the tag tier/);
  assert.equal(sound, true);
});

test('a program reads all mistakes at once, those of a line and groups that are not there', () => {
  const file = written('rules: [{ name: r, approvals: 0, who: [dbx] }]');
  const { said, sound } = runPolicy(['check', file, '--json']);
  const { mistakes } = JSON.parse(said);
  assert.equal(mistakes.length, 2);
  assert.match(mistakes[0], /^rules\.0\.approvals: /);
  assert.match(mistakes[1], /^rule r, who: there is no group dbx; add it under groups, or use holders$/);
  assert.equal(sound, false);
});

test('a person reads the same in words; the rule of a request goes either way', () => {
  const file = written('rules: [{ name: keys, approvals: 2, when: { operations: [grant-access] } }]');
  assert.equal(runPolicy(['check', file]).said, `${file}: 1 rule, no mistakes.`);
  const asked = ['explain', file, '--operation', 'grant-access'];
  assert.match(runPolicy(asked).said, /^rule: +keys\napprovals: +2/);
  const [rule] = JSON.parse(runPolicy([...asked, '--json']).said);
  assert.deepEqual([rule.rule, rule.approvals], ['keys', 2]);
});

test('an operation that no request has is a mistake of the file, and of what is asked', () => {
  const file = written('rules: [{ name: keys, when: { operations: [stop_protection] } }]');
  assert.throws(
    () => runPolicy(['check', file]),
    /rule keys, when\.operations: no request is stop_protection; did you mean/,
  );
  const { mistakes } = JSON.parse(runPolicy(['check', file, '--json']).said);
  assert.equal(mistakes.length, 1);
  const sound = written('rules: [{ name: keys, when: { operations: [stop-protection] } }]');
  const explained = (operation: string) => runPolicy(['explain', sound, '--operation', operation]).said;
  assert.match(explained('stop-protection'), /^rule: +keys/);
  assert.throws(
    () => explained('stop_protection'),
    /^Error: --operation: no request is stop_protection; did you mean stop-protection\? Use restore, replace, /,
  );
  assert.throws(() => explained('stop-*'), /no request is stop-\*; use restore, /);
});
