import { readAbilities } from '../access/abilities.ts';
import { keyword, named } from '../i18n/command-words.ts';
import { grammar } from '../i18n/grammar.ts';
import { texts } from '../i18n/texts.ts';
import type { Reader } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import { commandHelpCard, helpCard, helpText, situationCard, situationText } from './cards/help.ts';
import type { Command } from './command.ts';
import { parseCommandLine } from './rules/parse-command-line.ts';
import { linesForSituation } from './rules/situation.ts';
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
    const wanted = args.command;
    const isWhole = wanted !== undefined && isAll(wanted, shared);
    if (wanted === undefined || isWhole) {
      const abilities = await readAbilities(services, incoming.from, incoming.place);
      const usable = commands.filter(
        ({ spec, takes }) => channel.allows(spec, all) && (!takes || !abilities || abilities.has(takes)),
      );
      const data = { commands: usable.map(({ spec }) => spec) };
      if (!isWhole) {
        const lines = linesForSituation(await readSituation(turn, data.commands, abilities));
        return { kind: 'reply', body: { text: situationText(lines, shared), card: situationCard(lines, shared) } };
      }
      return { kind: 'reply', body: { text: helpText(data, shared), card: helpCard(data, shared) } };
    }
    const line = parseCommandLine(wanted, all, grammar);
    const name = line.kind === 'command' || line.kind === 'bad-arguments' ? line.name : wanted.toLowerCase();
    const spec = all.find((each) => each.name === name);
    if (!spec) throw new CodedError('unknown-command');
    const text = `${spec.name}: ${texts(shared.language).t(`help.summary.${spec.name}`)}`;
    return { kind: 'reply', body: { text, card: commandHelpCard(spec, shared) } };
  },
};

/** `help all`, in any of the words for it. */
function isAll(wanted: string, { language }: Reader): boolean {
  const { aliases, name } = { aliases: keyword('all', 'nothing').words, name: 'all' };
  return [name, ...aliases[language], ...Object.values(aliases).flat()].includes(wanted.trim().toLowerCase());
}
