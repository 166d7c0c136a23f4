import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { buildPackage } from '../../appPackage/build-package.ts';
import { languages } from '../../src/kernel/languages.ts';

const run = promisify(execFile);
const root = path.join(import.meta.dirname, '../..');
const botId = '22222222-2222-4222-8222-222222222222';
const host = 'strongroom.example.com';
const options = { botId, host, version: '1.2.3' };

test('the zip holds the filled manifest, the translation and both icons, and nothing else', async () => {
  const files = unzipSync(await buildPackage(options));
  const translations = languages.slice(1).map((language) => `${language}.json`);
  assert.deepEqual(
    Object.keys(files).toSorted(),
    ['color.png', 'manifest.json', ...translations, 'outline.png'].toSorted(),
  );
  const text = Buffer.from(files['manifest.json'] ?? []).toString();
  assert.doesNotMatch(text, /\{\{|\}\}/);
  const manifest = JSON.parse(text);
  assert.equal(manifest.id, botId);
  assert.equal(manifest.localizationInfo.defaultLanguageTag, 'en');
  const named = manifest.localizationInfo.additionalLanguages.map(({ file }: { file: string }) => file);
  assert.deepEqual(named, translations);
  assert.equal(manifest.bots[0].botId, botId);
  assert.equal(manifest.version, '1.2.3');
  assert.deepEqual(manifest.validDomains, [host]);
  assert.equal(manifest.developer.privacyUrl, `https://${host}`);
});

test('an environment has a name, an id, a colour and a version of its own', async () => {
  const appId = '33333333-3333-4333-8333-333333333333';
  const files = unzipSync(await buildPackage({ ...options, appId, name: 'Strongroom test', colour: '#7A1F1F' }));
  const [manifest, dutch] = ['manifest.json', 'nl.json'].map((name) =>
    JSON.parse(Buffer.from(files[name] ?? []).toString()),
  );
  assert.deepEqual([manifest.id, manifest.bots[0].botId], [appId, botId]);
  assert.deepEqual([manifest.name.short, dutch['name.short']], ['Strongroom test', 'Strongroom test']);
  assert.match(dutch['name.full'], /^Strongroom test: back-up/);
  assert.equal(manifest.accentColor, '#7A1F1F');
  assert.equal(manifest.developer.name, 'Strongroom');
});

test('who offers it is named as they wish', async () => {
  const files = unzipSync(await buildPackage({ ...options, developer: 'Contoso Platform' }));
  const manifest = JSON.parse(Buffer.from(files['manifest.json'] ?? []).toString());
  assert.equal(manifest.developer.name, 'Contoso Platform');
  await assert.rejects(buildPackage({ ...options, developer: 'x'.repeat(33) }), /--developer: .* 32 characters/);
});

test('the same input makes the same bytes', async () => {
  assert.deepEqual(await buildPackage(options), await buildPackage(options));
});

test('the icons have the sizes that Teams demands, and the outline is white on nothing', async () => {
  const files = unzipSync(await buildPackage(options));
  assert.deepEqual(sizeOf(files['color.png']), { width: 192, height: 192, transparency: false });
  assert.deepEqual(sizeOf(files['outline.png']), { width: 32, height: 32, transparency: true });
});

test('each mistake is named with what to give instead', async () => {
  const named = { appId: 'app', name: 'x'.repeat(31), colour: 'red' };
  const wrong = { botId: 'bot', host: 'https://x/y', version: '1.0.0', privacy: 'http://x.example', ...named };
  await assert.rejects(buildPackage(wrong), (error: Error) => {
    assert.match(error.message, /^--bot-id: bot is no GUID; it is the value of BOT_APP_ID$/m);
    assert.match(error.message, /^--host: https:\/\/x\/y is no host name; give e\.g\./m);
    assert.match(error.message, /^--app-id: app is no GUID$/m);
    assert.match(error.message, /^--name: "x+" has not between 1 and 30 characters$/m);
    assert.match(error.message, /^--colour: red is no colour; give e\.g\. #1F4E79$/m);
    assert.match(error.message, /^--privacy: .* no https:\/\/ address/m);
    return true;
  });
});

test('what breaks the schema is not packed', async () => {
  const website = `https://x.example/${'a'.repeat(2048)}`;
  await assert.rejects(buildPackage({ ...options, website }), /^Error: manifest\.json: .*websiteUrl/);
});

test('the command writes the file, or says why not and writes none', async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'strongroom-package-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const command = (...args: string[]) => run(process.execPath, [path.join(root, 'appPackage/package.ts'), ...args]);
  const out = path.join(folder, 'new', 'app.zip');
  await command('--bot-id', botId, '--host', host, '--out', out);
  assert.ok(unzipSync(readFileSync(out))['manifest.json']);
  const other = path.join(folder, 'other.zip');
  await assert.rejects(command('--bot-id', botId, '--out', other), /No package was written\.\n--bot-id and --host/);
  assert.equal(existsSync(other), false);
});

/** From a PNG's first chunk: 4 bytes each for width and height, then depth and colour type, of which 6 has alpha. */
function sizeOf(file: Uint8Array | undefined) {
  const png = Buffer.from(file ?? []);
  assert.equal(png.toString('latin1', 1, 4), 'PNG');
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20), transparency: png[25] === 6 };
}
