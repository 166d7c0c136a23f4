export type OpenAttempt = {
  sentAt: Date;
  sends: number;
  /** Consecutive looks that agreed on "not there" since that answer became credible, or since the attempt is held. */
  emptyLooks: number;
  /** When the last of those looks began, or when the attempt was held. */
  lookedAt: Date | null;
  /** The preflight refused to send it again, and the thread was notified. */
  held: boolean;
};

type Read = Pick<OpenAttempt, 'sentAt' | 'emptyLooks' | 'lookedAt'> & { state: string };

/**
 * Whether an attempt has not changed since it was read: of two processes that read it, one may have gone on. Each send
 * has its time, and so has another attempt that has the same number after lost commits.
 */
export function isSameAttempt(read: Read, now: Read): boolean {
  return (
    read.state === now.state &&
    read.sentAt.getTime() === now.sentAt.getTime() &&
    read.emptyLooks === now.emptyLooks &&
    read.lookedAt?.getTime() === now.lookedAt?.getTime()
  );
}
