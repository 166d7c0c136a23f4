import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { Agent, request as httpsRequest } from 'node:https';
import { createDefaultHttpClient, type HttpClient } from '@azure/core-rest-pipeline';
import { loopbackClient } from '../../../sandbox/azure/loopback-client.ts';
import { bot, tenantId } from '../../../sandbox/world/people.ts';
import type { World } from '../../../sandbox/world/world.ts';

export const account = 'ststagingprod';
export const host = `${account}.blob.core.windows.net`;
export const blobVersion = '2023-11-03';
const octets = 'application/octet-stream';
export const storageAudience = 'https://storage.azure.com';

/** What was answered, by what was asked. */
export type Answers = Record<string, unknown>;

export type BlobAnswer = { status: number; headers: IncomingHttpHeaders; body: Buffer };

/** Blob storage, Azurite's or ours, for the bot's code and for raw calls. */
export type BlobService = {
  token: string;
  httpClient: HttpClient;
  /** Creates a container with these blobs. */
  fill(container: string, blobs: Readonly<Record<string, string | Buffer>>): Promise<void>;
  send(method: string, path: string, headers: Record<string, string>, body?: string | Buffer): Promise<BlobAnswer>;
};

export function localService(world: World, port: number, token: string): BlobService {
  return {
    token,
    httpClient: loopbackClient(port),
    // In the sandbox only restores create containers.
    async fill(container, blobs) {
      for (const [name, content] of Object.entries(blobs)) {
        const written = { content: Buffer.from(content), contentType: octets, writtenAt: world.clock.now() };
        world.blobs.put(account, container, name, written);
      }
    },
    send: (method, path, headers, body) =>
      answered(
        httpRequest({ host: '127.0.0.1', port, method, path, headers: { ...headers, 'x-emulated-host': host } }),
        body,
      ),
  };
}

export function azuriteService({ port, authority }: { port: number; authority: Buffer }): BlobService {
  // The real host name is redirected here, so that Azurite finds the account in it and the certificate matches.
  const agent = new Agent({
    ca: authority,
    lookup: (_name, options, done) =>
      options.all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4),
  });
  const inner = createDefaultHttpClient();
  const token = unsignedToken();
  const send: BlobService['send'] = (method, path, headers, body) =>
    answered(httpsRequest({ host, port, agent, method, path, headers }), body);
  return {
    token,
    send,
    async fill(container, blobs) {
      const headers = { authorization: `Bearer ${token}`, 'x-ms-version': blobVersion };
      const made = await send('PUT', `/${container}?restype=container`, { ...headers, 'content-length': '0' });
      if (made.status !== 201) throw new Error(`container ${container}: ${made.status} ${made.body}`);
      for (const [name, content] of Object.entries(blobs)) {
        const length = String(Buffer.byteLength(content));
        const more = { 'content-length': length, 'content-type': octets, 'x-ms-blob-type': 'BlockBlob' };
        const path = `/${container}/${encodeURIComponent(name)}`;
        const { status, body } = await send('PUT', path, { ...headers, ...more }, content);
        if (status !== 201) throw new Error(`blob ${name}: ${status} ${body}`);
      }
    },
    httpClient: {
      async sendRequest(request) {
        const real = request.url;
        const url = new URL(real);
        url.port = String(port);
        request.url = url.href;
        request.agent = agent;
        try {
          return await inner.sendRequest(request);
        } finally {
          request.url = real;
        }
      },
    },
  };
}

/** Azurite reads a token's claims and ignores its signature. */
function unsignedToken(): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: `https://sts.windows.net/${tenantId}/`,
    aud: storageAudience,
    oid: bot.objectId,
    nbf: now - 60,
    iat: now - 60,
    exp: now + 3600,
  };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.${Buffer.from('none').toString('base64url')}`;
}

function answered(outgoing: ReturnType<typeof httpRequest>, body?: string | Buffer): Promise<BlobAnswer> {
  return new Promise((resolve, reject) => {
    outgoing.on('error', reject);
    outgoing.on('response', (reply: IncomingMessage) => {
      const chunks: Buffer[] = [];
      reply.on('data', (chunk: Buffer) => chunks.push(chunk));
      reply.on('error', reject);
      reply.on('end', () =>
        resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body: Buffer.concat(chunks) }),
      );
    });
    outgoing.end(body);
  });
}
