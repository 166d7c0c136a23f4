import type { Failure } from '../kernel/errors.ts';
import { countRefusal, takeRefusals, writeAsked } from '../store/refusals.ts';
import { countAsked, refusalWindowMs } from '../store/rules/refusal-count.ts';
import type { IncomingTurn, Refusal } from '../teams/incoming.ts';
import type { ChatServices } from './turn.ts';

type Parts = Pick<ChatServices, 'store'>;

/**
 * The first refusal of somebody for a reason is a row of the audit. What follows soon is counted, and becomes one row
 * when the window ends: the audit is never emptied, and nobody may fill it by clicking.
 */
export async function auditRefusal(
  { store }: Parts,
  by: { actor?: { objectId: string; name: string }; key: string },
  failure: Failure,
  asked: string,
): Promise<void> {
  const { code, params } = failure;
  const { actor } = by;
  const key = `${by.key} ${code}`;
  await store.transaction(async (tx) => {
    const known = await countRefusal(tx, {
      key,
      actor: actor ? { objectId: actor.objectId, name: actor.name } : null,
      code,
    });
    if (known.count === 0) {
      tx.audit({ ...(actor && { actor }), event: 'refused', details: { ...params, code, asked } });
      tx.wake('timer', `refusals:${key}`, new Date(tx.now().getTime() + refusalWindowMs));
      return;
    }
    // A member's name in JSON, which PostgreSQL refuses with half a letter at its end.
    const what = [asked, ...Object.values(params)].join(' ').slice(0, 120).toWellFormed();
    await writeAsked(tx, key, countAsked(known.asked, what));
  });
}

/** The window has ended: what was counted becomes a row. */
export async function auditCounted({ store }: Parts, key: string): Promise<void> {
  await store.transaction(async (tx) => {
    const counted = await takeRefusals(tx, key);
    if (!counted || counted.count === 0) return;
    const { actor, code, count, asked, since } = counted;
    tx.audit({
      ...(actor && { actor }),
      event: 'refused',
      details: { code, count, since: since.toISOString(), asked },
    });
  });
}

/** Who asked for something without being somebody here: the identity is as Teams gave it, or nobody's. */
export async function noteRefusal(
  services: Parts,
  { contact }: Pick<IncomingTurn, 'contact'>,
  why: Refusal,
): Promise<void> {
  const { person, place } = contact;
  const { conversationId } = place;
  const by = { ...(person && { actor: person }), key: person?.objectId ?? conversationId };
  await auditRefusal(services, by, { code: why, params: { conversationId } }, 'text');
}
