import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createHttpHeaders, type HttpClient } from '@azure/core-rest-pipeline';
import { jwtVerify } from 'jose';
import { createCredential, tokenFor } from '../../src/azure/clients.ts';
import { openAzure } from '../../src/azure/open.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { type Cloud, clouds } from '../../src/kernel/config/clouds.ts';
import { readSignIn, type SignIn } from '../../src/kernel/config/sign-in.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import { samples } from '../infra/calls.ts';
import { selfSigned } from '../kernel/self-signed.ts';
import { quiet } from '../store/quiet.ts';
import { memoryThrottles } from './wire-fixture.ts';

const tenantId = '11111111-1111-4111-8111-111111111111';
const botAppId = '22222222-2222-4222-8222-222222222222';
const folder = mkdtempSync(join(tmpdir(), 'credential-'));
after(() => rmSync(folder, { recursive: true }));

/** Parameters of the token request to Entra. */
async function askedWith(signIn: SignIn): Promise<URLSearchParams> {
  const asked: URLSearchParams[] = [];
  const issuer = `https://login.microsoftonline.com/${tenantId}`;
  const httpClient: HttpClient = {
    sendRequest: async (request) => {
      const body = request.url.includes('/oauth2/v2.0/token')
        ? { token_type: 'Bearer', expires_in: 3600, access_token: 'given' }
        : {
            issuer: `${issuer}/v2.0`,
            token_endpoint: `${issuer}/oauth2/v2.0/token`,
            authorization_endpoint: `${issuer}/oauth2/v2.0/authorize`,
            jwks_uri: `${issuer}/discovery/v2.0/keys`,
            tenant_discovery_endpoint: `${issuer}/v2.0/.well-known/openid-configuration`,
            metadata: [],
          };
      if (request.method === 'POST') asked.push(new URLSearchParams(String(request.body)));
      return { request, status: 200, headers: createHttpHeaders(), bodyAsText: JSON.stringify(body) };
    },
  };
  const credential = createCredential({ cloud: clouds.public as Cloud, tenantId, botAppId, signIn }, httpClient);
  assert.equal(await tokenFor(credential, 'https://management.azure.com/.default'), 'given');
  return asked[0] ?? new URLSearchParams();
}

test('a certificate signs what it is asked with, and its key is not sent', async () => {
  const pem = selfSigned(new Date(Date.now() + 40 * 24 * 3_600_000));
  const file = join(folder, 'bot.pem');
  writeFileSync(file, pem);
  const asked = await askedWith(readSignIn({ BOT_CERTIFICATE_FILE: file }));
  const assertion = asked.get('client_assertion') ?? '';
  // MSAL rounds the start of validity up to the next second.
  const { payload } = await jwtVerify(assertion, new X509Certificate(pem).publicKey, { clockTolerance: 2 });
  assert.deepEqual([payload.iss, payload.sub, asked.get('client_id')], [botAppId, botAppId, botAppId]);
  assert.equal(asked.get('client_secret'), null);
});

test('the token of another issuer is read from its file each time that one is needed', async () => {
  const file = join(folder, 'token');
  writeFileSync(file, 'header.of-the-cluster.signature');
  const asked = await askedWith(readSignIn({ BOT_FEDERATED_TOKEN_FILE: file }));
  assert.equal(asked.get('client_assertion'), 'header.of-the-cluster.signature');
  assert.equal(asked.get('client_assertion_type'), 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
});

test('a secret is sent as such', async () => {
  const asked = await askedWith({ kind: 'secret', secret: 'hunter2' });
  assert.deepEqual([asked.get('client_secret'), asked.get('client_assertion')], ['hunter2', null]);
});

test('without a token every call is refused with a code, whichever generation of clients makes it', async () => {
  const refused = Object.assign(new Error('network_error: AADSTS7000222: expired'), {
    name: 'AuthenticationRequiredError',
  });
  let asked = 0;
  const azure = openAzure({
    credential: { getToken: () => Promise.reject(refused) },
    cloud: clouds.public as Cloud,
    httpClient: {
      sendRequest: () => {
        asked += 1;
        return Promise.reject(new Error('nothing is sent without a token'));
      },
    },
    subscriptions: ['11111111-1111-4111-8111-111111111111'],
    clock: new Clock(),
    log: quiet,
    throttles: memoryThrottles(),
  });
  const defects: string[] = [];
  for (const [name, { call }] of Object.entries(samples)) {
    try {
      await call(azure);
    } catch (error) {
      if (!(error instanceof CodedError)) defects.push(`${name}: ${(error as Error).message}`);
    }
  }
  assert.deepEqual(defects, []);
  assert.equal(asked, 0);
});
