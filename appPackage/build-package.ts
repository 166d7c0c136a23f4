import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { AppManifestUtils, type TeamsManifest } from '@microsoft/app-manifest';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { zipSync } from 'fflate';
import { type Language, languages } from '../src/kernel/languages.ts';

/** Options of a tenant's own package. */
export type PackageOptions = {
  /** Application (client) id of the bot's identity. */
  botId: string;
  /** Id of the app in Teams, for a bot with several environments in one tenant. Default: the bot's. */
  appId?: string | undefined;
  /** Name that people see and mention, e.g. Strongroom test. Default: Strongroom. */
  name?: string | undefined;
  /** Publisher that Teams shows: your company. Default: Strongroom. */
  developer?: string | undefined;
  /** Accent colour of the app in Teams, as #RRGGBB. */
  colour?: string | undefined;
  /** Host name at which Teams reaches the bot, without scheme and path. */
  host: string;
  /** Pages that Teams links from the app. Default: the host itself. */
  website?: string | undefined;
  privacy?: string | undefined;
  terms?: string | undefined;
  /** Major, minor and patch; Teams accepts an upgrade only with a higher version. */
  version: string;
};

const folder = import.meta.dirname;
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const hostName = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/i;
/** Most characters of the short name in Teams; with its suffix, the full name may have 100. */
const mostName = 30;
const mostDeveloper = 32;
/** Zip entries carry a date: a fixed one gives the same file for the same input. */
const zipDate = new Date('2020-01-01T00:00:00');

/**
 * The zip that an administrator uploads to Teams.
 * @throws Error naming each mistake, one a line: in the options, or against Microsoft's schemas
 */
export async function buildPackage(options: PackageOptions): Promise<Uint8Array> {
  const values = valuesOf(options);
  const translations = languages
    .filter((language) => language !== languages[0])
    .map((language) => ({ language, file: `${language}.json`, text: fill(readTranslation(language), values) }));
  const filled: TeamsManifest & { localizationInfo: object } = JSON.parse(fill(read('manifest.json'), values));
  filled.localizationInfo = {
    defaultLanguageTag: languages[0],
    additionalLanguages: translations.map(({ language, file }) => ({ languageTag: language, file })),
  };
  const mistakes = [
    ...(await AppManifestUtils.validateAgainstSchema(filled)).map((mistake) => `manifest.json: ${mistake}`),
    ...translations.flatMap(({ file, text }) =>
      checkLocalisation(JSON.parse(text)).map((mistake) => `${file}: ${mistake}`),
    ),
  ];
  if (mistakes.length > 0) throw new Error(mistakes.join('\n'));
  const files = {
    'manifest.json': Buffer.from(JSON.stringify(filled, undefined, 2)),
    ...Object.fromEntries(translations.map(({ file, text }) => [file, Buffer.from(text)])),
    'color.png': readFileSync(path.join(folder, 'color.png')),
    'outline.png': readFileSync(path.join(folder, 'outline.png')),
  };
  return zipSync(files, { mtime: zipDate });
}

/**
 * Values for the placeholders.
 * @throws Error naming each mistake
 */
function valuesOf(options: PackageOptions): Record<string, string> {
  const { botId, host, version } = options;
  const mistakes: string[] = [];
  if (!guid.test(botId)) mistakes.push(`--bot-id: ${botId} is no GUID; it is the value of BOT_APP_ID`);
  if (!hostName.test(host)) {
    mistakes.push(`--host: ${host} is no host name; give e.g. strongroom.example.com, without https:// and path`);
  }
  const { appId = botId, name: appName = 'Strongroom', developer = 'Strongroom', colour = '#1F4E79' } = options;
  if (!guid.test(appId)) mistakes.push(`--app-id: ${appId} is no GUID`);
  if (appName.trim() === '' || appName.length > mostName) {
    mistakes.push(`--name: "${appName}" has not between 1 and ${mostName} characters`);
  }
  if (developer.trim() === '' || developer.length > mostDeveloper) {
    mistakes.push(`--developer: "${developer}" has not between 1 and ${mostDeveloper} characters`);
  }
  if (!/^#[0-9a-f]{6}$/i.test(colour)) mistakes.push(`--colour: ${colour} is no colour; give e.g. #1F4E79`);
  const pages = { WEBSITE: options.website, PRIVACY: options.privacy, TERMS: options.terms };
  for (const [name, page] of Object.entries(pages)) {
    if (page !== undefined && !isHttps(page)) {
      mistakes.push(`--${name.toLowerCase()}: ${page} is no https:// address; Teams shows no other`);
    }
  }
  if (mistakes.length > 0) throw new Error(mistakes.join('\n'));
  const values: Record<string, string> = {
    BOT_ID: botId.toLowerCase(),
    APP_ID: appId.toLowerCase(),
    NAME: appName,
    DEVELOPER: developer,
    COLOUR: colour,
    HOST: host,
    VERSION: version,
  };
  for (const [name, page] of Object.entries(pages)) values[name] = page ?? `https://${host}`;
  return values;
}

function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{\{([A-Z_]+)\}\}/g, (placeholder, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`manifest.json: nothing is known to put in place of ${placeholder}`);
    return JSON.stringify(value).slice(1, -1);
  });
}

function checkLocalisation(file: { $schema?: unknown }): string[] {
  const version = /\/teams\/(v[\d.]+)\//.exec(String(file.$schema))?.[1];
  const { resolve } = createRequire(import.meta.url);
  const schema = `@microsoft/app-manifest/build/json-schemas/teams/${version}/MicrosoftTeams.Localization.schema.json`;
  const { $schema: _, ...rules } = JSON.parse(readFileSync(resolve(schema), 'utf8')) as { $schema: string };
  // One of the schema's patterns has a bracket that is invalid in Unicode mode.
  const ajv = new Ajv({ strict: false, unicodeRegExp: false, allErrors: true });
  formats.default(ajv);
  const validate = ajv.compile(rules);
  if (validate(file)) return [];
  return (validate.errors ?? []).map(
    (error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`,
  );
}

function read(name: string): string {
  return readFileSync(path.join(folder, name), 'utf8');
}

/** Texts of the app in a language, including its menu. */
function readTranslation(language: Language): string {
  return read(`../src/i18n/${language}/app-package.json`);
}

function isHttps(page: string): boolean {
  return URL.canParse(page) && new URL(page).protocol === 'https:';
}
