import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { bot, tenantId } from '../../sandbox/world/people.ts';

const known = ['--method', '--url', '--resource', '--headers', '--body', '--output-file'];

/**
 * The output of `az rest`, signed in as the bot and directed to the local Azure. Any other az command is an error.
 * @param folder the working directory
 * @param port of the local Azure
 */
export async function azRest([command, ...words]: string[], folder: string, port: number): Promise<Uint8Array> {
  if (command !== 'rest') throw new Error(`az ${command} is not written here`);
  const options = new Map<string, string[]>();
  for (let at = 0; at < words.length; at += 2) {
    const [name = '', value = ''] = words.slice(at, at + 2);
    if (!known.includes(name)) throw new Error(`az rest ${name} is not written here`);
    options.set(name, [...(options.get(name) ?? []), value]);
  }
  const option = (name: string) => options.get(name)?.[0];

  async function call(url: URL, init: RequestInit): Promise<Response> {
    const headers = { ...init.headers, 'x-emulated-host': url.host };
    const answer = await fetch(`http://127.0.0.1:${port}${url.pathname}${url.search}`, { ...init, headers });
    if (!answer.ok) throw new Error(`${init.method} ${url}: ${answer.status} ${await answer.text()}`);
    return answer;
  }

  const given = option('--url') ?? '';
  const url = new URL(given.startsWith('/') ? `https://management.azure.com${given}` : given);
  const signIn = await call(new URL(`https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`), {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: bot.appId,
      client_secret: bot.secret,
      scope: `${option('--resource') ?? url.origin}/.default`,
    }),
  });
  const { access_token: token } = (await signIn.json()) as { access_token: string };
  const body = option('--body');
  const answer = await call(url, {
    method: (option('--method') ?? '').toUpperCase(),
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      ...Object.fromEntries((options.get('--headers') ?? []).map((one) => one.split('=') as [string, string])),
    },
    ...(body !== undefined && {
      body: body.startsWith('@') ? readFileSync(resolve(folder, body.slice(1)), 'utf8') : body,
    }),
  });
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const file = option('--output-file');
  if (file === undefined) return bytes;
  writeFileSync(resolve(folder, file), bytes);
  return new Uint8Array();
}
