import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

export type Call = { method: string; path: string; authorization: string; body: Record<string, unknown> };
type Scripted = { status: number; body?: object; headers?: Record<string, string> } | 'hang' | 'drop';

export type Connector = Awaited<ReturnType<typeof startConnector>>;

/** A Bot Connector that signs what it sends and records what it receives. Answers can be scripted, one per call. */
export async function startConnector() {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const other = await generateKeyPair('RS256');
  const keys = [
    { ...(await exportJWK(publicKey)), kid: 'ours', use: 'sig', endorsements: ['msteams', 'webchat'] },
    { ...(await exportJWK(publicKey)), kid: 'webchat-only', use: 'sig', endorsements: ['webchat'] },
    { ...(await exportJWK(publicKey)), kid: 'endorsed-for-nothing', use: 'sig' },
  ];
  const calls: Call[] = [];
  const script: Scripted[] = [];
  const metadata = { reads: 0, down: false };

  const server = createServer(async (request, response) => {
    const path = request.url ?? '';
    const reply = (status: number, body: object, headers: Record<string, string> = {}) => {
      // Not chained: restify, also in this process, changes writeHead for every server, and its own returns nothing.
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(body));
    };
    if (path === '/v1/.well-known/openidconfiguration') {
      metadata.reads += 1;
      if (metadata.down) return reply(503, {});
      return reply(200, { jwks_uri: `${origin}/v1/.well-known/keys` });
    }
    if (path === '/v1/.well-known/keys') return reply(200, { keys });
    const body = await readJson(request);
    calls.push({
      method: request.method ?? '',
      path: decodeURIComponent(path),
      authorization: request.headers.authorization ?? '',
      body,
    });
    const scripted = script.shift();
    if (scripted === 'hang') return;
    if (scripted === 'drop') return request.socket.destroy();
    if (scripted) return reply(scripted.status, scripted.body ?? {}, scripted.headers);
    if (path === '/teams/v3/conversations') return reply(201, { id: 'a:opened' });
    return reply(request.method === 'POST' ? 201 : 200, { id: `posted-${calls.length}` });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;

  return {
    origin,
    host: `127.0.0.1:${port}`,
    serviceUrl: `${origin}/teams/`,
    openIdMetadata: `${origin}/v1/.well-known/openidconfiguration`,
    calls,
    /** Answers to the next calls, in order. */
    script,
    /** How often the OpenID metadata was read, and whether it answers 503. */
    metadata,
    /** Published keys; a test may remove some. */
    keys,
    /** A token as the connector signs it, or a bad one. */
    sign(claims: JWTPayload, { kid = 'ours' as string | null, forged = false } = {}): Promise<string> {
      const header = { alg: 'RS256', ...(kid !== null && { kid }) };
      return new SignJWT(claims).setProtectedHeader(header).sign(forged ? other.privateKey : privateKey);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString('utf8')) : {};
}
