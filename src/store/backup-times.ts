import { z } from 'zod/v4';
import { armIdKey } from '../kernel/arm-id.ts';
import { defineStored, forgetful } from '../kernel/stored.ts';
import type { Db } from './schema.ts';
import { findSetting, putSetting } from './settings.ts';
import type { Tx } from './transaction.ts';

const name = 'backup-times';
const stored = defineStored('setting backup-times', z.array(z.number()));
/** Enough for a median, and recent enough to tell how Azure is these days. */
const most = 100;

/** What backups of a vault took that nobody started from chat, in seconds, newest first. */
export async function backupTimes(db: Db, vaultId: string): Promise<number[]> {
  return (await findSetting(db, armIdKey(vaultId), name, forgetful(stored))) ?? [];
}

/** @param seconds of those that ended since the last look */
export async function addBackupTimes(tx: Tx, vaultId: string, seconds: readonly number[]): Promise<void> {
  if (seconds.length === 0) return;
  const known = await backupTimes(tx.db, vaultId);
  await putSetting(tx, armIdKey(vaultId), name, stored.write([...seconds, ...known].slice(0, most)), null);
}
