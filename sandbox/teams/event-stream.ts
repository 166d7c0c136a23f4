import type { ServerResponse } from 'node:http';

/** Server-sent events for the page: one JSON object per event. */
export class EventStream {
  readonly #listeners = new Set<ServerResponse>();
  readonly #heartbeat: NodeJS.Timeout;

  constructor() {
    // Some browsers and proxies close a stream after a minute without data.
    this.#heartbeat = setInterval(() => this.#write(': still here\n\n'), 25_000);
    this.#heartbeat.unref();
  }

  open(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
    response.write('retry: 500\n\n');
    this.#listeners.add(response);
    response.on('close', () => this.#listeners.delete(response));
  }

  send(event: { kind: string } & Record<string, unknown>): void {
    this.#write(`data: ${JSON.stringify(event)}\n\n`);
  }

  close(): void {
    clearInterval(this.#heartbeat);
    for (const listener of this.#listeners) listener.end();
  }

  #write(text: string): void {
    for (const listener of this.#listeners) listener.write(text);
  }
}
