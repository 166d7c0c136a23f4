const hour = 3_600_000;
/** New posts that a conversation gets in an hour; what comes above goes into one that says so. */
export const postsPerHour = 6;

/** How many more posts a conversation may get now. @param posted when its posts of late were made */
export function postsLeft(posted: readonly Date[], now: Date): number {
  const lately = posted.filter((at) => now.getTime() - at.getTime() < hour).length;
  return Math.max(0, postsPerHour - lately);
}

/** Nobody said "I am on it": the first time after this, then once a day. */
const firstReminderMs = 4 * hour;
const nextReminderMs = 24 * hour;

export function reminderDue(
  notice: { openedAt: Date; remindedAt: Date | null; ownerOid: string | null },
  now: Date,
): boolean {
  if (notice.ownerOid !== null) return false;
  const [since, wait] = notice.remindedAt ? [notice.remindedAt, nextReminderMs] : [notice.openedAt, firstReminderMs];
  return now.getTime() - since.getTime() >= wait;
}
