import { z } from 'zod/v4';
import { defineStored, forgetful, momentSchema } from '../kernel/stored.ts';
import type { Db } from '../store/schema.ts';
import { findSetting, putSetting } from '../store/settings.ts';
import type { Tx } from '../store/transaction.ts';

const stored = defineStored('setting digest-told', z.record(z.string(), momentSchema));

/** Up to when the daily digests of a conversation have told of each vault that got weaker, by the id of the vault. */
export type DigestTold = Readonly<Record<string, Date>>;

export async function findDigestTold(db: Db, conversationId: string): Promise<DigestTold> {
  return (await findSetting(db, conversationId, 'digest-told', forgetful(stored))) ?? {};
}

export async function putDigestTold(tx: Tx, conversationId: string, told: DigestTold): Promise<void> {
  await putSetting(tx, conversationId, 'digest-told', stored.write({ ...told }), null);
}
