export type OpenAttempt = {
  sentAt: Date;
  sends: number;
  /** Looks in a row that agreed on "not there" since that may be believed, or since it is held. */
  emptyLooks: number;
  /** When the last of them began, or when it was held. */
  lookedAt: Date | null;
  /** The preflight refused to send it once more, and the thread was told. */
  held: boolean;
};

type Read = Pick<OpenAttempt, 'sends' | 'emptyLooks' | 'lookedAt'> & { state: string };

/** Whether an attempt is still as it was read: of two processes that read it, one may have gone on. */
export function isSameAttempt(read: Read, now: Read): boolean {
  return (
    read.state === now.state &&
    read.sends === now.sends &&
    read.emptyLooks === now.emptyLooks &&
    read.lookedAt?.getTime() === now.lookedAt?.getTime()
  );
}
