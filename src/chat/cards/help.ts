import { plain } from '../../i18n/plain.ts';
import { commandIn, examplesIn, namesIn, texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import { type Language, languages } from '../../kernel/languages.ts';
import { render } from '../../ui/render.ts';
import type { HelpLine, HelpMore } from '../rules/situation.ts';
import type { CommandSpec } from '../rules/spec.ts';

/** The commands that this person may use here, in the order to show them. */
export type HelpCard = { commands: readonly CommandSpec[]; more: HelpMore };

/** Sections in the order of the catalogue. */
export function helpCard({ commands, more }: HelpCard, reader: Reader): CardJson {
  const { t, below } = texts(reader.language);
  const sections = Object.entries(below('help.sections')).map(([section, title]) => ({
    title,
    commands: commands
      .filter((spec) => spec.section === section)
      .map((spec) => ({ text: `**${commandIn(reader.language, spec.name)}**  ${t(`help.summary.${spec.name}`)}` })),
  }));
  const data = {
    heading: t('cards.help.heading'),
    lead: t('cards.help.lead'),
    sections: sections.filter((section) => section.commands.length > 0),
    examples: [],
    hasExamples: false,
    twin: t('cards.help.twin', { command: commandIn(reader.language, more.command) }),
  };
  return render('help', data, reader);
}

/** Lines that help now and work as typed, each with its purpose. */
export function situationCard(lines: readonly HelpLine[], more: HelpMore, reader: Reader): CardJson {
  const { t } = texts(reader.language);
  const purpose = ({ command, why, vm }: HelpLine) =>
    why === undefined ? t(`help.summary.${command}`) : t(`help.situation.${why}`, { vm: plain(vm ?? '') });
  const told = lines.map((line) => ({ text: `**${plain(typedLine(line, reader))}**  ${purpose(line)}` }));
  const data = {
    heading: t('cards.help.heading'),
    lead: t('cards.help.lead'),
    sections: told.length > 0 ? [{ title: t('help.situation.title'), commands: told }] : [],
    examples: [],
    hasExamples: false,
    twin: moreText(more, reader),
  };
  return render('help', data, reader);
}

function moreText({ topics, command }: HelpMore, { language }: Reader): string {
  const { t } = texts(language);
  const asked = (about: string) => `**${commandIn(language, 'help')} ${about}**`;
  const lines = topics.map((topic) => asked(t(`help.sections.${topic}`).toLowerCase()));
  const params = { topics: lines.join(', '), command: asked(commandIn(language, command)) };
  return t(topics.length > 0 ? 'help.situation.twin' : 'help.situation.twin-command', params);
}

/** One sentence: the card shows the lines, and nobody has to read them twice. */
export function helpText(reader: Reader): string {
  return texts(reader.language).t('cards.help.sentence');
}

function typedLine({ command, argument }: HelpLine, { language }: Reader): string {
  const name = commandIn(language, command);
  return argument === undefined ? name : `${name} ${argument}`;
}

/**
 * Help for one command: its effect, its other names, lines that work as typed, and other commands of its topic.
 * @param beside other commands of its topic that may be used here, and names of those that are part of this one
 */
export function commandHelpCard(
  spec: CommandSpec,
  reader: Reader,
  beside: { others: readonly CommandSpec[]; parts: readonly string[] },
): CardJson {
  const { t } = texts(reader.language);
  const topic = beside.others.map(({ name }) => ({
    text: `**${commandIn(reader.language, name)}**  ${t(`help.summary.${name}`)}`,
  }));
  const others = aliasesOf(spec, reader.language);
  const examples = [spec.name, ...beside.parts].flatMap((name) => examplesIn(reader.language, name));
  const lines = [
    // What its options change, their own examples and forms say.
    ...(spec.changesWith ? [] : [t(`help.sideEffect.${spec.sideEffect}`)]),
    ...(others.length > 0 ? [t('cards.help.also', { names: others.join(', ') })] : []),
  ];
  const data = {
    heading: commandIn(reader.language, spec.name),
    lead: t(`help.summary.${spec.name}`),
    sections: [
      { title: '', commands: lines.map((text) => ({ text })) },
      ...(topic.length > 0 ? [{ title: t(`help.sections.${spec.section}`), commands: topic }] : []),
    ],
    examples: examples.map((text) => ({ text })),
    hasExamples: examples.length > 0,
    twin: t('cards.help.twin-all'),
  };
  return render('help', data, reader);
}

function aliasesOf({ name }: CommandSpec, language: Language): string[] {
  const all = [...namesIn(language, name), name, ...languages.flatMap((each) => namesIn(each, name))];
  return [...new Set(all)].filter((alias) => alias !== commandIn(language, name));
}
