import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { makeCertificates } from '../../../sandbox/azure/tls-proxy.ts';
import { storageKeys } from '../../../sandbox/world/blobs.ts';
import { account } from './blob-service.ts';

type Azurite = { port: number; authority: Buffer; stop(): void };

/** Azurite with the local Azure's account and keys; it accepts bearer tokens over TLS only. */
export async function startAzurite(packages: string, folder: string): Promise<Azurite> {
  const { authority, files } = makeCertificates(folder);
  const child = spawn(
    process.execPath,
    [
      join(packages, 'node_modules/azurite/dist/src/blob/main.js'),
      ...['--inMemoryPersistence', '--disableTelemetry', '--blobHost', '127.0.0.1', '--blobPort', '0'],
      ...['--oauth', 'basic', '--cert', files.certificate, '--key', files.key],
    ],
    {
      cwd: folder,
      env: {
        ...process.env,
        AZURITE_ACCOUNTS: `${account}:${storageKeys(account)
          .map(({ value }) => value)
          .join(':')}`,
      },
    },
  );
  const said: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(String(chunk)));
  const port = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`Azurite ended with ${code}: ${said.join('').slice(-1000)}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      said.push(line);
      const found = /successfully listens on https:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1];
      if (found) resolve(Number(found));
    });
  });
  return { port, authority, stop: () => child.kill() };
}
