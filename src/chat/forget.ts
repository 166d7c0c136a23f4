import { plain } from '../i18n/plain.ts';
import { texts } from '../i18n/texts.ts';
import type { Answer } from '../kernel/chat.ts';
import { deleteDeferred, listDeferred } from '../store/deferred-commands.ts';
import { describeDeferred, waitsForRole, waitsForTurn } from './deferred-commands.ts';
import { once } from './idempotency.ts';
import type { Turn } from './turn.ts';

/** Drops a person's deferred and queued commands. */
export function forget(turn: Turn<'text'>): Promise<Answer> {
  return once(turn, async (tx) => {
    const { from } = turn.incoming;
    const deferred = (await listDeferred(tx.db, from.objectId)).filter(
      (each) => waitsForRole(each) || waitsForTurn(each),
    );
    for (const { id } of deferred) await deleteDeferred(tx, id);
    const asked = deferred.map(describeDeferred);
    if (asked.length > 0) tx.audit({ actor: from, event: 'ask.dropped', details: { asked } });
    const { t } = texts(turn.personal.language);
    const text =
      asked.length > 0
        ? t('access.forgotten', { asked: asked.map((each) => `"${plain(each)}"`).join(', ') })
        : t('access.nothing-kept');
    return { kind: 'notice', text };
  });
}
