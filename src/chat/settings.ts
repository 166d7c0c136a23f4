import { languageName } from '../i18n/grammar.ts';
import { plain } from '../i18n/plain.ts';
import { keyword, named, texts } from '../i18n/texts.ts';
import type { Answer } from '../kernel/chat.ts';
import { setPersonReading } from '../store/people.ts';
import { forget } from './forget.ts';
import { once } from './idempotency.ts';
import { type Reading, requireReading } from './preferences.ts';
import type { Command, Turn } from './turn.ts';

/** A person's own settings: language and time zone of personal answers, and what is kept until a role is active. */
export const settings: Command = {
  spec: {
    ...named('settings'),
    arguments: [keyword('language', 'phrase'), keyword('timezone', 'phrase'), keyword('forget', 'nothing')],
    sideEffect: 'none',
    changesWith: ['language', 'timezone', 'forget'],
    pace: 'at-once',
    section: 'settings',
  },

  async run(turn, { args }) {
    if (args.forget !== undefined) return forget(turn);
    const reading = requireReading(args);
    if (reading) return save(turn, reading);
    const { language, timeZone } = turn.personal;
    const params = { language: languageName(language, language), zone: plain(timeZone) };
    return { kind: 'notice', text: texts(language).t('say.settings', params) };
  },
};

function save(turn: Turn<'text'>, reading: Reading): Promise<Answer> {
  const { from } = turn.incoming;
  const { language, timeZone: zone } = reading;
  const { t } = texts(language ?? turn.personal.language);
  return once(turn, async (tx) => {
    await setPersonReading(tx, from.objectId, reading);
    if (language) tx.audit({ actor: from, event: 'setting.language', details: { language } });
    if (zone) tx.audit({ actor: from, event: 'setting.timezone', details: { zone } });
    const said = [
      ...(language ? [t('say.language')] : []),
      ...(zone ? [t('say.timezone', { zone: plain(zone) })] : []),
    ];
    return { kind: 'notice', text: said.join(' ') };
  });
}
