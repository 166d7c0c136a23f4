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
