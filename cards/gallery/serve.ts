import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { Language } from '../../src/domain/turn.ts';
import { readSamples } from './samples.ts';

const require = createRequire(import.meta.url);

const own = (name: string) => new URL(`./${name}`, import.meta.url);
/** What a card looks like is told once, by the page of the sandbox. */
const shared = (name: string) => new URL(`../../sandbox/teams/page/${name}`, import.meta.url);
const library = (name: string) => require.resolve(`adaptivecards/dist/${name}`);

const files: Record<string, { path: string | URL; type: string }> = {
  '/': { path: own('page.html'), type: 'text/html' },
  '/page.js': { path: own('page.js'), type: 'text/javascript' },
  '/page.css': { path: own('page.css'), type: 'text/css' },
  '/markdown.js': { path: shared('markdown.js'), type: 'text/javascript' },
  '/host-config.js': { path: shared('host-config.js'), type: 'text/javascript' },
  '/theme.css': { path: shared('styles/theme.css'), type: 'text/css' },
  '/card.css': { path: shared('styles/card.css'), type: 'text/css' },
  '/adaptivecards.js': { path: library('adaptivecards.min.js'), type: 'text/javascript' },
  '/adaptivecards.css': { path: library('adaptivecards.css'), type: 'text/css' },
};

/** Every card with every sample, read from disk each time, so that a reload shows what was just changed. */
function cards(language: Language): object[] {
  const reader = { language, zone: 'Europe/Amsterdam', shared: true };
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
  const file = files[path];
  if (!file) {
    response.statusCode = 404;
    response.end();
    return;
  }
  response.setHeader('content-type', `${file.type}; charset=utf-8`);
  response.end(await readFile(file.path));
}

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://gallery');
  const language = url.searchParams.get('language') === 'nl' ? 'nl' : 'en';
  answer(url.pathname, language, response).catch((error: unknown) => {
    response.statusCode = 500;
    response.end(String(error));
  });
});
server.listen(Number(process.env.CARDS_PORT ?? 3980), '127.0.0.1', () => {
  console.log(`Cards: http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
});
