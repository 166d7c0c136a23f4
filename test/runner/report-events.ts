import { writeSync } from 'node:fs';
import { Transform } from 'node:stream';
import { inspect } from 'node:util';

/** File descriptor that run.ts reads. */
const channel = 3;

/** Events for run.ts about the tests in a process, one per line. */
export type Told =
  | { kind: 'begins' | 'starts'; name: string }
  | { kind: 'passed' | 'skipped' | 'ended'; name: string }
  | { kind: 'failed'; name: string; error: string }
  | { kind: 'said'; message: string };

type Data = { name: string; nesting: number; skip?: unknown; todo?: unknown; message: string } & {
  details?: { type?: string; error?: Error & { failureType?: string; cause?: unknown } };
};

const names: string[] = [];
/** What runs now: node tells the start of a test only once it can report it. */
const running: string[] = [];

/**
 * A reporter for `node --test-reporter`. Node's own runner holds back a file's output until earlier files have ended.
 */
export default new Transform({
  writableObjectMode: true,
  transform({ type, data }: { type: string; data: Data }, _encoding, done) {
    if (type === 'test:start') names.splice(data.nesting, names.length, data.name);
    if (type === 'test:dequeue') {
      running.splice(data.nesting, running.length, data.name);
      writeSync(channel, `${JSON.stringify({ kind: 'starts', name: running.join(' › ') })}\n`);
    }
    const told = toldOf(type, data, [...names.slice(0, data.nesting), data.name].join(' › '));
    if (told) writeSync(channel, `${JSON.stringify(told)}\n`);
    done();
  },
});

function toldOf(type: string, data: Data, name: string): Told | undefined {
  const { nesting, skip, todo, details } = data;
  const isSuite = details?.type === 'suite';
  if (type === 'test:complete' && nesting === 0) return { kind: 'ended', name };
  if (type === 'test:dequeue' && nesting === 0) return { kind: 'begins', name: data.name };
  if (type === 'test:pass' && !isSuite)
    return { kind: skip === undefined && todo === undefined ? 'passed' : 'skipped', name };
  if (type === 'test:diagnostic' && nesting > 0) return { kind: 'said', message: data.message };
  if (type !== 'test:fail') return undefined;
  const { error } = details ?? {};
  if (error?.failureType === 'subtestsFailed') return isSuite ? undefined : { kind: 'failed', name, error: '' };
  return { kind: 'failed', name, error: inspect(error?.cause ?? error, { depth: 6 }) };
}
