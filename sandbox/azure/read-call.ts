import type { IncomingMessage } from 'node:http';
import type { Call } from './call.ts';
import { arm } from './services.ts';

/** Decodes a call. Leading slashes are collapsed (the SDK sends //subscriptions), %3B and %24filter are understood. */
export async function readCall(request: IncomingMessage): Promise<Call> {
  const raw = request.url ?? '/';
  const [path = '', search = ''] = split(raw, '?');
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
  const host = (headers['x-emulated-host'] ?? 'management.azure.com').toLowerCase();
  const query = new Map([...new URLSearchParams(search)].map(([name, value]) => [name.toLowerCase(), value]));
  return {
    method: request.method ?? 'GET',
    host,
    url: raw.replace(/^\/+/, '/'),
    segments: path.split('/').filter(Boolean).map(decode),
    query,
    headers,
    body: parse(await readBody(request), headers['content-type'] ?? '', host),
    clientRequestId: headers['x-ms-client-request-id'],
    apiVersion: query.get('api-version') ?? '',
  };
}

function split(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/**
 * A body that doesn't match its type stays text, which the route refuses. ARM takes JSON only, and parses it less
 * strictly than the others.
 */
function parse(body: Buffer, type: string, host: string): unknown {
  if (body.length === 0) return undefined;
  const text = body.toString('utf8');
  if (host === arm) return readJson(text, parseRelaxedJson);
  if (type.includes('application/x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(text));
  if (!type.includes('json')) return body;
  return readJson(text, JSON.parse);
}

function readJson(text: string, read: (text: string) => unknown): unknown {
  try {
    return read(text);
  } catch {
    return text;
  }
}

const token =
  /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'|\/\/[^\n]*|\/\*[\s\S]*?\*\/|[A-Za-z_$][\w$]*|-?\d[\d.eE+-]*|\S/g;

/**
 * Parses JSON as Resource Manager does, with extensions: comments, names without quotes, quotes of either kind, strings
 * over several lines, a comma before the end. The Azure CLI puts the text of a template into its request verbatim,
 * under a name without quotes (azure-cli, JSONSerializer of its deployments).
 * @throws SyntaxError
 */
export function parseRelaxedJson(text: string): unknown {
  const tokens = (text.replace(/^\uFEFF/, '').match(token) ?? []).filter((one) => !/^\/[/*]/.test(one));
  const strict = tokens.flatMap((one, index) => {
    const next = tokens[index + 1] ?? '';
    if (one === ',' && (next === '}' || next === ']')) return [];
    if (one.startsWith("'"))
      return [
        quote(
          one
            .slice(1, -1)
            .replace(/\\'/g, "'")
            .replace(/(?<!\\)"/g, '\\"'),
        ),
      ];
    if (one.startsWith('"')) return [quote(one.slice(1, -1))];
    return [next === ':' && /^[A-Za-z_$]/.test(one) ? quote(one) : one];
  });
  return JSON.parse(strict.join(' '));
}

/** In a JSON string an end of line must be escaped. */
function quote(inner: string): string {
  return `"${inner.replaceAll('\r', '\\r').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`;
}
