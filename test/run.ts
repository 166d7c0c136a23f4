import { globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { parseArgs } from 'node:util';
import { seeded } from './faults/seeded.ts';
import { keptImage } from './kept-image.ts';

/**
 * Runs test files in random order: node test/run.ts [--at-once 3] [--lanes 6] [--stores 3] [--sandboxes 6] [--image] PATTERN...
 * The order comes from a seed, which is printed; TEST_SEED=… repeats it. With lanes, files are dealt to so many processes,
 * since starting one and loading what they test takes longer than most of them. With stores so are files of the store, each
 * with databases of its own. With sandboxes so are files that talk to the bot: each opens a sandbox of its own, whose bot
 * runs in a process that the one before it left, with all loaded. With --image the bot is what the image holds, unless
 * BOT_SCRIPT names another. What changes the process that it runs in, or starts
 * others, has one of its own. Any file can still be run by itself, with `node --test`.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'at-once': { type: 'string', default: '3' },
    lanes: { type: 'string', default: '0' },
    stores: { type: 'string', default: '0' },
    sandboxes: { type: 'string', default: '0' },
    image: { type: 'boolean', default: false },
  },
});
const random = seeded(process.env.TEST_SEED);

type Kind = 'alone' | 'sandbox' | 'store' | 'lane';
/** A snapshot is found by the file of its process, and the environment and what is loaded belong to the process. */
const alone =
  /\.snapshot\(|process\.env\.\w+ =|process\.chdir|spawn|\/children\/|sandbox\/start|-hooks\.ts'|createRequire\(.*\.cache/;
const talking = /open-sandbox|startTalk|startSaga|\/stage\.ts'/;
const storing = /\/engines\.ts'/;

const files = shuffled(
  globSync(positionals)
    .map((file) => resolve(file))
    .sort(),
);
if (files.length === 0) throw new Error(`no test file is named by ${positionals.join(' ') || 'no pattern'}`);
const kinds = Map.groupBy(files, kindOf);
const folder = join('node_modules', '.cache', `strongroom-lanes-${process.pid}`);
mkdirSync(folder, { recursive: true });
const inOrder = [
  ...dealt('sandbox', Number(values.sandboxes)),
  ...dealt('store', Number(values.stores)),
  ...dealt('lane', Number(values.lanes)),
  ...(kinds.get('alone') ?? []),
];

// A bot loads a thousand modules.
process.env.NODE_COMPILE_CACHE ??= resolve('node_modules', '.cache', 'compiled');
if (values.image) process.env.BOT_SCRIPT ??= await keptImage();
console.log(`${files.length} test files in random order; to repeat it: TEST_SEED=${random.seed}`);
// Optimized code of the embedded database takes longer to make than a test file runs.
const execArgv = ['--liftoff-only'];
const events = run({ files: inOrder, concurrency: Number(values['at-once']), execArgv });
events.on('test:summary', ({ file, success }) => {
  if (file === undefined && !success) process.exitCode = 1;
});
events.compose(new spec()).pipe(process.stdout);
events.once('end', () => rmSync(folder, { recursive: true, force: true }));

function kindOf(file: string): Kind {
  const text = readFileSync(file, 'utf8');
  if (alone.test(text)) return 'alone';
  if (talking.test(text)) return 'sandbox';
  return storing.test(text) ? 'store' : 'lane';
}

/** A test file for each lane, of about the same length of text; with no lanes the files themselves. */
function dealt(kind: Exclude<Kind, 'alone'>, count: number): string[] {
  const all = kinds.get(kind) ?? [];
  if (count === 0) return all;
  const lanes = Array.from({ length: Math.min(count, all.length) }, () => ({ size: 0, files: [] as string[] }));
  for (const file of all) {
    const shortest = lanes.reduce((one, other) => (other.size < one.size ? other : one));
    shortest.size += statSync(file).size;
    shortest.files.push(file);
  }
  return lanes.map((lane, index) => {
    const file = resolve(folder, `${kind}-${index + 1}.test.mjs`);
    const imported = JSON.stringify(join(import.meta.dirname, 'lane.ts'));
    writeFileSync(file, `import { runLane } from ${imported};\nrunLane(${JSON.stringify(lane.files, null, 2)});\n`);
    return file;
  });
}

/** Fisher and Yates. */
function shuffled<T>(all: T[]): T[] {
  const order = [...all];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const pick = random.below(last + 1);
    [order[last], order[pick]] = [order[pick] as T, order[last] as T];
  }
  return order;
}
