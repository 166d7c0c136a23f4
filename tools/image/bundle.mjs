import { copyFileSync, cpSync, globSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { build } from 'esbuild';

/**
 * Makes of all sources and packages the few files that the image loads: node tools/image/bundle.mjs <folder>. What is started
 * stands there under the name that it has in the sources. Names are not shortened, so that a stack reads as it is written.
 */

const root = resolve(import.meta.dirname, '../..');
const [to] = process.argv.slice(2);
if (to === undefined) throw new Error('node tools/image/bundle.mjs <folder>');
const target = resolve(to);

const started = globSync('src/app/{main,cli/*}.ts', { cwd: root }).filter((file) =>
  readFileSync(join(root, file), 'utf8').includes('if (import.meta.main)'),
);
/** It looks beside itself for its WebAssembly. */
const embedded = '@electric-sql/pglite';
const loadedOfEmbedded = /\.(js|wasm|data)$/;
/** restify, pg, ws and node-fetch ask for these and do without. */
const optional = ['dtrace-provider', 'pg-native', 'bufferutil', 'utf-8-validate', 'encoding'];
const left = [embedded, ...optional];
const licence = /^(licen[cs]e|copying|notice|third)/i;

/** As src/teams/without-dialogs.ts has it while the sources run. */
const withoutDialogs = {
  name: 'without-dialogs',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^botbuilder-dialogs$/ }, ({ path }) => ({ path, namespace: 'without-dialogs' }));
    onLoad({ filter: /./, namespace: 'without-dialogs' }, () => ({ contents: 'exports.Dialog = class {};' }));
    onLoad({ filter: /\/src\/teams\/without-dialogs\.ts$/ }, () => ({ contents: '' }));
  },
};

/**
 * One letter beyond Latin makes V8 keep a whole file in two bytes a letter, and the bundler leaves those of regular expressions.
 * In text and comments the escape means the same.
 */
const inAscii = {
  name: 'in-ascii',
  setup({ onLoad }) {
    onLoad({ filter: /\.[cm]?[jt]s$/, namespace: 'file' }, ({ path }) => ({
      contents: readFileSync(path, 'utf8')
        .replace(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
        .replace('const require = createRequire(import.meta.url);\n', '\n'),
      loader: path.endsWith('ts') ? 'ts' : 'js',
    }));
  },
};

const { metafile } = await build({
  absWorkingDir: root,
  // Beside what is started, `product`: tests hand it to `start`.
  entryPoints: [...started, 'src/app/product.ts'],
  outdir: join(target, 'src'),
  outbase: 'src',
  // As far from the root as the rooms, from which cards are found.
  chunkNames: 'chunks/[name]-[hash]',
  outExtension: { '.js': '.ts' },
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  // The compiler's settings may not be where this runs.
  tsconfigRaw: { compilerOptions: { target: 'es2024', verbatimModuleSyntax: true } },
  minifyWhitespace: true,
  minifySyntax: true,
  // Node prints the whole line where an error was thrown that nobody caught.
  lineLimit: 200,
  charset: 'ascii',
  legalComments: 'none',
  external: left,
  plugins: [withoutDialogs, inAscii],
  banner: {
    js: "import{createRequire as requireFrom}from'node:module';const require=requireFrom(import.meta.url);",
  },
  sourcemap: 'external',
  sourcesContent: false,
  metafile: true,
  logLevel: 'warning',
});

const outside = Object.values(metafile.outputs).flatMap(({ imports }) =>
  imports.filter(({ path, external }) => external && !isBuiltin(path)).map(({ path }) => path),
);
const unexpected = outside.filter((path) => !left.some((name) => path === name || path.startsWith(`${name}/`)));
if (unexpected.length > 0) throw new Error(`The image would lack ${[...new Set(unexpected)].join(', ')}.`);

// A stack names its files as they stand in the project, wherever this ran.
for (const file of globSync('src/**/*.map', { cwd: target }).map((found) => join(target, found))) {
  const map = JSON.parse(readFileSync(file, 'utf8'));
  map.sources = map.sources.map((source) => relative(root, resolve(dirname(file), source)));
  writeFileSync(file, JSON.stringify(map));
}

// Each package that is in it keeps its licence and its name, by which scanners find it, where it stood.
const packages = new Set();
for (const { inputs } of Object.values(metafile.outputs)) {
  for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
    const [folder] = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? [];
    if (folder && bytesInOutput > 0) packages.add(folder);
  }
}
for (const folder of [...packages, `node_modules/${embedded}`]) {
  mkdirSync(join(target, folder), { recursive: true });
  for (const file of readdirSync(join(root, folder))) {
    if (file === 'package.json' || licence.test(file))
      copyFileSync(join(root, folder, file), join(target, folder, file));
  }
}
for (const file of globSync(`node_modules/${embedded}/dist/**/*`, { cwd: root })) {
  if (loadedOfEmbedded.test(file)) cpSync(join(root, file), join(target, file));
}
