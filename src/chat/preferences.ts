import { requireAdmin } from '../access/memberships.ts';
import { keyword, named } from '../i18n/command-words.ts';
import { languagesByName } from '../i18n/grammar.ts';
import { plain } from '../i18n/plain.ts';
import { texts } from '../i18n/texts.ts';
import { CodedError } from '../kernel/errors.ts';
import { isLanguage } from '../kernel/languages.ts';
import { findTimeZone } from '../kernel/time-zones.ts';
import { setConversationReading } from '../store/conversations.ts';
import { setPersonReading } from '../store/people.ts';
import { once } from './idempotency.ts';
import type { Command } from './turn.ts';

/** Sets the language of personal answers; with `here`, of what everyone in a channel reads. */
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

/** Sets the time zone of personal answers and of what one types; with `here`, of what everyone in a channel reads. */
export const timezone: Command = {
  spec: {
    ...named('timezone'),
    arguments: [{ kind: 'phrase', name: 'timezone', required: true }, keyword('here', 'nothing')],
    sideEffect: 'changes',
    section: 'settings',
  },

  async run(turn, { args }) {
    const timeZone = findTimeZone(args.timezone ?? '');
    if (!timeZone) throw new CodedError('timezone-unknown', { given: args.timezone ?? '' });
    const { incoming, services, personal, shared } = turn;
    const { place, from } = incoming;
    if (args.here !== undefined && place.kind !== 'personal') {
      await requireAdmin(services, from.objectId);
      return once(turn, async (tx) => {
        await setConversationReading(tx, place.conversationId, { timeZone });
        const details = { zone: timeZone, conversationId: place.conversationId };
        tx.audit({ actor: from, event: 'setting.timezone', details });
        return {
          kind: 'reply',
          body: { text: texts(shared.language).t('say.timezone-here', { zone: plain(timeZone) }) },
        };
      });
    }
    return once(turn, async (tx) => {
      await setPersonReading(tx, from.objectId, { timeZone });
      tx.audit({ actor: from, event: 'setting.timezone', details: { zone: timeZone } });
      return { kind: 'notice', text: texts(personal.language).t('say.timezone', { zone: plain(timeZone) }) };
    });
  },
};
