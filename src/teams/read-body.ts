import type { IncomingMessage } from 'node:http';

/** Teams sends at most about 100 KB; a request body beyond this is not from Teams. */
const maxBodyBytes = 256 * 1024;

/** What is thrown away of a body that nobody wants: a client that still sends misses an early answer. */
const maxDiscardedBytes = 4 * 1024 * 1024;

/** A body that cannot be used, with the HTTP status to answer. */
export class BodyError extends Error {
  readonly status: 400 | 408 | 413 | 415 | 503;

  constructor(status: BodyError['status']) {
    super(`request body: ${status}`);
    this.name = 'BodyError';
    this.status = status;
  }
}

/** Reads JSON bodies, of which it holds only so many bytes at once, over all requests. */
export class BodyReader {
  readonly #timeoutMs: number;
  readonly #maxHeldBytes: number;
  #held = 0;

  constructor(limits: { timeoutMs: number; maxHeldBytes: number }) {
    this.#timeoutMs = limits.timeoutMs;
    this.#maxHeldBytes = limits.maxHeldBytes;
  }

  /**
   * Reads a JSON body. restify's own reader counts compressed bytes, so a small gzip body could grow without limit:
   * here a compressed body is refused.
   * @throws BodyError 408 when it is not complete in time, 413, 415, 503 when too much is held already, or 400 when it
   * is not JSON or was cut off
   */
  async read(request: IncomingMessage): Promise<unknown> {
    if (request.headers['content-encoding'] !== undefined) throw new BodyError(415);
    if (Number(request.headers['content-length']) > maxBodyBytes) throw new BodyError(413);
    const chunks: Buffer[] = [];
    let size = 0;
    try {
      await this.#listen(request, (chunk) => {
        size += chunk.length;
        this.#held += chunk.length;
        if (size > maxBodyBytes) return 413;
        if (this.#held > this.#maxHeldBytes) return 503;
        chunks.push(chunk);
        return undefined;
      });
      return JSON.parse(Buffer.concat(chunks).toString('utf8'));
    } catch (error) {
      throw error instanceof BodyError ? error : new BodyError(400);
    } finally {
      this.#held -= size;
    }
  }

  /** @param take gives the status to refuse the body with */
  #listen(request: IncomingMessage, take: (chunk: Buffer) => BodyError['status'] | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => fail(408), this.#timeoutMs);
      const cut = () => fail(400);
      request.on('data', data).once('end', end).once('close', cut).once('error', cut);

      function data(chunk: Buffer): void {
        const status = take(chunk);
        if (status) fail(status);
      }
      function end(): void {
        release();
        resolve();
      }
      function fail(status: BodyError['status']): void {
        release();
        request.pause();
        reject(new BodyError(status));
      }
      function release(): void {
        clearTimeout(timer);
        request.off('data', data).off('end', end).off('close', cut);
      }
    });
  }
}

/** Resolves when the rest of a body has come and was thrown away, and when that takes too long or too many bytes. */
export function discardBody(request: IncomingMessage, timeoutMs: number): Promise<void> {
  if (request.complete || request.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    let size = 0;
    const timer = setTimeout(done, timeoutMs);
    request.on('data', data).once('end', done).once('close', done);
    request.once('error', done);

    function data(chunk: Buffer): void {
      size += chunk.length;
      if (size > maxDiscardedBytes) done();
    }
    function done(): void {
      clearTimeout(timer);
      request.off('data', data).off('end', done).off('close', done);
      request.pause();
      resolve();
    }
  });
}
