import { z } from 'zod/v4';
import { defineStored } from '../kernel/stored.ts';
import type { Db } from '../store/schema.ts';
import { findSetting, putSetting } from '../store/settings.ts';
import type { Tx } from '../store/transaction.ts';

export const approvalsSetting = { scope: 'bot', name: 'approvals' };

const stored = defineStored('setting approvals', z.string());

/** Where requests are decided besides the thread they were asked in. */
export function approvalsChannel(db: Db): Promise<string | undefined> {
  return findSetting(db, approvalsSetting.scope, approvalsSetting.name, stored);
}

/** @param by object id of who says so */
export function putApprovalsChannel(tx: Tx, conversationId: string, by: string): Promise<void> {
  return putSetting(tx, approvalsSetting.scope, approvalsSetting.name, stored.write(conversationId), by);
}
