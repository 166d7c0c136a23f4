/** What Teams was reported to do in some places or times and not in others. Off unless said otherwise; see phones. */
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
  /** The app of nobody knows dialogs: a button that opens one sends a message, as Action.Submit does. Modelled. */
  knowsNoDialogs: boolean;
  /** Every targeted message is refused with 403. Reported of the preview (msteams-docs 14434), in which places is told nowhere. */
  takesNoTargeted: boolean;
  /**
   * Phones ring for nothing between ten in the evening and seven in the morning. Quiet time is documented for the app on
   * phones, its hours are each person's own: modelled, that all have these.
   */
  quietHours: boolean;
  /** Targeted messages are taken, and no app shows them. Modelled: the app of somebody is too old. */
  showsNoTargeted: boolean;
} & Record<PhoneDefect, boolean>;

/** What phones were reported to do; on unless said otherwise, and only on a phone. */
export type PhoneDefect =
  /** On iOS and Android an Action.Execute with inputs sends nothing (AdaptiveCards 9315, msteams-docs 13924: open). */
  | 'phoneExecuteDead'
  /** On iOS `associatedInputs: none` counts for nothing, so that a Cancel asks for what is required (msteams-docs 8956). */
  | 'phoneInputsAlways'
  /** On iOS Action.ToggleVisibility hides what was tapped, and shows nothing (msteams-docs 8114). */
  | 'phoneTogglesHide'
  /** On phones a choice set with Data.Query finds nothing (msteams-docs 10513, AdaptiveCards 9208). */
  | 'phoneQueryEmpty';

export function usualBehaviour(): Behaviour {
  return {
    splitsTextAndCard: false,
    tellsNoIds: false,
    refreshesForAll: false,
    marksGuests: false,
    knowsNoDialogs: false,
    takesNoTargeted: false,
    showsNoTargeted: false,
    quietHours: false,
    phoneExecuteDead: true,
    phoneInputsAlways: true,
    phoneTogglesHide: true,
    phoneQueryEmpty: true,
  };
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
