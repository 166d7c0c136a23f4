/**
 * The shape of answers, without anything that somebody named: routes with their names left out, names of headers and
 * members, kinds of values, and those words that are Azure's own.
 */
export type Answer = {
  method: string;
  url: string;
  status: number;
  headers: [name: string, value: string][];
  body: string | undefined;
};

/** How often a member or header was there, of how many times it could be, and as what. */
type Seen = { count: number; kinds: Set<string>; words: Set<string> };

export class Recording {
  /** By method, route and status: members by path, headers by name. */
  readonly answers = new Map<string, { count: number; headers: Map<string, Seen>; members: Map<string, Seen> }>();
  /** Changes of the state of one thing, in the order in which they were seen: "route: InProgress → Succeeded". */
  readonly turns = new Map<string, Set<string>>();
  /** Seconds that Azure itself says something took. */
  readonly times = new Map<string, number[]>();
  readonly #states = new Map<string, string>();
  readonly #timed = new Set<string>();
  readonly #own: string[];

  /** @param own what this run named itself: left out wherever it is met */
  constructor(own: string[]) {
    this.#own = own.map((one) => one.toLowerCase());
  }

  add({ method, url, status, headers, body }: Answer): void {
    const route = routeOf(url);
    const key = `${method} ${route} ${status}`;
    const seen = this.answers.get(key) ?? { count: 0, headers: new Map(), members: new Map() };
    this.answers.set(key, seen);
    seen.count++;
    for (const [name, value] of headers) {
      const shown = name.startsWith('x-ms-meta-') ? 'x-ms-meta-*' : name;
      if (!quiet.has(name)) note(seen.headers, shown, kindOf(value), tellingHeaders.get(name)?.exec(value)?.[0]);
    }
    const json = parse(body);
    if (json === undefined) {
      note(seen.members, '', body ? 'no JSON' : 'nothing', undefined);
      return;
    }
    this.#walk(json, '', seen.members);
    this.#state(route, url, json as Stated);
    this.#time(url, route, json as Stated);
  }

