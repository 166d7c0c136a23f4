import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NotHere, outcome, type Part } from '../part.ts';
import { requireTool } from '../run-tool.ts';
import { buildImage } from './build-image.ts';
import { runImage } from './run-image.ts';

/** What infra/modules/app.bicep gives it. */
const mostBytes = 2 ** 30;

export const container: Part = {
  about: 'buildah, on the unmodified Dockerfile, and runc, on what it made',
  async run() {
    const version = await requireTool('buildah', ['--version'], 'apt-get install buildah runc');
    const { runtime, found } = await findRuntime();
    if (process.getuid?.() !== 0) {
      throw new NotHere('it takes root: sudo env "PATH=$PATH" "HOME=$HOME" node test/outside/main.ts container');
    }
    const folder = mkdtempSync(join(tmpdir(), 'strongroom-container-'));
    const image = await buildImage(folder);
    try {
      const { ready, peak, problems } = await runImage(image, runtime, folder, mostBytes);
      const ran = [
        `${image.about}, ${megabytes(image.bytes)} MB of files`,
        'read-only but for /data, no capabilities, no new privileges, uid 54321, 1 GiB',
        `/readyz after ${(ready / 1000).toFixed(1)} s, at most ${megabytes(peak)} MB`,
      ];
      return outcome(`${version.split(' (')[0]}, ${found}`, ran.join('; '), problems);
    } finally {
      await image.remove();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** crun of Debian 12 knows no machine that has control groups of both kinds. @throws NotHere without either */
async function findRuntime(): Promise<{ runtime: string; found: string }> {
  for (const runtime of ['runc', 'crun']) {
    const said = await requireTool(runtime, ['--version'], '').catch(() => undefined);
    if (said) return { runtime, found: said.split('\n')[0]?.replace(' version', '') ?? runtime };
  }
  throw new NotHere('there is neither runc nor crun here: apt-get install runc');
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1e6);
}
