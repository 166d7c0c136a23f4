import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildPackage } from './build-package.ts';

const usage = `npm run package -- --bot-id <BOT_APP_ID> --host <host name>
  [--name <what people see>] [--developer <your company>] [--app-id <id in Teams>] [--colour <#RRGGBB>] [--version <major.minor.patch>]
  [--website <https address>] [--privacy <https address>] [--terms <https address>] [--out <file>]`;

const option = { type: 'string' } as const;

async function main(): Promise<void> {
  const options = {
    'bot-id': option,
    host: option,
    name: option,
    developer: option,
    'app-id': option,
    colour: option,
    version: option,
    website: option,
    privacy: option,
    terms: option,
    out: option,
  };
  const { values } = parseArgs({ options });
  if (!values['bot-id'] || !values.host) throw new Error(`--bot-id and --host are needed:\n${usage}`);
  const project = JSON.parse(readFileSync(path.join(import.meta.dirname, '../package.json'), 'utf8'));
  const { website, privacy, terms } = values;
  const zip = await buildPackage({
    botId: values['bot-id'],
    host: values.host,
    name: values.name,
    developer: values.developer,
    appId: values['app-id'],
    colour: values.colour,
    website,
    privacy,
    terms,
    version: values.version ?? project.version,
  });
  const file = path.resolve(values.out ?? path.join(import.meta.dirname, 'build', 'strongroom.zip'));
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, zip);
  console.log(`${file} is ready: upload it in the Teams admin center, Teams apps, Manage apps, Upload new app.`);
  const lacking = Object.entries({ website, privacy, terms }).flatMap(([page, given]) => (given ? [] : [`--${page}`]));
  if (lacking.length > 0)
    console.log(`Teams links to https://${values.host} for ${lacking.join(', ')}, and the bot has no pages there.`);
}

try {
  await main();
} catch (error) {
  console.error(`No package was written.\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
