import { backupTimes } from '../store/backup-times.ts';
import { expectedTime } from '../store/rules/expected-time.ts';
import type { Db } from '../store/schema.ts';
import { stepTimes } from '../store/step-times.ts';

/** Of backups that were asked for in chat, or where there were none of those the watch saw, in milliseconds. */
export async function expectedBackup(db: Db, vaultId: string): Promise<number | null> {
  const asked = await stepTimes(db, vaultId, 'backup');
  const times =
    asked.length > 0
      ? asked
      : (await backupTimes(db, vaultId)).map((seconds) => ({ kind: 'backup', tier: 'unknown' as const, seconds }));
  const expected = expectedTime(times, 'backup', 'unknown');
  return expected ? expected.seconds * 1000 : null;
}
