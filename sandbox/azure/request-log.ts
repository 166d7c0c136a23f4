export type RequestEntry = {
  /** Real time, ISO. */
  at: string;
  /** World time, ISO. */
  worldTime: string;
  method: string;
  host: string;
  /** With query, without signatures. */
  path: string;
  clientRequestId: string | null;
  /** What was answered, or would have been; null while the call is under way or when it never acted. */
  status: number | null;
  /** What changed, in words; '' when nothing did. */
  effect: string;
  /** false when the answer never left. */
  answered: boolean;
};

/** Older entries that changed nothing are forgotten: a day of watching makes a few thousand. */
const kept = 50_000;

/** Every call to ARM and the data planes; not those to sign in, which carry a secret. */
export class RequestLog {
  #entries: RequestEntry[] = [];
  /** Since entries were forgotten last. */
  #opened = 0;

  open(entry: Omit<RequestEntry, 'status' | 'effect' | 'answered'>): RequestEntry {
    const whole = {
      ...entry,
      path: entry.path.replace(/([?&]sig=)[^&]*/i, '$1redacted'),
      status: null,
      effect: '',
      answered: false,
    };
    this.#entries.push(whole);
    this.#opened += 1;
    if (this.#opened > kept * 0.1) this.#forget();
    return whole;
  }

  #forget(): void {
    this.#opened = 0;
    const from = this.#entries.length - kept;
    if (from > 0) this.#entries = this.#entries.filter(({ effect }, index) => index >= from || effect !== '');
  }

  /** Entries from `since` on (real time), oldest first; all when left out. */
  since(since?: Date | string | number): RequestEntry[] {
    const from = since === undefined || since === '' ? 0 : new Date(since).getTime();
    return this.#entries.filter((entry) => new Date(entry.at).getTime() >= from).map((entry) => ({ ...entry }));
  }

  clear(): void {
    this.#entries = [];
  }
}
