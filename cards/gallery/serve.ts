import { readFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { languageName } from '../../src/i18n/grammar.ts';
import { isLanguage, type Language, languages } from '../../src/kernel/languages.ts';
import { readSamples } from './samples.ts';

const require = createRequire(import.meta.url);

const types: Record<string, string> = { html: 'text/html', js: 'text/javascript', css: 'text/css' };

/** Files of the page, by path in the repository. The sandbox's page alone defines how a card looks. */
const pageFiles = [
  'cards/gallery/page.html',
  'cards/gallery/page.js',
  'cards/gallery/page.css',
  'sandbox/teams/page/markdown.js',
  'sandbox/teams/page/chart.js',
  'sandbox/teams/page/phone-card.js',
  'sandbox/teams/page/host-config.js',
  'sandbox/teams/page/styles/theme.css',
  'sandbox/teams/page/styles/card.css',
];

const files = new Map<string, string | URL>([
  ...pageFiles.map((path) => [`/${path}`, new URL(`../../${path}`, import.meta.url)] as const),
  ['/', new URL('./page.html', import.meta.url)],
  ['/adaptivecards.js', require.resolve('adaptivecards/dist/adaptivecards.min.js')],
  ['/adaptivecards.css', require.resolve('adaptivecards/dist/adaptivecards.css')],
]);

/** Every card with every sample, read from disk each time, so that a reload shows the latest change. */
function cards(language: Language): object[] {
  const reader = { language, timeZone: 'Europe/Amsterdam', shared: true };
  return readSamples().map((sample) => {
    const json = sample.render(reader);
    return {
      card: sample.card,
      sample: sample.name,
      text: sample.say(reader),
      bytes: Buffer.byteLength(JSON.stringify(json)),
      json,
    };
  });
}

async function answer(path: string, language: Language, response: ServerResponse): Promise<void> {
  if (path === '/cards.json') {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(cards(language)));
    return;
  }
  const file = files.get(path);
  if (!file) {
    response.statusCode = 404;
    response.end();
    return;
  }
  const extension = path === '/' ? 'html' : (path.split('.').at(-1) ?? '');
  response.setHeader('content-type', `${types[extension]}; charset=utf-8`);
  response.end(extension === 'html' ? withLanguages(await readFile(file, 'utf8')) : await readFile(file));
}

/** Languages by their own names. */
function withLanguages(page: string): string {
  const options = languages.map((each) => `<option value="${each}">${languageName(each, each)}</option>`);
  return page.replace(/<!-- languages:.*?-->/, options.join(''));
}

/** Serves the gallery on this machine; port 0 takes a free one. */
export function serveGallery(port: number): Promise<Server> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://gallery');
    const asked = url.searchParams.get('language');
    const language = isLanguage(asked) ? asked : languages[0];
    answer(url.pathname, language, response).catch((error: unknown) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  });
  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

export function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

if (import.meta.main) console.log(`Cards: ${addressOf(await serveGallery(Number(process.env.CARDS_PORT ?? 3980)))}`);
