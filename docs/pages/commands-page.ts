import { readFileSync } from 'node:fs';
import path from 'node:path';
import { product } from '../../src/app/product.ts';
import type { ArgumentSpec, CommandSpec } from '../../src/chat/rules/spec.ts';
import { examplesIn, namesIn } from '../../src/i18n/command-words.ts';
import { type Texts, texts } from '../../src/i18n/texts.ts';
import { type Language, languages } from '../../src/kernel/languages.ts';

const commands = product.commands.filter(({ spec }) => !spec.partOf);

const head = `# Commands

Everything that you can type. Mention the bot in a channel or group chat (\`@Strongroom vms\`); in its personal chat you don't
have to. \`npm run docs\` writes this page from the commands themselves.

- Case, hyphens before a keyword and the order of keywords don't matter: \`keep 30d\`, \`-keep 30d\` and \`--keep 30d\` are the same.
- If an argument is missing, a form or a choice opens, or the answer says what is missing, with an example.
- An ambiguous name is listed, never guessed, and while a subscription or vault can't be read, a change asks for the name
  with its vault (\`rsv-prod/sql-01\`).
- Anything that isn't a command is read as a sentence: see [plain words](plain-words.md).
- In the thread of a request, you can leave out its id. It takes the id, or \`because\`, where the first words after the command
  name another request: \`reject because R-7K2M already does it\`. Without the id, a line that ends in a
  question mark changes nothing (\`reject?\`; \`ask\` and \`answer\` take one), and \`review\` takes a note only behind \`because\`.
- Every button on a card has a command that does the same.
- You can do what your own Azure roles let you do, read again for each change. \`whoami\` shows it in words.

`;

/** Rows of the commands that take more words than help has for them, and what is said below the table. */
const told = readFileSync(path.join(import.meta.dirname, 'commands-table.md'), 'utf8').split('\n');
const isRow = (line: string) => line.startsWith('|');
const ownRows = told.filter(isRow);
const below = told.slice(told.findLastIndex(isRow) + 1).join('\n');

/** docs/commands.md, in the order of `help all`. */
export function commandsPage(): string {
  const en = texts('en');
  const sections = Object.entries(en.below('help.sections')).map(([section, title]) => ({
    title,
    specs: commands.map(({ spec }) => spec).filter((spec) => spec.section === section && !spec.partOf),
  }));
  return [
    head,
    '## All of them\n\n| Command | What it does |\n|---|---|\n',
    ...sections.flatMap(({ specs }) =>
      specs.map((spec) => `${ownRows.find((own) => nameIn(own) === spec.name) ?? row(spec, en)}\n`),
    ),
    `${below}\n`,
    ...sections.flatMap(({ title, specs }) => [`## ${title}\n\n`, ...specs.map((spec) => commandSection(spec, en))]),
  ]
    .join('')
    .trimEnd()
    .concat('\n');
}

const names = commands.map(({ spec }) => spec.name).toSorted((a, b) => b.length - a.length);

/** `drill new` and not `drill`; undefined where no command has that name. */
function nameIn(row: string): string | undefined {
  const [, line = ''] = /^\| `([^`]*)/.exec(row) ?? [];
  return names.find((name) => line === name || line.startsWith(`${name} `));
}

function row(spec: CommandSpec, { t }: Texts): string {
  const summary = t(`help.summary.${spec.name}`);
  return `| \`${lineOf(spec)}\` | ${summary.charAt(0).toLowerCase()}${summary.slice(1)} |`;
}

/** Names of the commands that its row tells of too. */
function partsOf(name: string): string[] {
  return product.commands.flatMap(({ spec }) => (spec.partOf === name ? [spec.name] : []));
}

function commandSection(spec: CommandSpec, { t }: Texts): string {
  const { name, sideEffect } = spec;
  const also = (names: readonly string[]) => names.map((alias) => `\`${alias}\``).join(', ');
  const lines = [
    `### ${lineOf(spec).replace(/[<[\]]/g, '\\$&')}`,
    `${t(`help.summary.${name}`)}. ${t(`help.sideEffect.${sideEffect}`)}`,
    [
      ...[name, ...partsOf(name)].flatMap((each) => examplesIn('en', each)).map((example) => `- \`${example}\``),
      ...languages.flatMap((language) => {
        const others = namesIn(language, name).filter((alias) => alias !== name);
        return others.length > 0 ? [`- ${language === 'en' ? 'Also' : nameOf(language)}: ${also(others)}`] : [];
      }),
    ].join('\n'),
  ];
  return `${lines.filter((line) => line !== '').join('\n\n')}\n\n`;
}

/** As its speakers call it. */
function nameOf(language: Language): string {
  const name = new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

/** What may be left out stands in brackets. */
function lineOf({ name, arguments: wanted }: CommandSpec): string {
  return [name, ...wanted.map(argumentText)].join(' ');
}

function argumentText(argument: ArgumentSpec): string {
  if (argument.kind === 'keyword') return `[${argument.name}${argument.takes === 'nothing' ? '' : ' …'}]`;
  const text = argument.kind === 'many' ? `<${argument.name} …>` : `<${argument.name}>`;
  return 'required' in argument && argument.required ? text : `[${text}]`;
}
