import { z } from 'zod/v4';
import { nextDaily } from '../i18n/next-daily.ts';
import { defineStored } from '../kernel/stored.ts';
import type { Db } from '../store/schema.ts';
import { findSetting, putSetting, removeSetting } from '../store/settings.ts';
import type { Tx } from '../store/transaction.ts';

const stored = defineStored(
  'setting digest',
  z.object({
    time: z.string(),
    zone: z.string(),
    by: z.object({ objectId: z.string(), tenantId: z.string(), name: z.string(), teamsId: z.string() }),
  }),
);

export type DigestSetting = z.infer<typeof stored.schema>;

export function digestSetting(db: Db, conversationId: string): Promise<DigestSetting | undefined> {
  return findSetting(db, conversationId, 'digest', stored);
}

/** e.g. 08:00; undefined: none is sent. */
export async function digestTime(db: Db, conversationId: string): Promise<string | undefined> {
  return (await digestSetting(db, conversationId))?.time;
}

export async function setDigest(tx: Tx, conversationId: string, setting: DigestSetting | undefined): Promise<void> {
  if (!setting) {
    await removeSetting(tx, conversationId, 'digest-told');
    return removeSetting(tx, conversationId, 'digest');
  }
  await putSetting(tx, conversationId, 'digest', stored.write(setting), setting.by.objectId);
  wakeDigest(tx, conversationId, setting);
}

export function wakeDigest(tx: Tx, conversationId: string, { time, zone: timeZone }: DigestSetting): void {
  tx.wake('timer', `digest:${conversationId}`, nextDaily(time, timeZone, tx.now()));
}
