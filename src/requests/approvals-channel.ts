import { z } from 'zod/v4';
import { defineStored } from '../kernel/stored.ts';
import { findConversation } from '../store/conversations.ts';
import type { Db } from '../store/schema.ts';
import { findSetting, putSetting, removeSetting } from '../store/settings.ts';
import type { Tx } from '../store/transaction.ts';

export const approvalsSetting = { scope: 'bot', name: 'approvals' };

const stored = defineStored('setting approvals', z.string());

/** The channel where requests are decided, besides the thread they were asked in. */
export function approvalsChannel(db: Db): Promise<string | undefined> {
  return findSetting(db, approvalsSetting.scope, approvalsSetting.name, stored);
}

/** The same channel if the bot can write there: not if it was removed from the team, or the channel is gone. */
export async function openApprovalsChannel(db: Db): Promise<string | undefined> {
  const id = await approvalsChannel(db);
  const conversation = id === undefined ? undefined : await findConversation(db, id);
  return conversation?.dead_at ? undefined : id;
}

/** @param by object id of the person who sets it */
export function putApprovalsChannel(tx: Tx, conversationId: string, by: string): Promise<void> {
  return putSetting(tx, approvalsSetting.scope, approvalsSetting.name, stored.write(conversationId), by);
}

export function removeApprovalsChannel(tx: Tx): Promise<void> {
  return removeSetting(tx, approvalsSetting.scope, approvalsSetting.name);
}
