import {
  createHttpHeaders,
  createPipelineRequest,
  type HttpClient,
  type HttpMethods,
  isRestError,
  type PipelineRequest,
} from '@azure/core-rest-pipeline';
import type { Azure } from './wire.ts';

/** Azure refused a call of the run itself. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;
  /** The code of the answer and those inside it. */
  readonly codes: string[];
  /** The right that is missing, if the answer names one. */
  readonly action: string | undefined;
  constructor(status: number, body: string, what: string) {
    const codes = [...body.matchAll(/"code"\s*:\s*"(\w+)"/g)].flatMap(([, code]) => code ?? []);
    super(`${what}: ${status} ${codes.join(', ')}`);
    this.status = status;
    this.codes = codes;
    this.action = /perform action '([\w.*/]+)'/.exec(body)?.[1];
  }
}

export type Answered = { status: number; body: Record<string, unknown>; follow: string | undefined };

/** Calls of the run itself, beside those of the bot. */
export type Call = (method: HttpMethods, path: string, version: string, body?: unknown) => Promise<Answered>;

/** @param pass lets time go by between two looks */
export function createCall(azure: Azure, client: HttpClient, pass: (seconds: number) => Promise<void>) {
  /** A run takes hours: one lost answer must not end it. A change is sent again only if Azure threw it away. */
  const answered = async (request: PipelineRequest) => {
    const reads = request.method === 'GET';
    for (let again = 5; ; again--) {
      try {
        const response = await client.sendRequest(request);
        const passes = response.status === 429 || (reads && response.status >= 500);
        if (!passes || again === 0) return response;
      } catch (error) {
        if (!reads || again === 0 || !isRestError(error)) throw error;
      }
      await pass(20);
    }
  };
  const send = async (method: HttpMethods, url: string, body?: unknown): Promise<Answered> => {
    const scope = `https://${new URL(url).hostname}/.default`;
    const request = createPipelineRequest({
      method,
      url,
      headers: createHttpHeaders({
        authorization: `Bearer ${await azure.token(scope)}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      }),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const { status, bodyAsText, headers } = await answered(request);
    const text = bodyAsText ?? '';
    if (status >= 400 && status !== 404) throw new Refused(status, text, `${method} ${new URL(url).pathname}`);
    const json = text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {};
    return { status, body: json, follow: headers.get('azure-asyncoperation') ?? headers.get('location') };
  };
  const call: Call = (method, path, version, body) =>
    send(method, `https://management.azure.com${path}${path.includes('?') ? '&' : '?'}api-version=${version}`, body);

  /** Sends a change and follows it to its end. */
  async function done(...wanted: Parameters<Call>): Promise<void> {
    for (let { follow, status } = await call(...wanted); follow && status < 300; ) {
      await pass(20);
      const now = await send('GET', follow);
      const state = String(now.body.status ?? '');
      if (/^(Failed|Canceled)$/.test(state)) throw new Refused(now.status, JSON.stringify(now.body), wanted[1]);
      if (now.status !== 202 && !/^(InProgress|Running|Accepted|Creating|Updating|Deleting)$/.test(state)) return;
    }
  }

  return { call, done, ask: (url: string) => send('GET', url) };
}
