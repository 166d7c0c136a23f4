import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import { people } from '../world/people.ts';
import type { LocalAzure } from './start-azure.ts';

const hosts = ['management.azure.com', 'login.microsoftonline.com', 'graph.microsoft.com'];
const suffixes = ['.vault.azure.net', '.managedhsm.azure.net', '.blob.core.windows.net'];

export type Exchanged = { method: string; url: string; status: number };

/**
 * An HTTP proxy that clients take for Azure over TLS: it ends TLS with a certificate of its own authority and passes
 * each call to the local Azure, with the host in its header. Nothing else is reachable.
 * @param port any free one if left out
 * @param onCall advances the world where nobody waits for hours; clients are then told to return at once
 */
export async function startTlsProxy(
  folder: string,
  azure: LocalAzure,
  { port = 0, onCall }: { port?: number; onCall?: () => void } = {},
) {
  const { certificate, key, authorityFile } = makeCertificates(folder);
  const log: Exchanged[] = [];

  const inner = createTlsServer({ cert: certificate, key }, (incoming, answer) => {
    onCall?.();
    void signIn(azure, incoming).then((said) => {
      if (said) return void answer.writeHead(said.status, { 'content-type': 'application/json' }).end(said.body);
      forward(azure.port, incoming, answer, onCall !== undefined, log);
    });
  });
  const outer = createHttpServer((_incoming, answer) => answer.writeHead(405).end());
  outer.on('connect', (incoming: IncomingMessage, socket: Socket) => {
    socket.on('error', () => {});
    const host = incoming.url?.split(':')[0] ?? '';
    if (!hosts.includes(host) && !suffixes.some((suffix) => host.endsWith(suffix))) {
      log.push({ method: 'CONNECT', url: host, status: 502 });
      return void socket.end('HTTP/1.1 502 Not Azure\r\n\r\n');
    }
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    inner.emit('connection', socket);
  });
  await new Promise<void>((resolve) => outer.listen(port, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(outer.address() as AddressInfo).port}`,
    authorityFile,
    log,
    close() {
      outer.closeAllConnections();
      outer.close();
      inner.close();
    },
  };
}

function forward(
  port: number,
  incoming: IncomingMessage,
  answer: ServerResponse,
  hurries: boolean,
  log: Exchanged[],
): void {
  const host = incoming.headers.host ?? '';
  const { method, url: path = '' } = incoming;
  const outgoing = request(
    { host: '127.0.0.1', port, method, path, headers: { ...incoming.headers, 'x-emulated-host': host } },
    (reply) => {
      const status = reply.statusCode ?? 500;
      log.push({ method: method ?? '', url: `${host}${path}`, status });
      // Clients return at once: the world has advanced with the call, and half a minute each time adds up to hours.
      const wait =
        hurries && ('retry-after' in reply.headers || 'azure-asyncoperation' in reply.headers || status === 202);
      answer.writeHead(status, { ...reply.headers, ...(wait && { 'retry-after': '1' }) });
      reply.pipe(answer);
    },
  );
  outgoing.on('error', (error) => answer.writeHead(502).end(error.message));
  incoming.pipe(outgoing);
}

/** People sign in like programs, by their object id: the local sign-in service knows only the bot. */
async function signIn(
  azure: LocalAzure,
  incoming: IncomingMessage,
): Promise<{ status: number; body: string } | undefined> {
  if (incoming.headers.host !== 'login.microsoftonline.com' || incoming.method !== 'POST') return undefined;
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const form = new URLSearchParams(Buffer.concat(chunks).toString());
  const person = Object.values(people).find(({ objectId }) => objectId === form.get('client_id'));
  const audience =
    form
      .get('scope')
      ?.split(' ')[0]
      ?.replace(/\/\.default$/, '') ?? '';
  if (person) {
    const token = await azure.issueToken(audience, person.objectId, person.objectId);
    const given = { token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599, access_token: token };
    return { status: 200, body: JSON.stringify(given) };
  }
  const response = await fetch(`http://127.0.0.1:${azure.port}${incoming.url}`, {
    method: 'POST',
    headers: { 'x-emulated-host': 'login.microsoftonline.com', 'content-type': 'application/x-www-form-urlencoded' },
    body: form,
  });
  return { status: response.status, body: await response.text() };
}

/** An authority for this run, and its certificate for every host. */
export function makeCertificates(folder: string) {
  const at = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const names = [...hosts, ...suffixes.map((suffix) => `*${suffix}`)].map((name) => `DNS:${name}`);
  openssl('req', '-x509', ...newKey, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', '/CN=of this run');
  openssl('req', ...newKey, '-keyout', 'leaf.key', '-out', 'leaf.csr', '-subj', '/CN=azure');
  writeFileSync(at('names'), `subjectAltName=${names.join(',')}\n`);
  openssl(
    ...['x509', '-req', '-in', 'leaf.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial'],
    ...['-days', '2', '-extfile', 'names', '-out', 'leaf.pem'],
  );
  return {
    certificate: readFileSync(at('leaf.pem')),
    key: readFileSync(at('leaf.key')),
    authority: readFileSync(at('ca.pem')),
    authorityFile: at('ca.pem'),
    files: { certificate: at('leaf.pem'), key: at('leaf.key') },
  };
}
