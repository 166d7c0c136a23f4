/** What Teams was reported to do in some places or times and not in others. Off unless said otherwise. */
export type Behaviour = {
  /**
   * A post with a text and a card becomes two messages and is answered 202 without an id. Reported (BotBuilder-MicrosoftTeams
   * 125, botframework-sdk 6155, msteams-docs 1321); whether it ended is told nowhere.
   */
  splitsTextAndCard: boolean;
  /** Every post is answered 202 without an id. Modelled: the worst of the same reports. */
  tellsNoIds: boolean;
  /**
   * In conversations of fewer than 60 people the client of everybody who looks refreshes a card, whatever `userIds` says.
   * Documented so for IRefreshDefinition, and otherwise for user-specific views.
   */
  refreshesForAll: boolean;
  /** Activities of guests say `userRole: guest`. Documented for members; recorded in few activities. */
  marksGuests: boolean;
};

export function usualBehaviour(): Behaviour {
  return { splitsTextAndCard: false, tellsNoIds: false, refreshesForAll: false, marksGuests: false };
}

/** Sets those that are named. @returns what is wrong, or undefined */
export function setBehaviour(behaviour: Behaviour, wanted: Record<string, unknown>): string | undefined {
  for (const [name, value] of Object.entries(wanted)) {
    if (!(name in behaviour)) return `there is no behaviour "${name}"`;
    if (typeof value !== 'boolean') return `${name} is neither true nor false`;
  }
  Object.assign(behaviour, wanted);
  return undefined;
}
