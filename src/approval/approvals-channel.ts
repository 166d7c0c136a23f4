import type { Db } from '../store/schema.ts';
import { findSetting } from '../store/settings.ts';

export const approvalsSetting = { scope: 'bot', name: 'approvals' };

/** Where requests are decided besides the thread they were asked in. */
export function approvalsChannel(db: Db): Promise<string | undefined> {
  return findSetting<string>(db, approvalsSetting.scope, approvalsSetting.name);
}
