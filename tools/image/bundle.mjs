import { copyFileSync, cpSync, globSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { build } from 'esbuild';

/**
 * Bundles all sources and packages into the few files that the image loads: node tools/image/bundle.mjs <folder>. Entry
 * points keep the paths of their sources. Names are not minified, so that stacks stay readable.
 */

const root = resolve(import.meta.dirname, '../..');
const [to] = process.argv.slice(2);
if (to === undefined) throw new Error('node tools/image/bundle.mjs <folder>');
const target = resolve(to);

const started = globSync('src/app/{main,cli/*}.ts', { cwd: root }).filter((file) =>
  readFileSync(join(root, file), 'utf8').includes('if (import.meta.main)'),
);
/** Left out of the bundle, because it loads its WebAssembly from beside itself. */
const embedded = '@electric-sql/pglite';
const loadedOfEmbedded = /\.(js|wasm|data)$/;
/** restify, pg, ws and node-fetch try to load these and work without. */
const optional = ['dtrace-provider', 'pg-native', 'bufferutil', 'utf-8-validate', 'encoding'];
const left = [embedded, ...optional];
const licence = /^(licen[cs]e|copying|notice|third)/i;

/** Does for the bundle what src/teams/without-dialogs.ts does for the sources. */
const withoutDialogs = {
  name: 'without-dialogs',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^botbuilder-dialogs$/ }, ({ path }) => ({ path, namespace: 'without-dialogs' }));
    onLoad({ filter: /./, namespace: 'without-dialogs' }, () => ({ contents: 'exports.Dialog = class {};' }));
    onLoad({ filter: /\/src\/teams\/without-dialogs\.ts$/ }, () => ({ contents: '' }));
  },
};

/**
 * A single letter beyond Latin makes V8 store a whole file in two bytes per letter, and the bundler leaves those in
 * regular expressions. In text and comments the escape means the same.
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
  // `product` is built as well: tests pass it to `start`.
  entryPoints: [...started, 'src/app/product.ts'],
  outdir: join(target, 'src'),
  outbase: 'src',
  // As deep below the root as the rooms, from which the path to the cards is relative.
  chunkNames: 'chunks/[name]-[hash]',
  outExtension: { '.js': '.ts' },
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  // The compiler's settings may be missing where this runs.
  tsconfigRaw: { compilerOptions: { target: 'es2024', verbatimModuleSyntax: true } },
  minifyWhitespace: true,
  minifySyntax: true,
  // Node prints the whole line that threw an uncaught error.
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

// Stacks name files by their paths in the project, wherever this ran.
for (const file of globSync('src/**/*.map', { cwd: target }).map((found) => join(target, found))) {
  const map = JSON.parse(readFileSync(file, 'utf8'));
  map.sources = map.sources.map((source) => relative(root, resolve(dirname(file), source)));
  writeFileSync(file, JSON.stringify(map));
}

// Each package in the bundle keeps its licence and its name in its place, where scanners find them.
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
