import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { doctorLine } from '../../src/doctor/cards/doctor.ts';
import type { Patient } from '../../src/doctor/doctor.ts';
import { examineOnCall } from '../../src/doctor/doctor-on-call.ts';
import { languages } from '../../src/kernel/languages.ts';

const anton = 'aaaaaaaa-0000-4000-8000-000000000002';
const left = 'aaaaaaaa-0000-4000-8000-000000000009';
const policy = `
groups:
  night:
    oncall:
      pagerduty: { schedule: PI7DH85 }
      people: { anton@contoso.com: ${anton}, left@contoso.com: ${left} }
rules:
  - { name: at night, who: [night] }
`;

/** PagerDuty with these people on call, and a bot whose directory knows only Anton. */
async function patient(t: TestContext, onCall: readonly string[] | 'down'): Promise<Patient> {
  const server = createServer((_, response) => {
    response.statusCode = onCall === 'down' ? 503 : 200;
    const oncalls = onCall === 'down' ? [] : onCall.map((email) => ({ user: { id: 'P1', email } }));
    response.end(JSON.stringify({ oncalls }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const approvalPolicy = join(mkdtempSync(join(tmpdir(), 'strongroom-doctor-')), 'approval-policy.yaml');
  writeFileSync(approvalPolicy, policy);
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    config: { approvalPolicy, decideMinutes: 240, beginMinutes: 240, onCall: { key: 'key', origin } },
    azure: {
      directory: { nameOf: async (_: string, id: string) => (id === anton ? 'Anton [Visser](https://x)' : undefined) },
    },
    requestKinds: { all: [] },
    now: new Date('2026-11-24T02:00:00Z'),
  } as unknown as Patient;
}

async function said(t: TestContext, onCall: readonly string[] | 'down', language: (typeof languages)[number] = 'en') {
  const found = await examineOnCall(await patient(t, onCall));
  return found.map((each) => {
    const { state, message, remedy } = doctorLine(each, { language, timeZone: 'UTC' });
    return `${state} ${message} ${remedy}`;
  });
}

test('who is on call now is told by name, and nothing in the name is a link', async (t) => {
  const [line, ...more] = await said(t, ['anton@contoso.com']);
  assert.match(line ?? '', /^good .*group night now, by pagerduty PI7DH85: Anton Visserhttpsx\./);
  assert.deepEqual(more, []);
});

test('whom the policy does not map, and whom Entra does not know, is told', async (t) => {
  const [first, second] = await said(t, ['anton@contoso.com', 'new@contoso.com', 'left@contoso.com']);
  assert.match(first ?? '', /^good /);
  assert.match(
    second ?? '',
    new RegExp(`^bad .*isn't a known person: new@contoso.com, ${left.slice(0, 8)}…\\..*people`),
  );
});

test('a schedule that names nobody who can decide, and one that cannot be read, are something to mend', async (t) => {
  assert.match((await said(t, []))[0] ?? '', /^bad .*Nobody/);
  assert.match((await said(t, ['new@contoso.com']))[0] ?? '', /^bad .*Nobody/);
  assert.match((await said(t, 'down'))[0] ?? '', /^bad .*doesn't say who is on call.*ONCALL_KEY/);
});

test('each language says it', async (t) => {
  for (const language of languages)
    for (const line of await said(t, ['anton@contoso.com', 'new@contoso.com'], language))
      assert.doesNotMatch(line, /missing text|\{\{/);
});
