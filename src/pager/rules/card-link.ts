/** Where a card stands, as far as Teams told. */
export type CardPlace = {
  kind: 'channel' | 'personal' | 'group';
  conversationId: string;
  threadId?: string | undefined;
  activityId?: string | undefined;
};

/** A link that opens a card in Teams; without a place, or in a chat of one person, it opens the chat with the bot. */
export function cardLink(
  { teams, tenantId, botAppId }: { teams: string; tenantId: string; botAppId: string },
  place?: CardPlace,
): string {
  if (place?.kind === 'channel' && (place.activityId ?? place.threadId) !== undefined) {
    const message = place.activityId ?? place.threadId ?? '';
    const link = new URL(
      `${teams}/l/message/${encodeURIComponent(place.conversationId)}/${encodeURIComponent(message)}`,
    );
    link.searchParams.set('tenantId', tenantId);
    link.searchParams.set('parentMessageId', place.threadId ?? message);
    return link.href;
  }
  if (place?.kind === 'group' && place.activityId !== undefined) {
    const link = new URL(
      `${teams}/l/message/${encodeURIComponent(place.conversationId)}/${encodeURIComponent(place.activityId)}`,
    );
    link.searchParams.set('tenantId', tenantId);
    link.searchParams.set('context', JSON.stringify({ contextType: 'chat' }));
    return link.href;
  }
  return `${teams}/l/chat/0/0?users=28:${botAppId}`;
}
