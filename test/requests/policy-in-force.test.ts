import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, it } from 'node:test';
import type { Log } from '../../src/kernel/telemetry/log.ts';
import { readPolicyInForce } from '../../src/requests/policy-in-force.ts';
import type { Store } from '../../src/store/open.ts';
import { sharedStore } from '../store/engines.ts';

const file = join(mkdtempSync(join(tmpdir(), 'strongroom-policy-')), 'approval-policy.yaml');
const terms = { expiries: { decideMinutes: 240, beginMinutes: 60 }, operations: ['restore'] };

let store: Store;
let said: string[];
beforeEach(async () => {
  store = await sharedStore('embedded');
  said = [];
});

function read(named: string | undefined = file): Promise<string[]> {
  const note = (about: { error?: Error }, message: string) => said.push(`${message} ${about.error?.message}`);
  const log = { warn: note, error: note } as unknown as Log;
  return readPolicyInForce({ store, log }, named, terms).then(({ rules }) => rules.map(({ rule }) => rule));
}

const broken = {
  'that is gone': () => rmSync(file),
  'that is empty': () => writeFileSync(file, ''),
  'that was cut off': () => writeFileSync(file, 'rules: [{ name: two, appro'),
  'without a rule': () => writeFileSync(file, 'rules: []'),
};

for (const [what, spoil] of Object.entries(broken)) {
  it(`a file ${what} leaves the last good one in force, and that is said`, async () => {
    writeFileSync(file, 'rules: [{ name: one, approvals: 2 }]');
    assert.deepEqual(await read(), ['one']);
    writeFileSync(file, 'rules: [{ name: two, approvals: 2 }]');
    assert.deepEqual(await read(), ['two']);
    assert.deepEqual(said, []);
    spoil();
    for (const start of ['first', 'second']) assert.deepEqual(await read(), ['two'], start);
    assert.equal(said.length, 2);
    for (const line of said) assert.match(line, /last read without a mistake decides APPROVAL_POLICY: .*yaml/);
  });

  it(`a file ${what} is refused where there was none before it, or it was left out since`, async () => {
    writeFileSync(file, 'rules: [{ name: one, approvals: 2 }]');
    spoil();
    await assert.rejects(read(), /APPROVAL_POLICY: .*yaml/);
    writeFileSync(file, 'rules: [{ name: one, approvals: 2 }]');
    await read();
    assert.deepEqual(await readPolicyInForce({ store, log: {} as Log }, undefined, terms), { rules: [] });
    spoil();
    await assert.rejects(read(), /APPROVAL_POLICY: .*yaml/);
  });
}
