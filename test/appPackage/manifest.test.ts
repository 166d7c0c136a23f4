import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { AppManifestUtils, type TeamsManifest } from '@microsoft/app-manifest';
import { product } from '../../src/app/product.ts';
import { texts } from '../../src/i18n/texts.ts';
import { languages } from '../../src/kernel/languages.ts';

const { commands } = product;

const folder = path.join(import.meta.dirname, '../../appPackage');
const manifest = readJson('manifest.json') as {
  $schema: string;
  manifestVersion: string;
  supportedChannelTypes: string[];
  supportsChannelFeatures: string;
  name: Record<string, string>;
  description: Record<string, string>;
  bots: {
    scopes: string[];
    supportsTargetedMessages: boolean;
    commandLists: { scopes: string[]; triggers: string[]; commands: { title: string; description: string }[] }[];
  }[];
};
const translations = languages
  .filter((language) => language !== 'en')
  .map((language) => {
    const file = readJson(`../src/i18n/${language}/app-package.json`) as Record<string, string>;
    return [language, file] as const;
  });
const list = manifest.bots[0]?.commandLists[0];
const entries = list?.commands ?? [];

test('the manifest is on the newest schema that the package of Microsoft knows', () => {
  const known = readdirSync(path.join(folder, '../node_modules/@microsoft/app-manifest/build/json-schemas/teams'));
  const newest = known
    .map((name) => /^v1\.(\d+)$/.exec(name)?.[1])
    .reduce((most, minor) => Math.max(most, Number(minor ?? 0)), 0);
  assert.equal(manifest.manifestVersion, `1.${newest}`);
  assert.ok(manifest.$schema.includes(`/v1.${newest}/`));
  for (const [, file] of translations) assert.ok(file.$schema?.includes(`/v1.${newest}/`));
});

test('the manifest also fits the schema before, which tenants that lag behind know', async () => {
  const before = `1.${Number(manifest.manifestVersion.split('.')[1]) - 1}`;
  const id = '22222222-2222-4222-8222-222222222222';
  const names = { NAME: 'Strongroom', COLOUR: '#1F4E79', VERSION: '1.0.0', HOST: 'strongroom.example.com' };
  const values = { BOT_ID: id, APP_ID: id, ...names };
  const text = readFileSync(path.join(folder, 'manifest.json'), 'utf8').replaceAll(
    /\{\{([A-Z_]+)\}\}/g,
    (_, name: string) => values[name as keyof typeof values] ?? 'https://strongroom.example.com',
  );
  const filled = JSON.parse(text.replaceAll(`v${manifest.manifestVersion}/`, `v${before}/`)) as TeamsManifest;
  const older = { ...filled, manifestVersion: before } as TeamsManifest;
  assert.deepEqual(await AppManifestUtils.validateAgainstSchema(older), []);
  const wrong = { ...older, supportedChannelTypes: ['everyChannel'] } as unknown as TeamsManifest;
  assert.notDeepEqual(await AppManifestUtils.validateAgainstSchema(wrong), []);
});

test('the app may be added to private channels and to shared ones', () => {
  assert.deepEqual(manifest.supportedChannelTypes, ['sharedChannels', 'privateChannels']);
  assert.equal(manifest.supportsChannelFeatures, 'tier1');
});

test('what is in the menu can be asked by a slash too, in private', () => {
  assert.equal(manifest.bots[0]?.supportsTargetedMessages, true);
  assert.deepEqual(list?.triggers, ['mention', 'slash']);
});

test('the bot and its menu are there in personal chats, teams and group chats', () => {
  const everywhere = ['personal', 'team', 'groupChat'];
  assert.deepEqual(manifest.bots[0]?.scopes, everywhere);
  assert.deepEqual(list?.scopes, everywhere);
});

test('the menu has at most 12 entries, each a command that exists, described as help describes it', () => {
  assert.ok(entries.length > 0 && entries.length <= 12);
  const names = new Set(commands.map(({ spec }) => spec.name));
  for (const { title, description } of entries) {
    assert.ok(names.has(title), `there is no command ${title}`);
    assert.equal(description, texts('en').t(`help.summary.${title}`));
  }
});

for (const [language, file] of translations) {
  test(`the menu types what the bot understands as the same command (${language})`, () => {
    entries.forEach(({ title }, index) => {
      const command = commands.find(({ spec }) => spec.name === title);
      const key = `bots[0].commandLists[0].commands[${index}]`;
      const typed = file[`${key}.title`] ?? '';
      assert.ok(
        command?.spec.aliases[language].includes(typed),
        `app-package.json: "${typed}" is no name of ${title} in command-words.ts`,
      );
      assert.equal(file[`${key}.description`], texts(language).t(`help.summary.${title}`));
    });
  });

  test(`what a person reads of the app is there (${language})`, () => {
    const readable = [
      ...Object.keys(manifest.name).map((key) => `name.${key}`),
      ...Object.keys(manifest.description).map((key) => `description.${key}`),
      ...entries.flatMap((_, index) =>
        ['title', 'description'].map((key) => `bots[0].commandLists[0].commands[${index}].${key}`),
      ),
    ];
    const { $schema: _, ...translated } = file;
    assert.deepEqual(Object.keys(translated).toSorted(), readable.toSorted());
  });
}

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
}
