import { approvalsSetting } from '../approval/approvals-channel.ts';

/** What is set for a conversation and asked at each turn there: read together. */
export function placeSettings(conversationId: string) {
  return [
    { scope: conversationId, name: 'channel' },
    { scope: conversationId, name: privateSetting },
    approvalsSetting,
  ];
}

/** Whether what is for one person alone is said there, and who was asked. */
export const privateSetting = 'private';
