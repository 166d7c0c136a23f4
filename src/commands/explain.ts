import { explainCard, explainText } from '../cards/explain.ts';
import type { CommandSpec } from '../domain/command-line/spec.ts';
import { lookUp } from '../domain/error-catalogue/look-up.ts';
import { named } from '../text/command-words.ts';
import type { Command } from './command.ts';

/** What an error of Azure means and what to do: by title, by number, or by the message as it was pasted. */
export function explainCommand(specs: () => readonly CommandSpec[]): Command {
  return {
    spec: {
      ...named('explain'),
      arguments: [{ kind: 'rest', name: 'code', required: true }],
      sideEffect: 'none',
      section: 'jobs',
    },

    async run({ shared }, { args }) {
      const asked = args.code ?? '';
      const data = { asked, ...lookUp(asked), commands: specs().map(({ name }) => name) };
      return { kind: 'reply', body: { text: explainText(data, shared), card: explainCard(data, shared) } };
    },
  };
}
