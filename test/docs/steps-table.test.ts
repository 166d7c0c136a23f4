import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { stepKinds } from '../../src/restore/rules/plan.ts';

/** Azure does by itself what these are sent for: no step follows that needs telling. */
const byAzure: readonly string[] = ['restore-vm', 'replace-disks'];

test('the table of steps in the architecture has each from restored disks to a machine, in the order in which they run', () => {
  const page = readFileSync(new URL('../../docs/architecture.md', import.meta.url), 'utf8');
  const [, part = ''] = page.split('## From restored disks to a machine');
  const [table = ''] = part.split('\n## ');
  const told = [...table.matchAll(/^\| ([a-z-]+) \|/gm)].flatMap(([, name = '']) => (name === 'step' ? [] : [name]));
  assert.deepEqual(
    told,
    stepKinds.filter((kind) => !byAzure.includes(kind)),
  );
});
