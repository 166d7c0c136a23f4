import { Session } from 'node:inspector';
import { parentPort, workerData } from 'node:worker_threads';

/**
 * Runs in a worker of its own. Counts the work of each of a module's `readers` on each text: executed blocks of code,
 * and characters read by methods of strings, patterns and maps. Time would depend on the machine.
 */
let characters = 0;

const whole = ['endsWith', 'includes', 'match', 'matchAll', 'normalize', 'replace', 'replaceAll'] as const;
const others = ['split', 'startsWith', 'toLowerCase', 'toUpperCase', 'trim'] as const;
for (const name of [...whole, ...others]) {
  const own = String.prototype[name] as (...given: unknown[]) => unknown;
  Object.assign(String.prototype, {
    [name](this: string, ...given: unknown[]) {
      characters += this.length;
      return own.apply(this, given);
    },
  });
}
const indexOf = String.prototype.indexOf;
String.prototype.indexOf = function (sought, from = 0) {
  const at = indexOf.call(this, sought, from);
  characters += (at < 0 ? this.length : at) - from;
  return at;
};
for (const name of ['get', 'has'] as const) {
  const own = Map.prototype[name];
  Map.prototype[name] = function (this: Map<unknown, unknown>, key: unknown): never {
    if (typeof key === 'string') characters += key.length;
    return own.call(this, key) as never;
  };
}
const exec = RegExp.prototype.exec;
RegExp.prototype.exec = function (text) {
  const begin = this.global || this.sticky ? this.lastIndex : 0;
  const found = exec.call(this, text);
  const isFixed = this.sticky || (this.source.startsWith('^') && !this.multiline);
  characters += found ? found.index + found[0].length - begin : isFixed ? 1 : text.length - begin;
  return found;
};

const session = new Session();
session.connect();
session.post('Profiler.enable');
// Blocks are only counted in modules loaded from here on.
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

type Coverage = { result: { url: string; functions: { ranges: { count: number }[] }[] }[] };

function blocks(): number {
  let count = 0;
  session.post('Profiler.takePreciseCoverage', (_error, taken: object) => {
    for (const { url, functions } of (taken as Coverage).result) {
      if (url.includes('/src/')) for (const { ranges } of functions) for (const range of ranges) count += range.count;
    }
  });
  return count;
}

const { module, texts }: { module: string; texts: string[] } = workerData;
const { readers }: { readers: Record<string, (text: string) => unknown> } = await import(module);
const counted = Object.entries(readers).map(([name, read]) => {
  // Work that is done once doesn't depend on the text.
  read('restore sql-01 to last night because of INC0012345');
  const steps = texts.map((text) => {
    characters = 0;
    blocks();
    read(text);
    return blocks() + characters;
  });
  return [name, steps] as const;
});
parentPort?.postMessage(Object.fromEntries(counted));
