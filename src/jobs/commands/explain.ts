import { lookUp } from '../../azure/rules/explain-error.ts';
import type { Command } from '../../chat/turn.ts';
import { named } from '../../i18n/texts.ts';
import { explainCard, explainText } from '../cards/explain.ts';

/** Explains an Azure error and its remedy, by title, number or pasted message. */
export const explain: Command = {
  spec: {
    ...named('explain'),
    arguments: [{ kind: 'rest', name: 'code', required: true }],
    sideEffect: 'none',
    section: 'jobs',
  },

  async run({ services, shared }, { args }) {
    const asked = args.code ?? '';
    const data = { asked, ...lookUp(asked), commands: services.commands.map(({ spec }) => spec.name) };
    const answer = {
      kind: 'reply',
      body: { text: explainText(data, shared), card: explainCard(data, shared) },
    } as const;
    // A question such as "What is running right now" starts with the same word.
    const isSentence = data.errors.length === 0;
    return isSentence ? { kind: 'sentence', otherwise: answer, begun: true } : answer;
  },
};
