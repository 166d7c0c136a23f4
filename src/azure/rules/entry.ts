/** Whether a retry helps: never, after a while, or once the cause is fixed. */
type Retry = 'no' | 'later' | 'after-fix';

/** The command that fixes the cause, or shows it. */
type Mend =
  | 'backup'
  | 'check'
  | 'points'
  | 'protect'
  | 'protection resume'
  | 'protection stop'
  | 'restore'
  | 'retry'
  | 'status'
  | 'stop'
  | 'vm'
  | 'vms';

/** A known Azure error. Cause and remedy are in the text catalogue `catalogue`, under its id. */
export type CatalogueEntry = {
  id: string;
  /** Symbolic codes in Azure's spelling (misspellings included). Empty for errors that come as messages only. */
  titles: readonly string[];
  numbers?: readonly number[];
  /**
   * Recognises the message when Azure gives no code, or when it was pasted without one. It must match no other message.
   */
  message?: RegExp;
  /** The title is used for many errors: if there is a message, it must match this. */
  onlyWith?: RegExp;
  retry: Retry;
  mend?: Mend;
  /** Giving Azure Backup access to the key fixes it. */
  keyAccess?: true;
};
