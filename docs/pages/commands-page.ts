import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ArgumentSpec, CommandSpec } from '../../src/chat/rules/spec.ts';
import { commands } from '../../src/features/commands.ts';
import { examplesIn } from '../../src/i18n/command-words.ts';
import { type Texts, texts } from '../../src/i18n/texts.ts';
import { type Language, languages } from '../../src/kernel/languages.ts';

const head = `# Commands

Everything that can be typed. In a channel or group chat the bot has to be mentioned (\`@Strongroom vms\`); in its personal
chat not. Written by \`npm run docs\` from the commands themselves.

- Case, hyphens before a keyword and the order of keywords do not matter: \`keep 30d\`, \`-keep 30d\` and \`--keep 30d\` are one.
- A missing argument opens a form or a choice. An ambiguous name is listed and never guessed.
- What is no command is read as a sentence: see [plain words](plain-words.md).
- Inside the thread of a request its id may be left out.
- Every button of a card has a command that does the same.
- What you may do is what your own roles in Azure let you do, read anew for each change; \`whoami\` says it in words.

`;

/** What each does in more words than help has. A new command gets its row there. */
const table = readFileSync(path.join(import.meta.dirname, 'commands-table.md'), 'utf8');

/** docs/commands.md. */
export function commandsPage(): string {
  const en = texts('en');
  const sections = Map.groupBy(commands, ({ spec }) => spec.section);
  return [
    head,
    `## All of them\n\n${table}\n`,
    ...[...sections].flatMap(([section, ofSection]) => [
      `## ${en.t(`help.sections.${section}`)}\n\n`,
      ...ofSection.map(({ spec }) => commandSection(spec, en)),
    ]),
  ]
    .join('')
    .trimEnd()
    .concat('\n');
}

function commandSection(spec: CommandSpec, { t }: Texts): string {
  const { name, aliases, sideEffect } = spec;
  const also = (names: readonly string[]) => names.map((alias) => `\`${alias}\``).join(', ');
  const lines = [
    `### ${[name, ...spec.arguments.map(argumentText)].join(' ')}`,
    `${t(`help.summary.${name}`)}. ${t(`help.sideEffect.${sideEffect}`)}`,
    [
      ...examplesIn('en', name).map((example) => `- \`${example}\``),
      ...languages.flatMap((language) => {
        const others = aliases[language].filter((alias) => alias !== name);
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

/** As in a usage line: what may be left out stands in brackets. */
function argumentText(argument: ArgumentSpec): string {
  if (argument.kind === 'keyword') {
    return argument.takes === 'nothing' ? `\\[${argument.name}\\]` : `\\[${argument.name} …\\]`;
  }
  const text = argument.kind === 'many' ? `<${argument.name} …>` : `<${argument.name}>`;
  return 'required' in argument && argument.required ? `\\${text}` : `\\[\\${text}\\]`;
}
