import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { attempt, recordedAzure, samples } from './calls.ts';

const root = path.join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const alerts = read('infra/modules/alerts.bicep');

test('every line that an alert or the workbook looks for is one that the bot logs', () => {
  const source = globSync('src/**/*.ts', { cwd: root }).map(read).join('\n');
  const queries = [alerts, read('infra/modules/workbook.bicep'), read('infra/objectives.kql')].join('\n');
  const wanted = [...queries.matchAll(/line\.msg\) (?:==|startswith) "([^"]+)"/g)].map(([, message = '']) => message);
  assert.ok(wanted.length >= 20);
  for (const message of wanted) assert.ok(source.includes(`'${message}`), message);
});

test('so is every line that a text says to look for', () => {
  const source = globSync('src/**/*.ts', { cwd: root, exclude: ['src/i18n'] })
    .map(read)
    .join('\n');
  const told = globSync('src/i18n/**/*.ts', { cwd: root }).map(read).join('\n');
  const wanted = [...told.matchAll(/Look for "([^"]+)" in the log|Zoek in het log naar "([^"]+)"/g)];
  assert.ok(wanted.length >= 2);
  for (const [, english, dutch] of wanted)
    assert.ok(source.includes(`'${(english ?? dutch)?.replace("\\'", "'")}'`), english);
});

test('operations.md says for every alert what to do', () => {
  const titles = [...alerts.matchAll(/title: '([^']+)'/g)].map(([, title = '']) => title);
  const told = [...read('docs/operations.md').matchAll(/^### (.+)$/gm)].map(([, title = '']) => title);
  assert.deepEqual(told, titles);
});

test('what counts as late is what the page says', () => {
  const late = read('infra/objectives.kql');
  const page = read('docs/operations.md');
  for (const [, objective = ''] of late.matchAll(/, "([^"]+ within [^"]+)"/g))
    assert.ok(page.includes(objective), objective);
  assert.match(read('src/app/ops/measures.ts'), /lateSeconds = 2;/);
  assert.match(late, /afterSeconds\) \/ 600/);
});

test('rules can be made before the app has logged its first line, when its table is not there yet', () => {
  const [, rule = ''] = /Microsoft\.Insights\/scheduledQueryRules@([\s\S]*)/.exec(alerts) ?? [];
  assert.match(rule, /^ *skipQueryValidation: true$/m);
});

test('refused requests, of which one line a minute tells how many there were, are counted and not their lines', () => {
  const [, threshold, query = ''] = /key: 'forged'[\s\S]*?threshold: (\d+)[\s\S]*?query: '(.*)'/.exec(alerts) ?? [];
  assert.match(query, /summarize refused = sum\(toint\(line\.refused\)\) \| where refused > 100$/);
  assert.equal(threshold, '0');
  assert.match(read('src/teams/strict-auth.ts'), /refused: since \}/);
});

test('all that the activity log records of the bot has a line that the alert on the rest knows it by, also a POST that only asks', async () => {
  const [, query = ''] = /key: 'unaudited-change'[\s\S]*?query: '(.*)'/.exec(alerts) ?? [];
  const messages = [...query.matchAll(/line\.msg\) == "([^"]+)"/g)].map(([, message]) => message);
  assert.ok(messages.length > 0);
  const { azure, recorded, lines } = recordedAzure();
  for (const { call } of Object.values(samples)) await call(azure).catch(() => undefined);
  const known = lines.filter(({ message }) => messages.includes(message)).map(({ fields }) => fields);
  // The saga logs each attempt before it is sent.
  assert.ok(messages.includes('a change is sent to Azure'));
  const ids = new Set([attempt, ...known.map((fields) => (fields as { clientRequestId?: string }).clientRequestId)]);
  const asked = recorded.map(({ action }) => action.toLowerCase());
  for (const action of ['backupvalidateoperation/action', 'deployments/validate/action', 'effectiveroutetable/action'])
    assert.ok(
      asked.some((one) => one.endsWith(action)),
      action,
    );
  assert.deepEqual(
    recorded.filter(({ clientRequestId }) => clientRequestId === '' || !ids.has(clientRequestId)),
    [],
  );
});

test('what a call of the bot has Azure do in its turn, as a deployment does, is no change of somebody else', () => {
  const [, query = ''] = /key: 'unaudited-change'[\s\S]*?query: '(.*)'/.exec(alerts) ?? [];
  assert.match(
    query,
    /join kind=leftanti \(seen \| join kind=leftsemi told on id .*project CorrelationId\) on CorrelationId$/,
  );
});
