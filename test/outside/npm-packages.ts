import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './part.ts';
import { mustRun } from './run-tool.ts';

/**
 * A folder in the cache with these npm packages, in exactly these versions. They are no dependencies: the project loads
 * none of them. No install script runs.
 */
export async function npmPackages(name: string, packages: Readonly<Record<string, string>>): Promise<string> {
  const folder = cacheFolder(join('npm', name));
  const file = join(folder, 'package.json');
  const wanted = JSON.stringify({ private: true, dependencies: packages }, null, 2);
  // Written after everything is installed.
  const done = join(folder, 'installed.json');
  if (existsSync(done) && readFileSync(done, 'utf8') === wanted) return folder;
  writeFileSync(file, wanted);
  await mustRun('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder });
  writeFileSync(done, wanted);
  return folder;
}
