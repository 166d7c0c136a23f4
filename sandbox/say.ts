import { parseArgs } from 'node:util';
import { cardAsText } from './teams/card-text.ts';
import { plainText } from './teams/mentions.ts';

/** `npm run say -- --as oncall --in ops "vm sql-01"`: says it in the sandbox and prints the answers. */

type Message = {
  id: string;
  in: string;
  from: string;
  fromName: string;
  text: string;
  summary: string | null;
  card: Record<string, unknown> | null;
  edits: number;
};

// Time for messages that the bot sent before it settled to arrive.
const hearingMs = 100;

const usage = 'npm run say -- --as oncall --in ops [--reply <message id>] [--slash] [--wait <seconds>] "<text>"';
const address = `http://127.0.0.1:${process.env.SANDBOX_PORT || 3979}`;
const { values, positionals } = parseArguments();
const text = positionals.join(' ').trim();
if (!text) fail(`nothing to say. Use: ${usage}`);

const stopped = new AbortController();
const changed = new Set<string>();
let lastChange = 0;
const stream = await call('GET', '/api/events', undefined, stopped.signal);
void listen(stream);

// In a channel the bot hears only messages that mention it, so the mention is added.
const personal = /^(a:)?personal-/.test(values.in);
const spoken = personal || values.slash || text.toLowerCase().startsWith('@strongroom') ? text : `@Strongroom ${text}`;
const said = await json<{ message: string }>('POST', '/api/say', {
  as: values.as,
  in: values.in,
  text: spoken,
  ...(values.reply && { replyTo: values.reply }),
  ...(values.slash && { targeted: true }),
});

const giveUp = Date.now() + Number(values.wait) * 1000;
let settled = false;
void fetch(`${address}/api/bot/settle`, { method: 'POST', signal: stopped.signal }).then(
  () => {
    settled = true;
  },
  // Aborted, or the sandbox is gone, which is reported below.
  () => undefined,
);
while (Date.now() < giveUp && !(settled && lastChange && Date.now() - lastChange > hearingMs)) {
  await new Promise((resolve) => setTimeout(resolve, 20));
}
stopped.abort();

let printed = 0;
const rooms = await json<{ name: string }[]>('GET', `/api/conversations?as=${encodeURIComponent(values.as)}`);
for (const { name } of rooms) {
  const path = `/api/conversations/${encodeURIComponent(name)}/messages?edits=count&as=${encodeURIComponent(values.as)}`;
  for (const message of await json<Message[]>('GET', path)) {
    if (message.from !== 'bot' || !changed.has(message.id)) continue;
    print(message, name);
    printed += 1;
  }
}
if (printed === 0) {
  fail(
    `the bot did not answer within ${values.wait} s (your message is ${said.message}). Look at GET ${address}/api/bot/log.`,
  );
}

function print(message: Message, room: string): void {
  const edited = message.edits ? `, edited ${message.edits}×` : '';
  console.log(`\n── ${message.fromName} in ${room} (${message.id}${edited})`);
  const words = plainText(message.text || message.summary || '');
  const card = message.card ? plainText(cardAsText(message.card)) : '';
  // What a phone announces stands beside the card only where the card doesn't say it.
  if (words && !card.includes(words)) console.log(words);
  if (card) console.log(card);
}

/** Notes every message of the bot that is new or changed. */
async function listen(response: Response): Promise<void> {
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for await (const chunk of response.body ?? []) {
      rest += decoder.decode(chunk, { stream: true });
      const events = rest.split('\n\n');
      rest = events.pop() ?? '';
      for (const event of events) {
        const data = /^data: (.*)$/m.exec(event)?.[1];
        const { kind, message } = data ? (JSON.parse(data) as { kind: string; message?: Message }) : { kind: '' };
        if (message?.from !== 'bot' || !['posted', 'edited', 'viewed'].includes(kind)) continue;
        changed.add(message.id);
        lastChange = Date.now();
      }
    }
  } catch {
    // Aborted: everything has been heard.
  }
}

async function json<T>(method: string, path: string, body?: object): Promise<T> {
  const response = await call(method, path, body);
  const answer = (await response.json()) as T & { error?: string; remedy?: string };
  if (!response.ok) fail(`${answer.error}; ${answer.remedy}`);
  return answer;
}

async function call(method: string, path: string, body?: object, signal?: AbortSignal): Promise<Response> {
  try {
    return await fetch(`${address}${path}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      ...(signal && { signal }),
    });
  } catch {
    return fail(`there is no sandbox at ${address}. Start one with "npm run sandbox", or set SANDBOX_PORT.`);
  }
}

function parseArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        as: { type: 'string', default: 'oncall' },
        in: { type: 'string', default: 'ops' },
        reply: { type: 'string' },
        slash: { type: 'boolean', default: false },
        wait: { type: 'string', default: '30' },
      },
    });
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : error}\nUse: ${usage}`);
  }
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
