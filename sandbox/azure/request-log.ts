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
  /** Status that was sent, or would have been; null while the call runs or if it never acted. */
  status: number | null;
  /** Change in the world, in words; '' if nothing changed. */
  effect: string;
  /** False if the answer was never sent. */
  answered: boolean;
};

/** Most entries kept; older ones without an effect are dropped: a day of watching makes a few thousand. */
const kept = 50_000;

/** Every call to ARM and the data planes; sign-ins are left out, because they carry a secret. */
export class RequestLog {
  #entries: RequestEntry[] = [];
  /** New entries since the last time that old ones were dropped. */
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

  /** Entries from `since` on (real time), oldest first; all by default. */
  since(since?: Date | string | number): RequestEntry[] {
    const from = since === undefined || since === '' ? 0 : new Date(since).getTime();
    return this.#entries.filter((entry) => new Date(entry.at).getTime() >= from).map((entry) => ({ ...entry }));
  }

  clear(): void {
    this.#entries = [];
  }
}
