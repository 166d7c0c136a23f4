/** The longest that a call to Azure may be waited for: the distances of `saga/rules/reconcile` hold up to this (seconds). */
export const longestTimeoutSeconds = 50;

/**
 * Two looks must agree on "not there". A host's clock may jump over all that is waited for before the first of them, so the
 * second counts only when it comes later by a call's longest time, a minute of acting and 40 s of listing (world seconds).
 */
export const betweenLooksSeconds = 150;
export const looksToBelieve = 2;

/** How long what stands in the way may be mended, until an attempt that is held ends (world seconds). */
export const heldSeconds = looksToBelieve * betweenLooksSeconds;

/**
 * So much earlier than our clock tells may a job have begun by Azure's (world seconds). A host that is hours ahead works all
 * the same, unless it signs in with a certificate: Azure and Teams date their tokens by their own clocks. A job that a list by
 * start leaves out would be sent once more; what else that lists is told apart by its id.
 */
export const clockSlackSeconds = 24 * 60 * 60;
