import { CodedError } from '../domain/errors.ts';
import { setPersonReading } from '../store/people.ts';
import { texts } from '../text/texts.ts';
import type { Command } from './command.ts';
import { once } from './once.ts';

/** The language of personal answers. What a channel reads is a setting of its own. */
export const language: Command = {
  spec: {
    name: 'language',
    aliases: { en: ['lang'], nl: ['taal'] },
    arguments: [{ kind: 'word', name: 'language', required: true }],
    examples: ['language nl', 'language en'],
    sideEffect: 'changes',
    section: 'settings',
  },

  async run(turn, { args }) {
    const wanted = languages[args.language?.toLowerCase() ?? ''];
    if (!wanted) throw new CodedError('language-unknown', { given: args.language ?? '' });
    return once(turn, async (tx) => {
      await setPersonReading(tx, turn.incoming.from.objectId, { language: wanted });
      tx.audit({ actor: turn.incoming.from, event: 'setting.language', details: { language: wanted } });
      return { kind: 'notice', text: texts(wanted).t('say.language') };
    });
  },
};

const languages: Record<string, 'en' | 'nl' | undefined> = {
  en: 'en',
  english: 'en',
  engels: 'en',
  nl: 'nl',
  dutch: 'nl',
  nederlands: 'nl',
};
