import { existsSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';

/**
 * Makes stacks name the sources of the bundle. Node's own --enable-source-maps reads every map at the start, for some
 * 100 MB; here a map is read when an error's stack is, and released at the next collection.
 */

const bundled = new URL('../../src/', import.meta.url).href;
const place = /(file:\/\/[^\s:]+\.ts):(\d+):(\d+)/;
const maps = new Map();
const asNode = Error.prepareStackTrace;

Error.prepareStackTrace = (error, frames) => {
  const stack = asNode(error, frames);
  if (typeof stack !== 'string' || !stack.includes(bundled)) return stack;
  return stack
    .split('\n')
    .map((line) => (line.startsWith('    at ') ? line.replace(place, named) : line))
    .join('\n');
};

function named(whole, file, line, column) {
  try {
    const { fileName, lineNumber, columnNumber } = mapOf(file)?.findOrigin(Number(line), Number(column)) ?? {};
    return fileName ? `${fileName}:${lineNumber}:${columnNumber}` : whole;
  } catch {
    return whole;
  }
}

function mapOf(file) {
  if (!file.startsWith(bundled)) return undefined;
  const kept = maps.get(file)?.deref();
  if (kept) return kept;
  const url = new URL(`${file}.map`);
  if (!existsSync(url)) return undefined;
  const map = new SourceMap(JSON.parse(readFileSync(url, 'utf8')));
  maps.set(file, new WeakRef(map));
  return map;
}
