import { askedOf, waitsForRole, waitsForTurn } from '../services/kept-asks.ts';
import { dropKeptAsk, keptAsksOf } from '../store/kept-asks.ts';
import { named } from '../text/command-words.ts';
import { plain } from '../text/plain.ts';
import { texts } from '../text/texts.ts';
import type { Command } from './command.ts';
import { once } from './once.ts';

/** Puts away what is kept until its owner has activated a role, and what waits for its turn. */
export const forget: Command = {
  spec: {
    ...named('forget'),
    arguments: [],
    sideEffect: 'changes',
    pace: 'at-once',
    section: 'settings',
  },

  run: (turn) =>
    once(turn, async (tx) => {
      const { from } = turn.incoming;
      const kept = (await keptAsksOf(tx.db, from.objectId)).filter((each) => waitsForRole(each) || waitsForTurn(each));
      for (const { id } of kept) await dropKeptAsk(tx, id);
      const asked = kept.map(({ incoming }) => askedOf(incoming));
      if (asked.length > 0) tx.audit({ actor: from, event: 'ask.dropped', details: { asked } });
      const { t } = texts(turn.personal.language);
      const text =
        asked.length > 0
          ? t('access.forgotten', { asked: asked.map((each) => `"${plain(each)}"`).join(', ') })
          : t('access.nothing-kept');
      return { kind: 'notice', text };
    }),
};
