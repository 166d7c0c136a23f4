/**
 * Runs the subset of the Kusto query language that the alerts use, over rows in memory. Unknown parts are refused, so
 * that no query is read differently than in Azure.
 */
export type Row = Record<string, unknown>;
export type Tables = Record<string, readonly Row[]>;
type Value = unknown;
type Evaluate = (row: Row, group?: readonly Row[]) => Value;
type Table = () => Row[];

/** @param now what `ago` counts from */
export function runQuery(query: string, tables: Tables, now: Date): Row[] {
  return new Query(tokens(query), tables, now).run();
}

const tokenPattern =
  /\s*(?:(\d+(?:\.\d+)?[dhms]\b)|(\d+(?:\.\d+)?)|"([^"]*)"|([A-Za-z_]\w*)|(==|!=|=~|>=|<=|[|()=,;.<>*/+-]))/y;

type Token = { kind: 'span' | 'number' | 'text' | 'name' | 'sign'; value: string };

function tokens(query: string): Token[] {
  const found: Token[] = [];
  tokenPattern.lastIndex = 0;
  const end = query.trimEnd().length;
  while (tokenPattern.lastIndex < end) {
    const at = tokenPattern.lastIndex;
    const match = tokenPattern.exec(query);
    if (!match) throw new Error(`not understood: ${query.slice(at, at + 40)}`);
    const index = match.slice(1).findIndex((part) => part !== undefined);
    const kind = (['span', 'number', 'text', 'name', 'sign'] as const)[index];
    if (kind) found.push({ kind, value: match[index + 1] ?? '' });
  }
  return found;
}

const spans: Record<string, number> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 };

/** Without groups, an aggregate over an empty table is one row. */
const aggregates = {
  count: (group: readonly Row[]) => group.length,
  sum: (group: readonly Row[], [of]: Evaluate[]) => group.reduce((all, row) => all + Number(of?.(row) ?? 0), 0),
  sumif: (group: readonly Row[], [of, when]: Evaluate[]) =>
    group.reduce((all, row) => all + (when?.(row) === true ? Number(of?.(row) ?? 0) : 0), 0),
  min: (group: readonly Row[], [of]: Evaluate[]) =>
    group.map((row) => of?.(row)).sort((a, b) => Number(a) - Number(b))[0] ?? null,
};

const functions: Record<string, (given: Value[], now: Date) => Value> = {
  ago: ([span], now) => new Date(now.getTime() - Number(span)),
  parse_json: ([text]) => JSON.parse(String(text)),
  tostring: ([value]) => (value === null || value === undefined ? '' : String(value)),
  tolower: ([value]) => String(value ?? '').toLowerCase(),
  toint: ([value]) => asNumber(value, Math.trunc),
  tolong: ([value]) => asNumber(value, Math.trunc),
  todouble: ([value]) => asNumber(value, (number) => number),
  isnotempty: ([value]) => value !== null && value !== undefined && value !== '',
  isnotnull: ([value]) => value !== null && value !== undefined,
  coalesce: (given) => given.find((value) => value !== null && value !== undefined) ?? null,
  iff: ([when, then, otherwise]) => (when === true ? then : otherwise),
  case: (given) => {
    for (let index = 0; index + 1 < given.length; index += 2) if (given[index] === true) return given[index + 1];
    return given.at(-1);
  },
};

function asNumber(value: Value, whole: (number: number) => number): number | null {
  const number = value === null || value === undefined || value === '' ? Number.NaN : Number(value);
  return Number.isFinite(number) ? whole(number) : null;
}

const compare: Record<string, (a: Value, b: Value) => boolean> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '=~': (a, b) => String(a ?? '').toLowerCase() === String(b ?? '').toLowerCase(),
  startswith: (a, b) =>
    String(a ?? '')
      .toLowerCase()
      .startsWith(String(b).toLowerCase()),
  '>': (a, b) => isThere(a, b) && Number(a) > Number(b),
  '<': (a, b) => isThere(a, b) && Number(a) < Number(b),
  '>=': (a, b) => isThere(a, b) && Number(a) >= Number(b),
  '<=': (a, b) => isThere(a, b) && Number(a) <= Number(b),
};

