import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';

const script = path.join(import.meta.dirname, '../../infra/prove-backup.sh');

/** An az that writes down what it is asked, and answers as Azure would. */
const az = `#!/usr/bin/env bash
echo "$*" >>"$CALLS"
case "$*" in
  *"flexible-server list"*) case "$OUTCOME" in There) echo db-proof ;; Refused) exit 1 ;; esac ;;
  *"flexible-server show"*) echo copy.postgres.example ;;
  *"job show"*) echo '{"containers":[{"image":"i","command":["node","src/app/cli/audit.ts"],"env":[{"name":"AUDIT_ANCHOR","value":"/a"},{"name":"DATABASE_URL","value":"postgres://auditor@db.example:5432/strongroom?sslmode=verify-full"}]}]}' ;;
  *"job start"*) cp "\${*: -5:1}" "$TEMPLATE"; echo run-1 ;;
  *"execution show"*) echo "$OUTCOME" ;;
esac`;

const head = `7:${'a'.repeat(64)}`;

function prove(t: TestContext, outcome: string, ...args: string[]) {
  const folder = mkdtempSync(path.join(tmpdir(), 'strongroom-prove-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(path.join(folder, 'az'), az);
  chmodSync(path.join(folder, 'az'), 0o755);
  const [calls, template] = ['calls', 'template'].map((name) => path.join(folder, name)) as [string, string];
  const env = { PATH: `${folder}:${process.env.PATH}`, CALLS: calls, TEMPLATE: template, OUTCOME: outcome };
  const { status, stdout } = spawnSync('bash', [script, ...args], { env, encoding: 'utf8' });
  return { status, stdout, calls: readFileSync(calls, 'utf8').trim().split('\n'), template };
}

test('a backup is restored as a copy, verified there by the auditor, and the copy is deleted', (t) => {
  const { status, stdout, calls, template } = prove(t, 'Succeeded', 'rg', 'db', head);
  assert.equal(status, 0);
  assert.match(stdout, /The copy holds a whole audit chain with the head that was given/);
  assert.match(calls[1] ?? '', /restore --resource-group rg --name db-proof --source-server db --restore-time \d{4}-/);
  assert.match(calls.at(-1) ?? '', /delete --resource-group rg --name db-proof --yes/);
  const [container] = JSON.parse(readFileSync(template, 'utf8')).containers;
  assert.deepEqual(container.command, ['node']);
  assert.deepEqual(container.args, ['src/app/cli/audit.ts', 'verify', '--json', '--head', head]);
  assert.equal(container.env.length, 1, 'without the anchor, which may hold a newer head');
  assert.equal(container.env[0].value, 'postgres://auditor@copy.postgres.example:5432/strongroom?sslmode=verify-full');
});

test('a chain that does not hold is said, and the copy is deleted all the same', (t) => {
  const { status, calls } = prove(t, 'Failed', 'rg', 'db', head);
  assert.equal(status, 1);
  assert.match(calls.at(-1) ?? '', /delete .*db-proof/);
});

for (const [outcome, what] of [
  ['There', 'a server of that name that is there already is not touched: it is of another run'],
  ['Refused', 'where nobody can tell whether there is one, nothing is made or deleted'],
] as const) {
  test(what, (t) => {
    const { status, calls } = prove(t, outcome, 'rg', 'db', head);
    assert.equal(status, 1);
    assert.deepEqual(calls, [
      "postgres flexible-server list --resource-group rg --query [?name=='db-proof'].name --output tsv",
    ]);
  });
}
