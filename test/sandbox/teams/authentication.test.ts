import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { createSigner } from '../../../sandbox/teams/delivery.ts';
import { bot } from '../../../sandbox/world/people.ts';
import { type LocalTeams, startLocalTeams, until } from './local-teams.ts';

let local: LocalTeams;
before(async () => {
  local = await startLocalTeams();
});
after(() => local.close());

test('a token signed by another key is refused by the bot', async (t) => {
  // The SDK prints the stack of every bad token.
  t.mock.method(console, 'error', () => undefined);
  const signer = await createSigner();
  const serviceUrl = local.teams.serviceUrl;
  const token = await signer.sign({ audience: bot.appId, serviceUrl });
  const before = local.bot.heard.length;
  const response = await fetch(`${local.bot.address}/api/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ type: 'message', id: '1', channelId: 'msteams', serviceUrl, text: 'help' }),
  });
  assert.notEqual(response.status, 200);
  assert.equal(local.bot.heard.length, before);
});

test('tokens name issuer, audience and service URL, and verify against the published keys', async () => {
  const configuration = await (await local.connector('GET', '/v1/.well-known/openidconfiguration')).json();
  const { jwks_uri: address } = configuration as { jwks_uri: string };
  const keys = (await (await fetch(address)).json()) as { keys: { endorsements: string[] }[] };
  assert.deepEqual(keys.keys[0]?.endorsements, ['msteams']);
  const authorization = await signedRequest();
  const { payload } = await jwtVerify(authorization, createRemoteJWKSet(new URL(address)), {
    issuer: 'https://api.botframework.com',
    audience: bot.appId,
  });
  assert.equal(payload.serviceurl, local.teams.serviceUrl);
  assert.ok(decodeJwt(authorization).exp);
});

test('the connector refuses a call without the token of the bot', async () => {
  const response = await local.connector(
    'POST',
    '/v3/conversations/a:personal-oncall/activities',
    { type: 'message', text: 'x' },
    'another',
  );
  assert.equal(response.status, 401);
});

/** The bearer token of the next activity that the local Teams sends. */
async function signedRequest(): Promise<string> {
  const { createServer } = await import('node:http');
  const seen = Promise.withResolvers<string>();
  const server = createServer((request, response) => {
    seen.resolve(request.headers.authorization?.replace('Bearer ', '') ?? '');
    response.end();
  }).listen(0, '127.0.0.1');
  await until(() => server.address() ?? undefined);
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  local.teams.delivery.botAddress = `http://127.0.0.1:${port}`;
  await local.api('POST', '/api/say', { as: 'oncall', in: 'personal-oncall', text: 'x' });
  const token = await seen.promise;
  local.teams.delivery.botAddress = local.bot.address;
  server.closeAllConnections();
  server.close();
  return token;
}