/** A comparison with an empty value is false both ways. */
function isThere(...values: Value[]): boolean {
  return values.every((value) => value !== null && value !== undefined);
}

const sums: Record<string, (a: number, b: number) => number> = {
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
};

class Query {
  readonly #tokens: Token[];
  readonly #tables: Tables;
  readonly #now: Date;
  readonly #named = new Map<string, Table | Value>();
  #at = 0;

  constructor(all: Token[], tables: Tables, now: Date) {
    this.#tokens = all;
    this.#tables = tables;
    this.#now = now;
  }

  run(): Row[] {
    while (this.#takes('let')) {
      const name = this.#take('name');
      this.#expect('=');
      this.#named.set(name, this.#takes('toscalar') ? this.#scalar() : this.#table());
      this.#expect(';');
    }
    const rows = this.#table()();
    if (this.#peek()) throw new Error(`not understood: ${this.#peek()?.value}`);
    return rows;
  }

  #scalar(): Value {
    this.#expect('(');
    const [row] = this.#table()();
    this.#expect(')');
    return row && Object.values(row)[0];
  }

  /** A query may read an earlier table again: its rows are the same each time. */
  #table(): Table {
    const name = this.#take('name');
    const known = this.#named.get(name);
    const rows = typeof known === 'function' ? (known as Table)() : this.#tables[name];
    if (!rows) throw new Error(`no table ${name}`);
    let all: Row[] = [...rows];
    while (this.#takes('|')) all = this.#operate(this.#take('name'), all);
    return () => all;
  }

