import type { IncomingMessage } from 'node:http';

/** Teams sends at most about 100 KB; a request body beyond this is not from Teams. */
const maxBodyBytes = 256 * 1024;

/** Up to here a body that is too large is read and thrown away: a client that still sends misses an early answer. */
const maxDiscardedBytes = 4 * 1024 * 1024;

/** A body that cannot be used, with the HTTP status to answer. */
export class BodyError extends Error {
  readonly status: 400 | 408 | 413 | 415;

  constructor(status: BodyError['status']) {
    super(`request body: ${status}`);
    this.name = 'BodyError';
    this.status = status;
  }
}

/**
 * Reads a JSON body. restify's own reader counts compressed bytes, so a small gzip body could grow without limit:
 * here a compressed body is refused.
 * @throws BodyError 408 when it is not complete in time, 413, 415, or 400 when it is not JSON or was cut off
 */
export async function readBody(request: IncomingMessage, timeoutMs: number): Promise<unknown> {
  if (request.headers['content-encoding'] !== undefined) throw new BodyError(415);
  const bytes = await readBytes(request, timeoutMs);
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new BodyError(400);
  }
}

function readBytes(request: IncomingMessage, timeoutMs: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(() => fail(408), timeoutMs);
    request.on('data', take).once('end', end).once('close', cut).once('error', cut);

    function take(chunk: Buffer): void {
      size += chunk.length;
      if (size <= maxBodyBytes) chunks.push(chunk);
      else chunks.length = 0;
      if (size > maxDiscardedBytes) fail(413);
    }
    function end(): void {
      if (size > maxBodyBytes) fail(413);
      else {
        release();
        resolve(Buffer.concat(chunks));
      }
    }
    function cut(): void {
      fail(400);
    }
    function fail(status: BodyError['status']): void {
      release();
      request.pause();
      reject(new BodyError(status));
    }
    function release(): void {
      clearTimeout(timer);
      request.off('data', take).off('end', end).off('close', cut);
    }
  });
}
