import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Prints the packages of the image as CycloneDX: npm run --silent sbom. It lists all packages that the bot is given,
 * even if the bundler used nothing of one. They are installed into another folder, because `npm sbom --omit=dev` leaves
 * out whatever a development tool needs too (npm/cli#7909): 26 of the bot's packages.
 */
const root = join(import.meta.dirname, '..');
const parent = mkdtempSync(join(tmpdir(), 'sbom-'));
// npm names the product after its folder.
const folder = join(parent, 'strongroom');
try {
  mkdirSync(folder);
  for (const file of ['package.json', 'package-lock.json', '.npmrc'])
    copyFileSync(join(root, file), join(folder, file));
  npm('ci', '--omit=dev', '--omit=optional', '--ignore-scripts', '--silent');
  const { devDependencies: _, optionalDependencies: __, ...rest } = readJson(join(folder, 'package.json'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify(rest));
  const sbom = npm('sbom', '--sbom-format=cyclonedx');
  const named = new Set((JSON.parse(sbom) as { components: Package[] }).components.map(label));
  const missing = installed().filter((one) => !named.has(label(one)));
  if (missing.length > 0) throw new Error(`The SBOM lacks ${missing.map(label).join(', ')}.`);
  process.stdout.write(sbom);
} finally {
  rmSync(parent, { recursive: true, force: true });
}

type Package = { group?: string; name: string; version: string };

function installed(): Package[] {
  const { packages } = readJson(join(folder, 'node_modules', '.package-lock.json')) as {
    packages: Record<string, { version: string; name?: string }>;
  };
  return Object.entries(packages).map(([path, { name, version }]) => ({
    name: name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
    version,
  }));
}

function label({ group, name, version }: Package): string {
  return `${group ? `${group}/` : ''}${name}@${version}`;
}

function npm(...args: string[]): string {
  return execFileSync('npm', args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

function readJson(path: string): Record<string, unknown> {
  return JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
}
