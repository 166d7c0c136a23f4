/** Where an error can surface. */
type Phase = 'configure' | 'backup' | 'restore' | 'job' | 'vault' | 'key' | 'azure';

/** Whether trying again helps: never, by itself after a while, or once the cause is mended. */
type Retry = 'no' | 'later' | 'after-fix';

/** The command that mends it, or shows what to mend. */
type Mend =
  | 'backup'
  | 'cancel'
  | 'check'
  | 'job'
  | 'jobs'
  | 'keyaccess'
  | 'points'
  | 'protect'
  | 'protection resume'
  | 'protection stop'
  | 'restore'
  | 'retry'
  | 'vm'
  | 'vms';

/** A known error of Azure. Cause and remedy are in the text catalogue `catalogue`, under its id. */
export type CatalogueEntry = {
  id: string;
  /** Symbolic codes, as Azure spells them (misspellings included). Empty for errors that come as messages only. */
  titles: readonly string[];
  numbers?: readonly number[];
  /** Recognises the message where Azure gives no code, or where it was pasted without. So it fits nothing else. */
  message?: RegExp;
  /** The title is used for much else: where there is a message, this must be in it. */
  onlyWith?: RegExp;
  phases: readonly Phase[];
  retry: Retry;
  mend?: Mend;
};
