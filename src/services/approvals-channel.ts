import type { Db } from '../store/schema.ts';
import { findSetting } from '../store/settings.ts';

/** Where requests are decided besides the thread they were asked in. */
export function approvalsChannel(db: Db): Promise<string | undefined> {
  return findSetting<string>(db, 'bot', 'approvals');
}
