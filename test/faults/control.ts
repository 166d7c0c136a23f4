/** The sandbox's control API, as tests use it. */

export type Message = {
  id: string;
  in: string;
  thread: string | null;
  from: string;
  text: string;
  summary?: string | null;
  card: Record<string, unknown> | null;
  mentions: { id: string; name: string }[];
  edits: number;
  pictures?: { name: string }[];
};

export type AzureRequest = {
  at: string;
  worldTime: string;
  method: string;
  path: string;
  clientRequestId: string | null;
  status: number | null;
  effect: string;
  answered: boolean;
};

export type BotState = { state: 'running' | 'stopped'; pid: number | null; address: string | null };

export type TapState = { calls: number; answers: number; fired: boolean };

/** Result of a click or a redelivery. */
export type Answered = { kind?: string; status?: number; body?: unknown; shown?: string; text?: string };

export type Control = ReturnType<typeof control>;

/** @param address of the sandbox, e.g. http://127.0.0.1:3979 */
export function control(address: string) {
  async function call<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(`${address}${path}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const answer = (await response.json()) as T & { error?: string; remedy?: string };
    if (!response.ok) throw new Error(`${method} ${path}: ${answer.error}; ${answer.remedy}`);
    return answer;
  }

  return {
    /** Says something; in a channel with a mention of the bot, which a personal chat does not need. */
    say: (as: string, where: string, text: string, replyTo?: string) =>
      call<{ activity: string; message: string }>('POST', '/api/say', {
        as,
        in: where,
        text: where.startsWith('personal-') ? text : `@Strongroom ${text}`,
        ...(replyTo && { replyTo }),
      }),
    click: (as: string, message: string, action: string, more: object = {}) =>
      call<Answered & { activity: string }>('POST', '/api/click', { as, message, action, ...more }),
    /** Clicks in the dialog that this person opened last, any number of times: a closed one is still known. */
    inDialog: (as: string, action: string) => call<Answered>('POST', '/api/dialog', { as, action }),
    /** Views a message, which refreshes a card that names the viewer. */
    view: (as: string, message: string) => call<unknown>('POST', '/api/view', { as, message }),
    redeliver: async (activity: string, times: number) =>
      (await call<{ answers: Answered[] }>('POST', '/api/redeliver', { activity, times })).answers,
    /** Messages as everyone sees them; reading them refreshes no card. */
    messages: async (where: string, after = '') => {
      const path = `/api/conversations/${where}/messages?edits=count&after=${after}`;
      const messages = await call<Message[]>('GET', path);
      // The text of a message with a card is its summary.
      return messages.map((message) => ({ ...message, text: message.text || message.summary || '' }));
    },
    conversations: () => call<{ name: string }[]>('GET', '/api/conversations'),
    requests: (since: string) => call<AzureRequest[]>('GET', `/api/azure/requests?since=${encodeURIComponent(since)}`),
    fault: (fault: object) => call<{ id: string; hits: number }>('POST', '/api/azure/faults', fault),
    faults: () => call<{ id: string; hits: number }[]>('GET', '/api/azure/faults'),
    clearFaults: () => call<unknown>('DELETE', '/api/azure/faults'),
    speed: (speed: number) => call<unknown>('POST', '/api/clock', { speed }),
    advance: (advanceSeconds: number) => call<unknown>('POST', '/api/clock', { advanceSeconds }),
    /** Resolves when the bot has done everything that is due at this moment of world time. */
    settle: () => call<unknown>('POST', '/api/bot/settle', {}),
    bot: () => call<BotState>('GET', '/api/bot'),
    start: () => call<BotState>('POST', '/api/bot/start', {}),
    kill: (signal: string) => call<BotState>('POST', '/api/bot/kill', { signal }),
    /** Counts calls from here; with a point, kills the bot at that call. */
    tap: (setting: object = {}) => call<TapState>('POST', '/api/bot/tap', setting),
    tapState: () => call<TapState>('GET', '/api/bot/tap'),
  };
}
