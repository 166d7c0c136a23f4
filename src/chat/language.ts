import { requireAdmin } from '../access/memberships.ts';
import { keyword, named } from '../i18n/command-words.ts';
import { languagesByName } from '../i18n/language-name.ts';
import { texts } from '../i18n/texts.ts';
import { CodedError } from '../kernel/errors.ts';
import { isLanguage } from '../kernel/languages.ts';
import { setConversationReading } from '../store/conversations.ts';
import { setPersonReading } from '../store/people.ts';
import type { Command } from './command.ts';
import { once } from './idempotency.ts';

/** The language of personal answers; with `here`, what everyone in a channel reads. */
export const language: Command = {
  spec: {
    ...named('language'),
    arguments: [{ kind: 'word', name: 'language', required: true }, keyword('here', 'nothing')],
    sideEffect: 'changes',
    section: 'settings',
  },

  async run(turn, { args }) {
    const named = args.language?.toLowerCase() ?? '';
    const wanted = isLanguage(named) ? named : languagesByName.get(named);
    if (!wanted) throw new CodedError('language-unknown', { given: args.language ?? '' });
    const { incoming, services } = turn;
    const { place } = incoming;
    if (args.here !== undefined && place.kind !== 'personal') {
      await requireAdmin(services, incoming.from.objectId);
      return once(turn, async (tx) => {
        await setConversationReading(tx, place.conversationId, { language: wanted });
        const details = { language: wanted, conversationId: place.conversationId };
        tx.audit({ actor: incoming.from, event: 'setting.language', details });
        return { kind: 'reply', body: { text: texts(wanted).t('say.language-here') } };
      });
    }
    return once(turn, async (tx) => {
      await setPersonReading(tx, turn.incoming.from.objectId, { language: wanted });
      tx.audit({ actor: turn.incoming.from, event: 'setting.language', details: { language: wanted } });
      return { kind: 'notice', text: texts(wanted).t('say.language') };
    });
  },
};
