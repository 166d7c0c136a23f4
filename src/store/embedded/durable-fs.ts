import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

type Options = Parameters<NodeFS['init']>[1];

/** The part of Emscripten's NODEFS (PGlite 0.5) that the hook needs; PGlite's types lack it. */
type EmscriptenNodeFs = {
  stream_ops: { fsync?: (stream: { nfd?: number; node: unknown }) => number };
  realPath(node: unknown): string;
};

/**
 * PGlite's NODEFS with a real fsync. Emscripten's NODEFS has no fsync hook, so PostgreSQL's fsync would do nothing
 * and a power cut would lose acknowledged commits (electric-sql/pglite#1107).
 */
export class DurableFs extends NodeFS {
  /** Number of fsyncs that PostgreSQL requested and got. */
  fsyncs = 0;

  override async init(pg: PGlite, options: Options): Promise<{ emscriptenOpts: Options }> {
    const result = await super.init(pg, options);
    const hook = (module: unknown) => {
      const { NODEFS } = module as { NODEFS: EmscriptenNodeFs };
      NODEFS.stream_ops.fsync = (stream) => {
        this.fsyncs++;
        // A stream over a directory has no descriptor of its own.
        if (stream.nfd === undefined) syncPath(NODEFS.realPath(stream.node));
        else fsyncSync(stream.nfd);
        return 0;
      };
    };
    const preRun = result.emscriptenOpts.preRun;
    result.emscriptenOpts.preRun = [...(Array.isArray(preRun) ? preRun : preRun ? [preRun] : []), hook];
    return result;
  }
}

/** Makes every file and directory below a path durable, the path itself last. */
export function syncTree(path: string): void {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) syncTree(child);
    else if (entry.isFile()) syncPath(child);
  }
  syncPath(path);
}

export function syncPath(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
