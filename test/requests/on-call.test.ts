import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { createShifts } from '../../src/azure/graph.ts';
import type { PlainClient } from '../../src/azure/plain-client.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import { createOnCall } from '../../src/requests/on-call.ts';
import type { OnCall } from '../../src/requests/rules/on-call.ts';

const anton = 'aaaaaaaa-0000-4000-8000-000000000002';
const guid = 'cccccccc-0000-4000-8000-000000000001';
const noShifts = { shifts: () => Promise.reject(new Error('not asked for')) };

/** Requests to an on-call service on this machine, and its answers. */
async function service(t: TestContext, answer: () => { status: number; body: string; location?: string }) {
  const asked: { url: string; headers: IncomingHttpHeaders }[] = [];
  const server = createServer((request, response) => {
    asked.push({ url: request.url ?? '', headers: request.headers });
    const { status, body, location } = answer();
    response.writeHead(status, location ? { location } : {});
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { asked, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const pagerduty: OnCall = { source: { pagerduty: { schedule: 'PI7DH85' } }, people: { pxpgf42: anton } };
const jsm: OnCall = { source: { jsm: { cloud: guid, schedule: guid } }, people: { '5b2b0e011b3a756623f4e25e': anton } };
const own: OnCall = { source: { https: { url: 'https://rota.example/now?team=db', name: 'our rota' } } };

test('each service is asked as it documents, with its own kind of key', async (t) => {
  const answers = [
    { oncalls: [{ user: { id: 'PXPGF42', email: 'anton@contoso.com' } }], more: false, limit: 100, offset: 0 },
    { onCallUsers: ['5b2b0e011b3a756623f4e25e'] },
    { onCall: [{ objectId: anton }], validUntil: '2999-01-01T00:00:00Z' },
  ];
  const { asked, origin } = await service(t, () => ({ status: 200, body: JSON.stringify(answers[asked.length - 1]) }));
  const read = createOnCall(noShifts, new Clock(), { key: 'bot@contoso.com:token', origin });
  for (const each of [pagerduty, jsm, own]) assert.deepEqual(await read(each), [anton]);
  assert.deepEqual(
    asked.map(({ url }) => decodeURIComponent(url)),
    [
      '/oncalls?schedule_ids[]=PI7DH85&include[]=users&limit=100',
      `/jsm/ops/api/${guid}/v1/schedules/${guid}/on-calls?flat=true`,
      '/now?team=db',
    ],
  );
  assert.deepEqual(
    asked.map(({ headers }) => headers.authorization),
    [
      'Token token=bot@contoso.com:token',
      `Basic ${Buffer.from('bot@contoso.com:token').toString('base64')}`,
      'Bearer bot@contoso.com:token',
    ],
  );
});

test('what does not answer, answers something else, or leads elsewhere says that nobody could be read', async (t) => {
  const good = JSON.stringify({ oncalls: [{ user: { id: 'PXPGF42' } }] });
  let answer: { status: number; body: string; location?: string } = { status: 200, body: good };
  const { asked, origin } = await service(t, () => answer);
  const elsewhere = await service(t, () => ({ status: 200, body: good }));
  const read = createOnCall(noShifts, new Clock(), { key: 'key', origin });
  assert.deepEqual(await read(pagerduty), [anton]);
  for (const bad of [
    { status: 401, body: good },
    { status: 500, body: good },
    { status: 200, body: 'not JSON' },
    { status: 200, body: '{"oncalls":"PXPGF42"}' },
    { status: 200, body: `{"oncalls":[],"padding":"${'x'.repeat(1_100_000)}"}` },
    { status: 302, body: good, location: `${elsewhere.origin}/` },
  ]) {
    answer = bad;
    assert.equal(await read(pagerduty), undefined, `${bad.status} ${bad.body.slice(0, 30)}`);
  }
  assert.equal(elsewhere.asked.length, 0);
  const before = asked.length;
  assert.equal(await createOnCall(noShifts, new Clock(), { origin })(pagerduty), undefined, 'without a key');
  assert.equal(asked.length, before, 'nothing is asked then');
  assert.equal(await createOnCall(noShifts, new Clock(), { key: 'k', origin: 'http://127.0.0.1:1' })(jsm), undefined);
});

test('Shifts are asked of Graph on behalf of a member of the team, and a refusal says that nobody could be read', async () => {
  const at = new Date('2026-11-24T02:00:00Z');
  const calls: Parameters<PlainClient>[0][] = [];
  const sharedShift = { startDateTime: '2026-11-23T22:00:00Z', endDateTime: '2026-11-24T06:00:00Z' };
  const client = (async (call: Parameters<PlainClient>[0]) => {
    calls.push(call);
    return { status: 200, bodyAsText: JSON.stringify({ value: [{ userId: anton, sharedShift }] }) };
  }) as unknown as PlainClient;
  const clock = new Clock({ realOrigin: Date.now(), worldOrigin: at.getTime(), rate: 1 });
  const onCall: OnCall = { source: { shifts: { team: guid, actsAs: anton } } };
  assert.deepEqual(await createOnCall({ shifts: createShifts(client, 'https://graph.microsoft.com') }, clock)(onCall), [
    anton,
  ]);
  const [call] = calls;
  assert.match(
    decodeURIComponent(call?.url ?? ''),
    new RegExp(
      `/v1.0/teams/${guid}/schedule/shifts\\?\\$filter=sharedShift/startDateTime le 2026-11-24T02:00:0.* and sharedShift/endDateTime ge`,
    ),
  );
  assert.equal(call?.headers?.['ms-app-acts-as'], anton);
  const refusing = createShifts(
    (() => Promise.reject(new CodedError('azure.forbidden'))) as unknown as PlainClient,
    'https://graph.microsoft.com',
  );
  await assert.doesNotReject(async () =>
    assert.equal(await createOnCall({ shifts: refusing }, clock)(onCall), undefined),
  );
});
