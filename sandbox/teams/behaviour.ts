/** Behaviour of Teams that was reported for some places or times only. Off by default; see phones. */
export type Behaviour = {
  /**
   * A post with a text and a card becomes two messages and is answered 202 without an id. Reported
   * (BotBuilder-MicrosoftTeams 125, botframework-sdk 6155, msteams-docs 1321); no source says whether it ended.
   */
  splitsTextAndCard: boolean;
  /** Every post is answered 202 without an id. Modelled: the worst of the same reports. */
  tellsNoIds: boolean;
  /**
   * In conversations of fewer than 60 people, every viewer's client refreshes a card, whatever `userIds` says.
   * Documented so for IRefreshDefinition, and otherwise for user-specific views.
   */
  refreshesForAll: boolean;
  /** Activities of guests contain `userRole: guest`. Documented for members; recorded in few activities. */
  marksGuests: boolean;
  /** Nobody's app supports dialogs: a button that opens one sends a message, as Action.Submit does. Modelled. */
  knowsNoDialogs: boolean;
  /**
   * Every targeted message is refused with 403. Reported of the preview (msteams-docs 14434); in which places is
   * unknown.
   */
  takesNoTargeted: boolean;
  /**
   * Phones don't ring between 22:00 and 07:00. Quiet time is documented for the phone app with hours of each person's
   * own; that all have these is modelled.
   */
  quietHours: boolean;
  /** Targeted messages are accepted, and no app shows them. Modelled: somebody's app is too old. */
  showsNoTargeted: boolean;
} & Record<PhoneDefect, boolean>;

/** Reported defects of phones; on by default, and only on a phone. */
export type PhoneDefect =
  /** On iOS and Android an Action.Execute with inputs sends nothing (AdaptiveCards 9315, msteams-docs 13924: open). */
  | 'phoneExecuteDead'
  /** iOS ignores `associatedInputs: none`, so a Cancel asks for required inputs (msteams-docs 8956). */
  | 'phoneInputsAlways'
  /** On iOS Action.ToggleVisibility hides the tapped element and shows nothing (msteams-docs 8114). */
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

/**
 * Sets the named members.
 * @returns what is wrong, or undefined
 */
export function setBehaviour(behaviour: Behaviour, wanted: Record<string, unknown>): string | undefined {
  for (const [name, value] of Object.entries(wanted)) {
    if (!(name in behaviour)) return `there is no behaviour "${name}"`;
    if (typeof value !== 'boolean') return `${name} is neither true nor false`;
  }
  Object.assign(behaviour, wanted);
  return undefined;
}