  #operate(operator: string, rows: Row[]): Row[] {
    if (operator === 'where') {
      const holds = this.#or();
      return rows.filter((row) => holds(row) === true);
    }
    if (operator === 'extend' || operator === 'project') {
      const columns = this.#columns();
      return rows.map((row) => {
        const own = operator === 'extend' ? { ...row } : {};
        for (const [name, of] of columns) own[name as never] = of({ ...row, ...own }) as never;
        return own;
      });
    }
    if (operator === 'summarize') return this.#summarize(rows);
    if (operator === 'join') return this.#join(rows);
    throw new Error(`no operator ${operator}`);
  }

  #columns(): [string, Evaluate][] {
    const columns: [string, Evaluate][] = [];
    do {
      const name = this.#take('name');
      columns.push([name, this.#takes('=') ? this.#or() : (row) => row[name]]);
    } while (this.#takes(','));
    return columns;
  }

  #summarize(rows: Row[]): Row[] {
    const made: ((group: readonly Row[]) => Row)[] = [];
    do {
      const first = this.#take('name');
      const [name, call] = this.#takes('=') ? [first, this.#take('name')] : [first, first];
      this.#expect('(');
      if (call === 'arg_max') {
        const columns = this.#columns();
        made.push((group) => {
          const [by] = columns;
          const most = group.reduce((a, b) => (Number(by?.[1](b)) > Number(by?.[1](a)) ? b : a));
          return Object.fromEntries(columns.map(([column, of]) => [column, of(most)]));
        });
        this.#expect(')');
        continue;
      }
      const aggregate = aggregates[call as keyof typeof aggregates];
      if (!aggregate) throw new Error(`no aggregate ${call}`);
      const given = this.#given();
      made.push((group) => ({ [name === call ? `${call}_` : name]: aggregate(group, given) }));
    } while (this.#takes(','));
    const by = this.#takes('by') ? this.#columns() : [];
    const keyOf = (row: Row) => JSON.stringify(by.map(([, of]) => of(row)));
    const groups = by.length === 0 ? [rows] : [...Map.groupBy(rows, keyOf).values()];
    return groups.map((group) => {
      const [first = {}] = group;
      return Object.assign(
        Object.fromEntries(by.map(([name, of]) => [name, of(first)])),
        ...made.map((of) => of(group)),
      );
    });
  }

  #join(rows: Row[]): Row[] {
    this.#expect('kind');
    this.#expect('=');
    const kind = this.#take('name');
    if (kind !== 'leftanti' && kind !== 'leftsemi') throw new Error(`no join of kind ${kind}`);
    const inside = this.#takes('(');
    const others = inside ? this.#table()() : this.#joined();
    if (inside) this.#expect(')');
    this.#expect('on');
    const column = this.#take('name');
    const keys = new Set(others.map((row) => row[column]));
    return rows.filter((row) => keys.has(row[column]) === (kind === 'leftsemi'));
  }

  #joined(): Row[] {
    const known = this.#named.get(this.#take('name'));
    if (typeof known !== 'function') throw new Error('a join with no table');
    return (known as Table)();
  }

  #or(): Evaluate {
    let left = this.#and();
    while (this.#takes('or')) left = either(left, this.#and());
    return left;
  }

  #and(): Evaluate {
    let left = this.#comparison();
    while (this.#takes('and')) left = both(left, this.#comparison());
    return left;
  }

  #comparison(): Evaluate {
    const left = this.#sum();
    const operator = this.#peek()?.value ?? '';
    const holds = this.#peek()?.kind !== 'text' && Object.hasOwn(compare, operator) ? compare[operator] : undefined;
    if (!holds) return left;
    this.#at += 1;
    const right = this.#sum();
    return (row) => holds(left(row), right(row));
  }

  #sum(): Evaluate {
    let left = this.#value();
    for (;;) {
      const operator = this.#peek();
      const adds = operator?.kind === 'sign' ? sums[operator.value] : undefined;
      if (!adds) return left;
      this.#at += 1;
      const [a, b] = [left, this.#value()];
      left = (row) => (isThere(a(row), b(row)) ? adds(Number(a(row)), Number(b(row))) : null);
    }
  }

  #value(): Evaluate {
    const token = this.#tokens[this.#at++];
    if (!token) throw new Error('the query ends too early');
    const { kind, value } = token;
    if (kind === 'text') return () => value;
    if (kind === 'number') return () => Number(value);
    if (kind === 'span') return () => Number.parseFloat(value) * (spans[value.slice(-1)] ?? Number.NaN);
    if (value === '(') {
      const inside = this.#or();
      this.#expect(')');
      return inside;
    }
    if (kind !== 'name') throw new Error(`not understood: ${value}`);
    let read: Evaluate;
    if (this.#takes('(')) {
      const call = functions[value];
      if (!call) throw new Error(`no function ${value}`);
      const given = this.#given();
      read = (row) =>
        call(
          given.map((of) => of(row)),
          this.#now,
        );
    } else read = this.#named.has(value) ? () => this.#named.get(value) : (row) => row[value];
    while (this.#takes('.')) {
      const [of, member] = [read, this.#take('name')];
      read = (row) => (of(row) as Row | null | undefined)?.[member] ?? null;
    }
    return read;
  }

  #given(): Evaluate[] {
    const given: Evaluate[] = [];
    if (this.#takes(')')) return given;
    do given.push(this.#or());
    while (this.#takes(','));
    this.#expect(')');
    return given;
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  #takes(value: string): boolean {
    const next = this.#peek();
    const isIt = next !== undefined && next.kind !== 'text' && next.value === value;
    if (isIt) this.#at += 1;
    return isIt;
  }

  #take(kind: Token['kind']): string {
    const token = this.#tokens[this.#at++];
    if (token?.kind !== kind) throw new Error(`a ${kind} is missing before ${token?.value}`);
    return token.value;
  }

  #expect(value: string): void {
    if (!this.#takes(value)) throw new Error(`${value} is missing before ${this.#peek()?.value}`);
  }
}

function either(a: Evaluate, b: Evaluate): Evaluate {
  return (row) => a(row) === true || b(row) === true;
}

function both(a: Evaluate, b: Evaluate): Evaluate {
  return (row) => a(row) === true && b(row) === true;
}
