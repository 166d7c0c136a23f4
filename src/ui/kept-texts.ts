/** Texts by key, the longest unused forgotten first once they take more than so many bytes together. */
export class KeptTexts {
  readonly #kept = new Map<string, string>();
  readonly #mostBytes: number;
  #bytes = 0;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  get(key: string): string | undefined {
    const text = this.#kept.get(key);
    if (text === undefined) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, text);
    return text;
  }

  set(key: string, text: string): void {
    this.#forget(key);
    this.#kept.set(key, text);
    this.#bytes += size(key, text);
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= this.#mostBytes) return;
      this.#forget(oldest);
    }
  }

  #forget(key: string): void {
    const text = this.#kept.get(key);
    if (text === undefined) return;
    this.#kept.delete(key);
    this.#bytes -= size(key, text);
  }
}

/** V8 keeps two bytes for each character of a text that is not all Latin-1. */
function size(key: string, text: string): number {
  return 2 * (key.length + text.length);
}
