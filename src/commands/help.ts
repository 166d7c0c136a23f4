import { commandHelpCard, helpCard, helpText } from '../cards/help.ts';
import { parseCommandLine } from '../domain/command-line/parse-command-line.ts';
import type { CommandSpec } from '../domain/command-line/spec.ts';
import { CodedError } from '../domain/errors.ts';
import { texts } from '../text/texts.ts';
import type { Command } from './command.ts';

/** Made from the command specs, so that it cannot promise what is not there. */
export function helpCommand(specs: () => readonly CommandSpec[]): Command {
  return {
    spec: {
      name: 'help',
      aliases: { en: ['?', 'commands', 'hi', 'hello'], nl: ['hulp', 'hallo'] },
      arguments: [{ kind: 'rest', name: 'command' }],
      examples: ['help', 'help restore'],
      sideEffect: 'none',
      section: 'look',
    },

    async run({ shared }, { args }) {
      const all = specs();
      const wanted = args.command;
      if (wanted === undefined) {
        const data = { commands: all };
        return { kind: 'reply', body: { text: helpText(data, shared), card: helpCard(data, shared) } };
      }
      const line = parseCommandLine(wanted, all);
      const name = line.kind === 'command' || line.kind === 'bad-arguments' ? line.name : wanted.toLowerCase();
      const spec = all.find((each) => each.name === name);
      if (!spec) throw new CodedError('unknown-command');
      const text = `${spec.name}: ${texts(shared.language).t(`help.summary.${spec.name}`)}`;
      return { kind: 'reply', body: { text, card: commandHelpCard(spec, shared) } };
    },
  };
}
