import { commandIn, keyword, named } from '../i18n/command-words.ts';
import { grammar } from '../i18n/grammar.ts';
import { texts } from '../i18n/texts.ts';
import type { Reader } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import { readAbilities } from './abilities.ts';
import { commandHelpCard, helpCard, helpText, situationCard } from './cards/help.ts';
import type { Command } from './command.ts';
import { parseCommandLine } from './rules/parse-command-line.ts';
import { linesForSituation, moreHelp } from './rules/situation.ts';
import { readSituation } from './situation.ts';

/** Made from the commands, so that it cannot promise what is not there; nor what this person may not do here. */
export const help: Command = {
  spec: {
    ...named('help'),
    arguments: [{ kind: 'rest', name: 'command' }],
    sideEffect: 'none',
    section: 'look',
  },

  async run(turn, { args }) {
    const { services, incoming, shared, channel } = turn;
    const { commands } = services;
    const all = commands.map(({ spec }) => spec);
    // "Help me" asks for nothing that is called so, in English and in Dutch.
    const wanted = args.command?.toLowerCase() === 'me' ? undefined : args.command;
    const isWhole = wanted !== undefined && isAll(wanted, shared);
    const topic = wanted === undefined ? undefined : findTopic(wanted, shared);
    const line = wanted === undefined || isWhole ? undefined : parseCommandLine(wanted, all, grammar);
    // "Help me restore sql-01" begins as a command does, and is about none.
    const isNamed = line?.kind === 'bad-arguments' && line.problem.kind !== 'unexpected';
    const name = line?.kind === 'command' || isNamed ? line.name : wanted?.toLowerCase();
    const spec = all.find((each) => each.name === name);
    // A topic that is called like a command is that command: the topic's others stand below it.
    if (wanted === undefined || isWhole || !spec) {
      if (wanted !== undefined && !isWhole && !topic) throw new CodedError('unknown-command');
      const abilities = await readAbilities(services, incoming.from, incoming.place);
      const usable = commands.filter(
        ({ spec: each, takes }) => channel.allows(each, all) && (!takes || !abilities || abilities.has(takes)),
      );
      const specs = usable.map(({ spec: each }) => each);
      const more = moreHelp(specs);
      if (wanted === undefined) {
        const lines = linesForSituation(await readSituation(turn, specs, abilities));
        return { kind: 'reply', body: { text: helpText(shared), card: situationCard(lines, more, shared) } };
      }
      const data = { commands: topic && !isWhole ? specs.filter(({ section }) => section === topic) : specs, more };
      if (data.commands.length === 0) throw new CodedError('no-command-of-topic');
      return { kind: 'reply', body: { text: helpText(shared), card: helpCard(data, shared) } };
    }
    const others = all.filter((each) => each !== spec && each.section === spec.section && channel.allows(each, all));
    const text = `${commandIn(shared.language, spec.name)}: ${texts(shared.language).t(`help.summary.${spec.name}`)}`;
    return { kind: 'reply', body: { text, card: commandHelpCard(spec, shared, others) } };
  },
};

/** `help all`, in any of the words for it. */
function isAll(wanted: string, { language }: Reader): boolean {
  const { aliases, name } = { aliases: keyword('all', 'nothing').words, name: 'all' };
  return [name, ...aliases[language], ...Object.values(aliases).flat()].includes(wanted.trim().toLowerCase());
}

/** The topic with this name in the reader's language, or in English. */
function findTopic(wanted: string, { language }: Reader): string | undefined {
  const given = wanted.trim().toLowerCase();
  const named = Object.entries(texts(language).below('help.sections'));
  return named.find(([section, title]) => [section, String(title).toLowerCase()].includes(given))?.[0];
}
