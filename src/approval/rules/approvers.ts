/** Who could decide a request, as far as they can be named. */
export type Approvers = {
  /** Object ids of people, the requester not among them. */
  people: readonly string[];
  /** There may be more: members of a group that could not be read. */
  more: boolean;
  /** Names of groups that could not be read, so that nobody in them can decide for now. */
  unread: readonly string[];
};

/** An approval without a vote: asked for by a first tap, given by a second one of the same person. */
export type Glass = {
  byOid: string;
  byName: string;
  ticket: string;
  reason: string;
  /** Carried by the second tap. */
  nonce: string;
  /** ISO time. The second tap is accepted for some minutes after the first. */
  askedAt: string;
  brokenAt?: string;
  /** Where the first tap shows what the second would do (messages.id). */
  confirmMessageId?: string;
  /** Where its review stands (messages.id). */
  reviewMessageIds?: readonly string[];
};

/** How many people sign the review of a request that was approved without a vote. */
export const reviewsNeeded = 2;

/** Milliseconds in which the second tap must follow the first. */
export const secondTapMs = 15 * 60_000;
