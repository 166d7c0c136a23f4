import assert from 'node:assert/strict';
import { serviceSas } from '../../sandbox/azure/blob-access.ts';
import { sharedKeyHeader } from '../../sandbox/azure/shared-key.ts';
import { people } from '../../sandbox/world/people.ts';
import type { Saga } from '../saga/saga.ts';

type Json = Record<string, unknown>;

export type Staged = {
  template: Json & { parameters: Json; resources: (Json & { properties: Json })[] };
  config: Json & { 'properties.storageProfile': { osDisk: ConfigDisk; dataDisks: (ConfigDisk & { lun: number })[] } };
  /** Id of the restore's job, visible to everybody who may read the vault. */
  jobId: string;
};

type ConfigDisk = { managedDisk: { id: string } };

/**
 * A person on call, with the rights of every requester of a rebuild, waits for the restore's files in the staging
 * account and rewrites them with the account's key, just before the bot first reads them.
 */
export function attackStaging(
  saga: Saga,
  change: (staged: Staged) => void | Promise<void>,
  by: 'key' | 'signed address' = 'key',
): () => boolean {
  const { azure } = saga.talk.sandbox;
  const before = azure.tap;
  let done = false;
  azure.tap = async (call) => {
    const { host, method, moment, path } = call;
    const [, , blob = ''] = path.split('?')[0]?.split('/') ?? [];
    if (
      !done &&
      moment === 'arrival' &&
      method === 'GET' &&
      /^(config-|azuredeploy)/.test(blob) &&
      /\.blob\./.test(host)
    ) {
      done = true;
      await attack(saga, host, path, change, by);
    }
    return before ? before(call) : 'go on';
  };
  return () => done;
}

async function attack(
  saga: Saga,
  host: string,
  readPath: string,
  change: (staged: Staged) => void | Promise<void>,
  by: 'key' | 'signed address',
) {
  const account = host.split('.')[0] ?? '';
  const [, container = '', read = ''] = readPath.split('/');
  const jobId = /([0-9a-f-]{36})\.json$/.exec(read)?.[1] ?? '';
  const key = await keyOf(saga, account);
  // The holder of such an address needs neither a key nor a role any more.
  const expiry = new Date(saga.world.clock.now().getTime() + 3_600_000).toISOString();
  const sas = by === 'key' ? undefined : serviceSas({ account, container, permissions: 'rw', expiry }, key);
  const at = (name: string) => ({ account, host, path: `/${container}/${name}`, key, sas });
  const list = await call(saga, 'GET', { account, host, path: `/${container}?comp=list&restype=container`, key });
  const configName = /<Name>(config-[^<]+)<\/Name>/.exec(list.toString())?.[1] ?? '';
  const template = JSON.parse((await call(saga, 'GET', at(`azuredeploy${jobId}.json`))).toString());
  const text = (await call(saga, 'GET', at(configName))).toString('utf16le').replaceAll('\0', '');
  const staged: Staged = { template, config: JSON.parse(text), jobId };
  await change(staged);
  await call(saga, 'PUT', at(`azuredeploy${jobId}.json`), Buffer.from(JSON.stringify(staged.template)));
  await call(saga, 'PUT', at(configName), Buffer.from(`${JSON.stringify(staged.config)}\0`, 'utf16le'));
}

async function keyOf(saga: Saga, account: string): Promise<string> {
  const { azure } = saga.talk.sandbox;
  const { oncall } = people;
  const token = await azure.issueToken('https://management.azure.com', 'the Azure CLI', oncall.objectId);
  const path = `${saga.target.stagingStorageAccountId}/listKeys?api-version=2023-01-01`;
  const response = await fetch(`http://127.0.0.1:${azure.port}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  });
  assert.equal(response.status, 200, account);
  const { keys } = (await response.json()) as { keys: { value: string }[] };
  return keys[0]?.value ?? '';
}

async function call(
  saga: Saga,
  method: 'GET' | 'PUT',
  {
    account,
    host,
    path,
    key,
    sas,
  }: { account: string; host: string; path: string; key: string; sas?: string | undefined },
  body?: Buffer<ArrayBuffer>,
): Promise<Buffer> {
  const headers: Record<string, string> = {
    'x-ms-date': new Date().toUTCString(),
    'x-ms-version': '2023-11-03',
    ...(body && { 'content-type': 'application/octet-stream', 'x-ms-blob-type': 'BlockBlob' }),
    ...(body && { 'content-length': String(body.length) }),
  };
  // The header with the intended host is the sandbox's own; the real service never sees it.
  const query = new Map(new URL(path, 'https://x').searchParams);
  const authorization = sharedKeyHeader({ method, url: path, query, headers }, account, key);
  const address = `http://127.0.0.1:${saga.talk.sandbox.azure.port}${path}`;
  const response = await fetch(sas === undefined ? address : `${address}?${sas}`, {
    method,
    headers: { ...headers, ...(sas === undefined && { authorization }), 'x-emulated-host': host },
    ...(body && { body }),
  });
  assert.ok(response.ok, `${method} ${path}: ${response.status} ${await response.clone().text()}`);
  return Buffer.from(await response.arrayBuffer());
}