  #walk(value: unknown, path: string, members: Map<string, Seen>): void {
    const name = path.slice(path.lastIndexOf('.') + 1).replaceAll('[]', '');
    note(members, path, kindOf(value), telling.test(name) ? this.#word(value) : undefined);
    if (Array.isArray(value)) for (const one of value) this.#walk(one, `${path}[]`, members);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, one] of Object.entries(value)) {
        // Whatever is below a name that somebody chose is theirs too. The value of a tag is always a text.
        if (named.test(name)) note(members, `${path}.*`, /tags$/i.test(name) ? 'text' : kindOf(one), undefined);
        else this.#walk(one, `${path}${path && '.'}${this.#key(key)}`, members);
      }
    }
  }

  #key(key: string): string {
    const safe = /^[\w $@().-]{1,60}$/.test(key) && !this.#isOwn(key) && !/\d{5}|[0-9a-f]{8}-/i.test(key);
    return safe ? key.replaceAll('.', '·') : '*';
  }

  #word(value: unknown): string | undefined {
    return typeof value === 'string' && /^[A-Za-z][\w ./]{0,60}$/.test(value) && !this.#isOwn(value)
      ? value
      : undefined;
  }

  #isOwn(text: string): boolean {
    return this.#own.some((one) => text.toLowerCase().includes(one));
  }

  #state(route: string, url: string, { status, properties }: Stated): void {
    const state = this.#word(status ?? properties?.status ?? properties?.provisioningState);
    if (state === undefined) return;
    const subject = new URL(url).pathname.toLowerCase();
    const before = this.#states.get(subject);
    this.#states.set(subject, state);
    if (before === undefined || before === state) return;
    this.turns.set(route, (this.turns.get(route) ?? new Set()).add(`${before} → ${state}`));
  }

  #time(url: string, route: string, { startTime, endTime, properties }: Stated): void {
    const [from, to] = [startTime ?? properties?.startTime, endTime ?? properties?.endTime].map(String).map(Date.parse);
    const seconds = ((to ?? Number.NaN) - (from ?? Number.NaN)) / 1000;
    const subject = new URL(url).pathname.toLowerCase();
    if (!(seconds >= 0) || this.#timed.has(subject)) return;
    this.#timed.add(subject);
    const what = `${route}${properties?.operation ? ` (${this.#word(properties.operation)})` : ''}`;
    this.times.set(what, [...(this.times.get(what) ?? []), seconds]);
  }
}

type Stated = {
  status?: unknown;
  startTime?: unknown;
  endTime?: unknown;
  properties?: Record<string, unknown>;
};

/** Headers of the connection, which say nothing of the service. */
const quiet = new Set(
  'connection content-length date keep-alive server transfer-encoding strict-transport-security vary'.split(' '),
);
/** Headers whose values are words of Azure, as far as they are of this form: a blob has the type that it was given. */
const tellingHeaders = new Map([
  ['content-type', /^(application|text|multipart)\/[a-z.+-]{1,40}(; ?charset=[\w-]{1,12})?/i],
  ['retry-after', /^\d{1,6}$/],
  ['cache-control', /^[\w ,=-]{1,60}$/],
  ['x-ms-failure-cause', /^\w{1,40}$/],
]);

/** Members whose values are words of Azure. */
const telling =
  /^(status|state|operation|.*Status|.*State|.*Type|type|code|kind|mechanism|jobType|taskId|createOption|access|direction|protocol|level|errorTitle|networkAccessPolicy|publicNetworkAccess)$/;

/** Members whose own members are names that people chose. */
const named = /^(.*tags|parameters|variables|outputs|userAssignedIdentities|(protected)?settings|metadata)$/i;

function note(among: Map<string, Seen>, name: string, kind: string, word: string | undefined): void {
  const seen = among.get(name) ?? { count: 0, kinds: new Set(), words: new Set() };
  among.set(name, seen);
  seen.count++;
  seen.kinds.add(kind);
  if (word !== undefined) seen.words.add(word);
}

function parse(body: string | undefined): unknown {
  if (!body) return undefined;
  try {
    const json: unknown = JSON.parse(body);
    return typeof json === 'object' && json !== null ? json : undefined;
  } catch {
    return undefined;
  }
}

const texts: [string, RegExp][] = [
  ['empty text', /^$/],
  ['GUID', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i],
  ['date with Z', /^\d{4}-\d\d-\d\dT[\d:.]+Z$/],
  ['date with offset', /^\d{4}-\d\d-\d\dT[\d:.]+[+-]\d\d:\d\d$/],
  ['date without zone', /^\d{4}-\d\d-\d\dT[\d:.]+$/],
  ['date, US', /^\d+\/\d+\/\d{4} /],
  ['ISO duration', /^-?P(\d|T\d)[\dDTHMS.]*$/],
  ['time span', /^-?(\d+\.)?\d\d:\d\d:\d\d(\.\d+)?$/],
  ['URL', /^https?:\/\//],
  ['resource id', /^\/subscriptions\//i],
  ['digits', /^-?\d+(\.\d+)?$/],
  ['true or false as text', /^(true|false)$/i],
];

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  if (typeof value !== 'string') return typeof value === 'boolean' ? 'true or false' : typeof value;
  return texts.find(([, pattern]) => pattern.test(value))?.[0] ?? 'text';
}

/** The address without names: types of resources stand, names are {}. */
export function routeOf(address: string): string {
  const { hostname, pathname, searchParams } = new URL(address);
  const segments = pathname.split('/').filter(Boolean).map(decodeURIComponent);
  const asked = [...searchParams]
    .map(([name, value]) =>
      name === 'api-version' ? `${name}=${value}` : /^\$?[a-z-]{1,40}$/i.test(name) ? name : '{}',
    )
    .filter((name) => !/^(sig|se|sv|sr|sp|st|spr|skoid|sktid|skt|ske|sks|skv|t|c|s|h)$/.test(name))
    .sort();
  const query = asked.length > 0 ? `?${asked.join('&')}` : '';
  if (/\.blob\./.test(hostname)) return `blob storage /${segments.map(() => '{}').join('/')}${query}`;
  if (/\.(vault|managedhsm)\./.test(hostname)) {
    return `key vault /${segments.map((one) => (/^(deleted)?(keys|secrets)$|^(versions|backup|restore|recover)$/.test(one) ? one : '{}')).join('/')}${query}`;
  }
  if (/^graph\./.test(hostname)) {
    const shown = segments.map((one) => one.replace(/\(.*\)/, '({})'));
    return `Graph /${shown.map((one) => (/^(v1\.0|[a-zA-Z.]{5,40}(\(\{\}\))?)$/.test(one) ? one : '{}')).join('/')}${query}`;
  }
  return `/${armSegments(segments).join('/')}${query}`.replace(/resourceGroups/i, 'resourceGroups');
}

/** In an id types and names take turns, after each `providers` and its namespace anew. */
function armSegments(segments: string[]): string[] {
  let name = false;
  let afterProviders = false;
  return segments.map((one) => {
    if (/^providers$/i.test(one)) {
      afterProviders = true;
      return 'providers';
    }
    if (afterProviders) {
      afterProviders = false;
      name = false;
      return /^Microsoft\.\w+$/i.test(one) ? one : '{}';
    }
    const shown = !name && /^[A-Za-z]{3,60}$/.test(one) ? one : '{}';
    name = !name;
    return shown;
  });
}

export type Difference = { where: string; what: string; local: string; here: string };

/** Every difference between what the local Azure said and what was said here, in words that can be sent. */
export function differences(local: Recording, here: Recording): Difference[] {
  const found: Difference[] = [];
  const routes = (of: Recording) => Map.groupBy(of.answers.keys(), (key) => key.slice(0, key.lastIndexOf(' ')));
  const [theirs, ours] = [routes(local), routes(here)];
  const statuses = (keys: string[] | undefined) =>
    (keys ?? [])
      .map((key) => key.slice(key.lastIndexOf(' ') + 1))
      .sort()
      .join(', ') || 'not asked';
  for (const where of new Set([...theirs.keys(), ...ours.keys()])) {
    const [before, now] = [statuses(theirs.get(where)), statuses(ours.get(where))];
    if (before !== now) found.push({ where, what: 'status', local: before, here: now });
  }
  for (const [where, { count, headers, members }] of here.answers) {
    const known = local.answers.get(where);
    if (!known) continue;
    compare(where, 'header', [known.headers, () => known.count], [headers, () => count]);
    const parentsOf = (of: Map<string, Seen>) => (path: string) => of.get(parentOf(path))?.count ?? 0;
    compare(where, 'member', [known.members, parentsOf(known.members)], [members, parentsOf(members)]);
  }
  for (const [where, turns] of here.turns) {
    const known = reachable(local.turns.get(where) ?? new Set());
    const fresh = [...turns].filter((turn) => !known.has(turn));
    if (fresh.length > 0 && local.turns.has(where)) {
      found.push({
        where,
        what: 'order',
        local: [...(local.turns.get(where) ?? [])].join('; '),
        here: fresh.join('; '),
      });
    }
  }
  for (const [where, seconds] of here.times) {
    const [usual, now] = [middle(local.times.get(where) ?? []), middle(seconds)];
    if (usual === undefined || now === undefined || Math.abs(now - usual) < 60) continue;
    if (Math.max(now, usual) / Math.max(1, Math.min(now, usual)) < 3) continue;
    found.push({ where, what: 'time', local: `${Math.round(usual)} s`, here: `${Math.round(now)} s` });
  }
  return found;

  type Side = [Map<string, Seen>, (name: string) => number];
  function compare(where: string, kind: string, [theirs, theirMost]: Side, [ours, ourMost]: Side): void {
    for (const name of new Set([...theirs.keys(), ...ours.keys()])) {
      const [before, now] = [theirs.get(name), ours.get(name)];
      // Where the whole is absent, its parts need no line of their own.
      if (
        (!before && name !== '' && kind === 'member' && !theirs.has(parentOf(name))) ||
        (!now && kind === 'member' && !ours.has(parentOf(name)))
      )
        continue;
      const [often, oftenNow] = [oftenOf(before, theirMost(name)), oftenOf(now, ourMost(name))];
      const lacks = oftenNow === 'never' || (often === 'always' && oftenNow === 'sometimes');
      const what = `${kind} ${name || 'body'}`;
      if (often === 'never' || lacks) found.push({ where, what, local: often, here: oftenNow });
      if (!before || !now) continue;
      const fresh = [...now.kinds].filter((one) => !before.kinds.has(one));
      if (fresh.length > 0) found.push({ where, what, local: [...before.kinds].join(', '), here: fresh.join(', ') });
      const words = [...now.words].filter((one) => !before.words.has(one));
      if (words.length > 0)
        found.push({ where, what: `${what}, words`, local: [...before.words].join(', '), here: words.join(', ') });
    }
  }
}

function parentOf(path: string): string {
  return path.endsWith('[]') ? path.slice(0, -2) : path.slice(0, Math.max(0, path.lastIndexOf('.')));
}

function oftenOf(seen: Seen | undefined, most: number): 'always' | 'sometimes' | 'never' {
  if (!seen) return 'never';
  return seen.count >= most ? 'always' : 'sometimes';
}

/** What follows what, also by way of others: a slower look sees fewer states. */
function reachable(turns: Set<string>): Set<string> {
  const all = new Set(turns);
  for (let size = 0; size !== all.size; ) {
    size = all.size;
    const pairs = [...all].map((turn) => turn.split(' → '));
    for (const [from, by] of pairs) for (const [start, to] of pairs) if (by === start) all.add(`${from} → ${to}`);
  }
  return all;
}

function middle(seconds: number[]): number | undefined {
  return seconds.toSorted((a, b) => a - b)[Math.floor(seconds.length / 2)];
}
