import { product } from '../../src/app/product.ts';
import type { ArgumentSpec, CommandSpec } from '../../src/chat/rules/spec.ts';
import type { CommandName } from '../../src/i18n/language-folder.ts';
import { examplesIn, type Texts, texts } from '../../src/i18n/texts.ts';
import { belowCommands, commandNotes } from './command-notes.ts';

const commands = product.commands.filter(({ spec }) => !spec.partOf);

const head = `# Commands

In a channel or group chat, mention the bot (\`@Strongroom vms\`); in its personal chat, just type. \`npm run docs\` writes this page.

- Case, hyphens before a keyword and the order of keywords don't matter: \`keep 30d\` is \`--keep 30d\`.
- If an argument is missing, a form or a choice opens, or the answer says what is missing.
- An ambiguous name is listed, never guessed. While a subscription or vault can't be read, a change asks for the name with its
  vault (\`rsv-prod/sql-01\`).
- Anything else is read as a sentence: see [plain words](plain-words.md).
- In the thread of a request, leave out its id. Where the first words name another request, it takes the id or \`because\`:
  \`reject because R-7K2M already does it\`. Without the id, a line that ends in a question mark changes nothing (\`reject?\`),
  except \`ask\` and \`answer\`, and \`review\` takes a note only behind \`because\`.
- A command with **Changes** changes something at once, one with **Asks** waits for somebody else's approval. Any other only reads,
  except \`check … grant\`, and \`alerts\`, \`settings\` and \`channel\` with arguments.
- Every button on a card has a command that does the same. \`help <command>\` shows more examples, and its other names in English and
  Dutch.
- You can do what your own Azure roles let you do, read again for each change.

`;

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
    belowCommands,
  ].join('');
}

/** Names of the commands that are told of with it. */
function partsOf(name: string): string[] {
  return product.commands.flatMap(({ spec }) => (spec.partOf === name ? [spec.name] : []));
}

/** What the head of the page tells of. */
const marks: Record<CommandSpec['sideEffect'], string> = {
  none: '',
  changes: ' **Changes.**',
  'asks-approval': ' **Asks.**',
};

function commandSection(spec: CommandSpec, { t }: Texts): string {
  const { name, sideEffect } = spec;
  const own = commandNotes[name as CommandName];
  const line = own ? `${name} ${own.takes}`.trim() : lineOf(spec);
  const does = own?.does ?? t(`help.summary.${name}`);
  // The one that shows most; `help <command>` has them all.
  const most = (each: string) => [...examplesIn('en', each)].sort((a, b) => b.length - a.length).slice(0, 1);
  const shown = [name, ...partsOf(name)].flatMap(most).filter((one) => one !== name);
  return `${[
    `### \`${line}\``,
    `${does}${/[.?!]$/.test(does) ? '' : '.'}${marks[sideEffect]}`,
    shown.length > 0 ? `Try ${shown.map((one) => `\`${one}\``).join(', ')}.` : '',
  ]
    .filter(Boolean)
    .join('\n\n')}\n\n`;
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
