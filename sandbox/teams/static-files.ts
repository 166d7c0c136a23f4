import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, extname, join, normalize, sep } from 'node:path';
import type { Call, Reply } from './http.ts';

const page = join(import.meta.dirname, 'page');
const cards = dirname(createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js'));

/** Files of the renderer that the page may load; the rest of the package stays private. */
const cardFiles = ['adaptivecards.min.js', 'adaptivecards.css'];

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Nothing from elsewhere; no inline script or style. Cards may show images from https addresses, as in Teams. */
export const contentSecurityPolicy =
  "default-src 'self'; img-src 'self' data: https:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Serves the page and the card renderer. */
export async function serveFile(call: Call): Promise<Reply> {
  const file = locate(decodeURIComponent(call.url.pathname));
  const found = file ? await stat(file).catch(() => undefined) : undefined;
  if (!file || !found?.isFile()) return { status: 404, body: { error: 'no such page', remedy: 'open /' } };
  const { response } = call;
  response.writeHead(200, {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'content-length': found.size,
    'cache-control': 'no-cache',
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
  createReadStream(file).pipe(response);
  return undefined;
}

function locate(path: string): string | undefined {
  if (path.startsWith('/lib/')) {
    const name = path.slice('/lib/'.length);
    return cardFiles.includes(name) ? join(cards, name) : undefined;
  }
  const file = normalize(join(page, path === '/' ? 'index.html' : path));
  return file.startsWith(page + sep) ? file : undefined;
}
