import { readFileSync } from 'node:fs';
import path from 'node:path';
import { product } from '../../src/app/product.ts';
import type { ArgumentSpec, CommandSpec } from '../../src/chat/rules/spec.ts';
import { examplesIn, namesIn } from '../../src/i18n/command-words.ts';
import { type Texts, texts } from '../../src/i18n/texts.ts';
import { type Language, languages } from '../../src/kernel/languages.ts';

const commands = product.commands.filter(({ spec }) => !spec.partOf);

const head = `# Commands

Everything that you can type. In a channel or group chat, mention the bot (\`@Strongroom vms\`); in its personal chat, just type.
\`npm run docs\` writes this page.

- Case, hyphens before a keyword and the order of keywords don't matter: \`keep 30d\` is \`--keep 30d\`.
- If an argument is missing, a form or a choice opens, or the answer says what is missing.
- An ambiguous name is listed, never guessed. While a subscription or vault can't be read, a change asks for the name with its
  vault (\`rsv-prod/sql-01\`).
- Anything else is read as a sentence: see [plain words](plain-words.md).
- In the thread of a request, leave out its id. Where the first words name another request, it takes the id or \`because\`:
  \`reject because R-7K2M already does it\`. Without the id, a line that ends in a question mark changes nothing (\`reject?\`),
  except \`ask\` and \`answer\`, and \`review\` takes a note only behind \`because\`.
- Every button on a card has a command that does the same.
- You can do what your own Azure roles let you do, read again for each change.

`;

/** Lines of commands that take more words than help has for them, and what is said below them. */
const notes = readFileSync(path.join(import.meta.dirname, 'commands-table.md'), 'utf8').split('\n');
const isRow = (line: string) => line.startsWith('|');
const ownRows = notes.filter(isRow);
const below = notes.slice(notes.findLastIndex(isRow) + 1).join('\n');

/** docs/commands.md, in the order of `help all`. */
export function commandsPage(): string {
  const en = texts('en');
  const sections = Object.entries(en.below('help.sections')).map(([section, title]) => ({
    title,
    specs: commands.map(({ spec }) => spec).filter((spec) => spec.section === section),
  }));
  return [
    head,
    ...sections.flatMap(({ title, specs }) => [`## ${title}\n\n`, ...specs.map((spec) => commandSection(spec, en))]),
    below.trim(),
  ]
    .join('')
    .concat('\n');
}

const names = commands.map(({ spec }) => spec.name).toSorted((a, b) => b.length - a.length);

/** A command's line and what it does, as its row has them; undefined without one. `drill new` is not `drill`. */
function ownWords(name: string): { line: string; does: string } | undefined {
  for (const row of ownRows) {
    const [, line = '', does = ''] = /^\| `(.*?)` \| (.*) \|$/.exec(row.replaceAll('\\|', '|')) ?? [];
    if (names.find((one) => line === one || line.startsWith(`${one} `)) === name) return { line, does };
  }
  return undefined;
}

/** Names of the commands that its row tells of too. */
function partsOf(name: string): string[] {
  return product.commands.flatMap(({ spec }) => (spec.partOf === name ? [spec.name] : []));
}

function commandSection(spec: CommandSpec, { t }: Texts): string {
  const { name, sideEffect } = spec;
  const also = (names: readonly string[]) => names.map((alias) => `\`${alias}\``).join(', ');
  const { line, does } = ownWords(name) ?? { line: lineOf(spec), does: t(`help.summary.${name}`) };
  const aliases = languages.flatMap((language) => {
    const others = namesIn(language, name).filter((alias) => alias !== name);
    return others.length > 0 ? [`${language === 'en' ? 'Also' : nameOf(language)}: ${also(others)}.`] : [];
  });
  return `${[
    `### \`${line}\``,
    `${does}${/[.?!]$/.test(does) ? '' : '.'} ${t(`help.sideEffect.${sideEffect}`)}`,
    `\`\`\`\n${[name, ...partsOf(name)].flatMap((each) => examplesIn('en', each)).join('\n')}\n\`\`\``,
    ...(aliases.length > 0 ? [aliases.join(' ')] : []),
  ].join('\n\n')}\n\n`;
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
