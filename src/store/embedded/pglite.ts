import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type messages, type PGlite, protocol, types } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import type { Db } from 'pg-boss';

/**
 * pg-boss on the PGlite that the application also uses. pg-boss's own adapter rolls a failed BEGIN…COMMIT block
 * back with a separate statement; until that ran, application statements fell into the aborted transaction
 * (25P02). Here the block runs inside PGlite's transaction mutex, so nothing comes between.
 */
export function sharedBossDb(pg: PGlite, prepared: Pick<ReturnType<typeof preparedStatements>, 'query'>): Db {
  return {
    async executeSql(text, values) {
      if (values?.length) return prepared.query(text, values);
      const results = /^\s*(?:--[^\n]*\n\s*)*BEGIN\b/i.test(text)
        ? await pg.transaction((transaction) => transaction.exec(text))
        : await pg.exec(text);
      // Like a driver's answer to a multi-statement text: the rows of the statement that returned some.
      return { rows: results.flatMap((result) => result.rows) };
    },
  };
}

type Rows<Row> = { rows: Row[]; affectedRows: number };
type Query = <Row>(text: string, values?: readonly unknown[]) => Promise<Rows<Row> & Pick<Statement, 'fields'>>;
type Statement = { name: string; parameterTypes: number[]; fields: { name: string; dataTypeID: number }[] };

/** Each statement uses memory in the database; the least recently used are closed. */
const mostKept = 300;
/** Lists of different lengths produce different texts, which are not worth caching. */
const mostValues = 40;

const { serialize } = protocol;

/**
 * PGlite with prepared statements. PGlite's `query` parses and describes each statement anew, in six calls into
 * WebAssembly; here a known text is bound and executed in one. It serialises as PGlite does, by the same locks.
 */
export function preparedStatements(pg: PGlite) {
  const known = new Map<string, Statement>();
  let made = 0;

  const send = (...parts: Uint8Array[]) => pg.execProtocolStream(Buffer.concat(parts), { syncToFs: false });

  /** After a failed message the server skips everything up to a Sync. */
  async function exchange(...parts: Uint8Array[]): Promise<messages.BackendMessage[]> {
    try {
      return await send(...parts, serialize.sync());
    } catch (error) {
      await send(serialize.sync());
      throw error;
    }
  }

  async function prepare(text: string): Promise<Statement> {
    for (const [oldest, { name }] of known) {
      if (known.size < mostKept) break;
      known.delete(oldest);
      await exchange(serialize.close({ type: 'S', name }));
    }
    const name = `s${++made}`;
    const said = await exchange(serialize.parse({ name, text }), serialize.describe({ type: 'S', name }));
    return {
      name,
      parameterTypes: first<messages.ParameterDescriptionMessage>(said, 'parameterDescription')?.dataTypeIDs ?? [],
      fields: first<messages.RowDescriptionMessage>(said, 'rowDescription')?.fields ?? [],
    };
  }

  async function find(text: string): Promise<Statement> {
    const statement = known.get(text) ?? (await prepare(text));
    // The most recently used statement is the last to be closed.
    known.delete(text);
    known.set(text, statement);
    return statement;
  }

  const run: Query = async <Row>(text: string, values: readonly unknown[] = []) =>
    pg.runExclusive(async () => {
      const { name, parameterTypes, fields } = await find(text);
      const bound = values.map((value, index) => encoded(value, parameterTypes[index] ?? 0));
      const said = await exchange(serialize.bind({ statement: name, values: bound }), serialize.execute({}));
      const rows: Row[] = [];
      let affectedRows = 0;
      for (const message of said) {
        if (message.name === 'dataRow') {
          const row = message as messages.DataRowMessage;
          rows.push(decoded(row, fields, pg) as Row);
        }
        if (message.name === 'commandComplete')
          affectedRows = affectedBy((message as messages.CommandCompleteMessage).text);
      }
      return { rows, affectedRows, fields };
    });

  function encoded(value: unknown, type: number): string | null {
    if (value === null || value === undefined) return null;
    return pg.serializers[type]?.(value) ?? String(value);
  }

  return {
    get closed() {
      return pg.closed;
    },
    get ready() {
      return pg.ready;
    },
    waitReady: pg.waitReady,
    close: () => pg.close(),
    query: <Row>(text: string, values: readonly unknown[] = []) =>
      values.length > mostValues
        ? pg.query<Row>(text, [...values])
        : pg._runExclusiveTransaction(() => run<Row>(text, values)),
    transaction: <T>(work: (tx: { query: Query; rollback(): Promise<void> }) => Promise<T>): Promise<T> =>
      pg.transaction((tx) =>
        work({
          query: (text, values = []) =>
            values.length > mostValues ? (tx.query(text, [...values]) as never) : run(text, values),
          rollback: () => tx.rollback(),
        }),
      ),
  };
}

function decoded({ fields: values }: messages.DataRowMessage, fields: Statement['fields'], pg: PGlite) {
  return Object.fromEntries(
    fields.map(({ name, dataTypeID }, index) => [name, types.parseType(values[index] ?? null, dataTypeID, pg.parsers)]),
  );
}

/** Row count from a command tag such as `INSERT 0 3` or `UPDATE 3`. */
function affectedBy(tag: string): number {
  return /^(INSERT|UPDATE|DELETE|MERGE|COPY)/.test(tag) ? Number(tag.split(' ').at(-1)) : 0;
}

function first<M extends messages.BackendMessage>(all: messages.BackendMessage[], name: string): M | undefined {
  return all.find((message) => message.name === name) as M | undefined;
}

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
