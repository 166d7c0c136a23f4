/** Longest time-out of a call to Azure, in seconds. The intervals in `saga/rules/reconcile.ts` hold up to this. */
export const longestTimeoutSeconds = 50;

/**
 * Two looks must agree on "not there". A host's clock may jump over the whole wait before the first, so the second
 * counts only if it comes later by a call's longest time, a minute of acting and 40 s of listing (world seconds).
 */
export const pollSeconds = 150;
export const pollsToBelieve = 2;

/** How long a held attempt waits for its obstacle to be removed before it ends (world seconds). */
export const heldSeconds = pollsToBelieve * pollSeconds;

/**
 * How much earlier than our clock a job may have begun by Azure's (world seconds). A host whose clock is hours
 * ahead works all the same, unless it signs in with a certificate: Azure and Teams date their tokens by their own
 * clocks. A job that a list by start time omits would be sent again; jobs listed in excess are told apart by id.
 */
export const clockSlackSeconds = 24 * 60 * 60;
