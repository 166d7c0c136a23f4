#!/usr/bin/env node
/**
 * Verifies evidence of restores, offline:
 *   node verify-evidence.mjs FILE.jsonl [PAGE.html] [--head SEQ:HASH]... [--anchor HEADS]
 * FILE may also be the whole audit, as `npm run audit -- export all` and `print` write it; it has no page. HEADS is the
 * blob of heads, one "SEQ:HASH" a line behind its time. It shares no code with Strongroom and needs nothing but Node 20:
 * read it before you trust it. It makes every record again from the rows of the audit and compares. It ends with 0 if
 * everything fits, with 2 if something doesn't, and with 3 if everything fits but no head that was kept elsewhere was
 * compared, or none that comes after the rows of the quarter: whoever owns the database can make a whole chain anew.
 */
import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const dayMs = 24 * 60 * 60_000;
/** Nothing is in force for longer. */
const standingDays = 93;
const runKinds = ['drill', 'restore', 'quarantine'];
const changeKinds = ['hold', 'unhold', 'release', 'stop-protection'];
const kinds = [...runKinds, ...changeKinds, 'drill-cleanup', 'drill-definition', 'drill-exception'];
const clouds = ['public', 'usgov'];
const ends = ['succeeded', 'failed', 'void', 'withdrawn', 'expired', 'cancelled', 'rejected'];
const told = ['vote', 'glass', 'review', 'step', 'standing', 'request', 'drill'];

/** RFC 8785: members in the order of their UTF-16 code units, no white space. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.keys(value)
      .filter((name) => value[name] !== undefined)
      .sort();
    return `{${members.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

const same = (one, other) => String(one).toLowerCase() === String(other).toLowerCase();
const text = (value) => (value !== null && typeof value === 'object' ? JSON.stringify(value) : String(value));
const textOr = (value) => (typeof value === 'string' ? value : null);
const object = (value) => (value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {});

export function verify(lines, { page, heads = [] } = {}) {
  const problems = [];
  const notes = [];
  const believed = [];
  const wrong = (what) => problems.push(what);
  const file = readLines(typeof lines === 'string' ? lines.split('\n') : lines, heads, wrong);
  let isEarly = false;
  const result = () => ({
    ...{ problems, notes, believed },
    isAnchored: file.matched > 0 && !isEarly && problems.length === 0,
  });
  if (file.count === 0) wrong('there is no row of the audit');
  if (heads.length > 0 && file.matched === 0) wrong('the chain does not hold the head that you kept');
  const { anchored } = file;
  if (anchored && anchored.seq < file.last.seq)
    notes.push(`no head that was kept reaches beyond row ${anchored.seq} of the audit, of ${minute(anchored.at)}`);
  const [header] = file.content.get('evidence') ?? [];
  if (!header && !file.head && file.content.size === 0) {
    if (file.first && (file.first.seq !== 1 || file.first.previous !== '0'.repeat(64)))
      wrong('the first row of the audit is missing');
    if (page !== undefined) wrong('the lines are the audit alone: nothing that the page says was verified');
    notes.push('rows of the audit, and nothing else');
    return result();
  }
  if (header?.format !== 1) wrong('the first line is no evidence of a format that is known here');
  if (!header) return result();
  const period = periodOf(header.quarter);
  if (header.from !== period?.from || header.to !== period.to)
    wrong(`it is not of the time of ${text(header.quarter)}`);
  if (!period) return result();
  // Whatever was in force in the quarter came into force at most so long before it.
  const reach = new Date(Date.parse(period.from) - standingDays * dayMs).toISOString();
  const evidence = { ...header, ...period, reach };
  isEarly = anchored !== undefined && !covers(anchored, file, evidence);
  believed.push(...beliefsOf(file, evidence, { heads, isEarly }));
  const on = heads.find(({ seq, at }) => at !== undefined && at < evidence.to && seq > (file.last?.seq ?? 0));
  if (on)
    wrong(`the audit went on within the quarter, up to row ${on.seq} on ${minute(on.at)}: this evidence is older`);
  verifyEnds(file, evidence, wrong, notes);
  const expected = deriveAll(file, evidence, wrong);
  for (const [type, rows] of Object.entries(expected)) compare(type, rows, file.content.get(type) ?? [], wrong);
  verifyRules(file, expected, evidence, wrong, notes);
  verifyPopulation(file.content, wrong);
  verifyReadiness(file.content, evidence, wrong);
  comparePopulation(file, expected.vault, notes);
  if (page !== undefined) verifyPage(page, file, expected, evidence, wrong);
  return result();
}

/** The quarter's name says when it begins and ends. */
function periodOf(quarter) {
  const [, year, number] = /^(20\d{2})-Q([1-4])$/.exec(quarter) ?? [];
  if (number === undefined) return undefined;
  const at = (month) => new Date(Date.UTC(Number(year), month)).toISOString();
  return { from: at(number * 3 - 3), to: at(number * 3) };
}

/** Whether no row of the quarter, or of a request or day of it, comes after the row whose head was kept. */
function covers({ seq: reach }, { requests, days, hidden }, { to }) {
  const isLater = ({ seq }) => seq > reach;
  const isWithin = ({ at }) => at < to;
  return !(
    days.some((row) => isLater(row) && row.details.day < to) ||
    [...requests.values()].some(({ rows }) => rows.some(isWithin) && rows.some(isLater)) ||
    [...hidden.values()].some((rows) => rows.some((row) => isWithin(row) && isLater(row)))
  );
}

/** What no row shows, and a reader has to believe or to ask about elsewhere. */
function beliefsOf({ anchored, content, last }, { anchor, madeAt }, { heads, isEarly }) {
  const unread = content.get('unread') ?? [];
  const isAnchorRead = heads.some(({ at }) => at !== undefined);
  return [
    `which machines were protected on ${minute(text(madeAt))}, where no list of their vault names them`,
    `that Azure could be read but for what is named: ${unread.map(({ name }) => name).join(', ') || 'everything'}`,
    'how critical a machine is, and whether it would come back in the other region',
    'that a text which is gone was of the person who was erased at that time',
    'that whoever asked or voted is a person, and no identity of a bot',
    ...(anchored && anchored === last ? [] : ['the version that made it, and words of the page that tell no record']),
    ...(isAnchorRead ? [] : [`that heads are anchored as it says: ${text(anchor)}`]),
    ...(isEarly ? [`all that comes after row ${anchored.seq} of the audit`] : []),
  ];
}

/** Reads line by line, follows the chain, and keeps of the rows what evidence is made from. */
function readLines(lines, heads, wrong) {
  const kept = grouped(heads, ({ seq }) => seq);
  const file = { content: new Map(), requests: new Map(), made: [], count: 0, matched: 0, hidden: new Map() };
  Object.assign(file, { days: [], lists: new Map(), newest: new Map(), backups: new Map(), clock: 0 });
  const erasures = new Set();
  const erased = [];
  const digest = createHash('sha256');
  let before;
  let number = 0;
  for (const line of lines) {
    if (line === '') continue;
    number += 1;
    let row;
    try {
      row = JSON.parse(line);
    } catch {
      wrong(`line ${number} is no JSON`);
      continue;
    }
    if (!isRecord(row)) {
      wrong(`line ${number} is no record`);
      continue;
    }
    const odd = oddityOf(row, line);
    if (odd) wrong(`line ${number} ${odd}`);
    if (file.head) wrong('the last line is not the head of the chain');
    if (row.type === 'head') {
      file.head = row;
    } else if (row.type === 'list') {
      keepList(file, row, wrong);
    } else if (row.type === undefined || row.type === 'audit') {
      follow(row, before, wrong);
      // A tool on a host with a clock of its own erases.
      if (row.event !== 'person.erased') {
        const at = Date.parse(row.at);
        if (Number.isNaN(at)) wrong(`row ${row.seq} of the audit has no time`);
        else if (at < file.clock - dayMs)
          wrong(`row ${row.seq} of the audit is more than a day older than the one before it`);
        file.clock = at || file.clock;
      }
      // Whoever can append to the anchor can append another head for the same row: each must be held.
      for (const { hash } of kept.get(row.seq) ?? []) {
        if (hash === row.hash) file.matched += 1;
        else wrong('the chain does not hold the head that you kept');
        file.anchored = row;
      }
      if (row.event === 'person.erased') erasures.add(row.at);
      for (const said of Object.values(row.texts ?? {}))
        if (said.erased !== undefined) erased.push({ seq: row.seq, at: said.erased });
      file.first ??= row;
      file.last = row;
      file.count += 1;
      before = row;
      if (row.type === 'audit') keep(file, row);
    } else {
      digest.update(`${file.content.size > 0 ? '\n' : ''}${line}`);
      const { type, ...record } = row;
      if (!file.content.has(type)) file.content.set(type, []);
      file.content.get(type).push(record);
    }
  }
  // A head of a time after the last row vouches for nothing here; one from before it shows that rows were cut off.
  for (const { seq, at } of heads)
    if (file.last && seq > file.last.seq && !(at > file.last.at))
      wrong('the chain does not hold the head that you kept');
  for (const { seq, at } of erased)
    if (!erasures.has(at)) wrong(`a text of row ${seq} of the audit is gone, and nobody was erased then`);
  file.digest = digest.digest('hex');
  return file;
}

const rowMembers = ['seq', 'at', 'event', 'request_id', 'previous', 'hash'];
const toldMembers = [...rowMembers, 'actor_oid', 'actor_hash', 'vm_name', 'plan_hash', 'details', 'texts'];
const members = {
  evidence: ['format', 'quarter', 'from', 'to', 'madeAt', 'version', 'simulated', 'anchor'],
  head: ['seq', 'hash', 'digest'],
  list: ['vaultId', 'day', 'text'],
};
const recordTypes = ['machine', 'unread', 'readiness', 'definition', 'run', 'change', 'failure', 'exception'];
const types = ['evidence', ...recordTypes, 'coverage', 'vault', 'backup', 'pack', 'list', 'head', 'audit'];

/** Characters that chat clients know are written as escapes in rows, and nowhere else. */
const plainly = (json) =>
  json.replace(/[`<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

function isRecord(row) {
  if (row === null || typeof row !== 'object' || Array.isArray(row)) return false;
  if (row.type !== undefined && row.type !== 'audit') return true;
  const isText = (one) => typeof one === 'string';
  return Number.isSafeInteger(row.seq) && [row.at, row.event, row.previous, row.hash].every(isText);
}

/** What a line says that is not verified: whoever reads the file would take it for evidence. */
function oddityOf(row, line) {
  const { type, content, texts = {} } = row;
  if (type !== undefined && !types.includes(type)) return `is of a type that is not known here: ${text(type)}`;
  const isRow = type === undefined || type === 'audit';
  const only = isRow ? (content === undefined ? toldMembers : [...rowMembers, 'content']) : members[type];
  if (only && !Object.keys(row).every((name) => name === 'type' || only.includes(name)))
    return 'has members that nothing vouches for';
  for (const [hash, told] of Object.entries(texts)) {
    const known = told?.erased === undefined ? ['salt', 'text'] : ['erased'];
    if (line.split(hash).length < 3 || !Object.keys(object(told)).every((name) => known.includes(name)))
      return 'has texts that nothing vouches for';
  }
  // To another reader, the first of two members of one name may be the one that counts.
  return plainly(JSON.stringify(row)) === plainly(line) ? undefined : 'has a member twice, or is not as it was written';
}

/** A row follows the one before it. One about something else comes with the hash of its content alone. */
function follow(row, before, wrong) {
  if (before && row.seq !== before.seq + 1)
    wrong(`rows are missing or out of order before row ${row.seq} of the audit`);
  if (before && row.previous !== before.hash) wrong(`row ${row.seq} of the audit does not follow the one before it`);
  const { seq, at, event, request_id: requestId, previous } = row;
  const { actor_oid: actorOid, actor_hash: actorHash, vm_name: vmName, plan_hash: planHash, details } = row;
  const content = row.content ?? sha256(canonical({ actorOid, actorHash, vmName, planHash, details }));
  if (sha256(canonical({ seq, at, event, requestId, previous, content })) !== row.hash)
    wrong(`row ${seq} of the audit was changed`);
  // Without a length of its own, a salt could take in the beginning of its text.
  for (const [hash, { salt, text: words, erased }] of Object.entries(row.texts ?? {}))
    if (erased === undefined && (!/^[0-9a-f]{32}$/.test(salt) || sha256(`${salt}${words}`) !== hash))
      wrong(`a text of row ${seq} of the audit was changed`);
  if (row.content !== undefined) return;
  const require = (hash) => void (row.texts?.[hash] ?? wrong(`a text of row ${seq} of the audit is missing`));
  if (actorHash !== null) require(actorHash);
  worded(details, require);
}

function keep(file, row) {
  const { seq, at, event, request_id: id } = row;
  if (row.content !== undefined) {
    if (!file.hidden.has(id)) file.hidden.set(id, []);
    file.hidden.get(id).push({ seq, at, event });
    return;
  }
  const say = (hash) => {
    const found = row.texts?.[hash];
    if (!found) return 'missing';
    return found.erased === undefined ? found.text : `erased on ${found.erased.slice(0, 10)}`;
  };
  const details = object(worded(row.details, say));
  const known = { seq, at, event, oid: row.actor_oid, name: row.actor_hash === null ? null : say(row.actor_hash) };
  const kept = { ...known, vm: row.vm_name, planHash: row.plan_hash, details };
  if (event === 'evidence.made') file.made.push(kept);
  if (event === 'backups.day') file.days.push(kept);
  if (id === null) return;
  const request = file.requests.get(id) ?? { id, rows: [], last: '' };
  file.requests.set(id, request);
  request.last = at;
  const isAsk = typeof details.kind === 'string' && [`${details.kind}.asked`, 'request.asked'].includes(event);
  if (isAsk) request.asked = { ...kept, signed: signedOf(row, details) };
  if (row.vm_name) request.vm = row.vm_name;
  if (isAsk || told.includes(event.split('.')[0])) request.rows.push(kept);
}

/** Whether the effects in a row are those of the hash in it; undefined where a text of them was erased. */
function signedOf(row, { effects }) {
  if (effects === undefined) return false;
  if (Object.values(row.texts ?? {}).some(({ erased }) => erased !== undefined)) return undefined;
  return sha256(canonical(effects)) === row.plan_hash;
}

/** Details with texts in place of their hashes. */
function worded(value, say) {
  if (Array.isArray(value)) return value.map((each) => worded(each, say));
  if (value === null || typeof value !== 'object') return value;
  const names = Object.keys(value);
  if (names.length === 1 && names[0] === 'textHash') return say(value.textHash);
  return Object.fromEntries(names.map((name) => [name, worded(value[name], say)]));
}

/** The rows begin early enough, end with the head, and the last of them knows this evidence. */
function verifyEnds(file, evidence, wrong, notes) {
  const { first, last, head, digest, made } = file;
  if (!head) wrong('the last line is not the head of the chain');
  if (head && head.digest !== digest) wrong('the digest is not that of the lines');
  if (!first) return;
  const isFirst = first.seq === 1 && first.previous === '0'.repeat(64);
  if (!isFirst && !(first.at < evidence.reach)) wrong('the beginning of the quarter is missing in the audit');
  if (head && (last.seq !== head.seq || last.hash !== head.hash)) wrong('the chain does not end with the head');
  const own = made.at(-1);
  if (own?.seq !== last.seq || own.details.digest !== digest || own.details.quarter !== evidence.quarter)
    return wrong('the audit does not know this evidence: a line was changed, added or taken out');
  file.own = own;
  if (own.at !== evidence.madeAt) wrong('the audit knows another time at which it was made');
  if (evidence.madeAt < evidence.to) notes.push('it was made before the quarter ended');
}

function deriveAll(file, evidence, wrong) {
  const upTo = file.own?.details.upTo ?? Number.POSITIVE_INFINITY;
  const within = (at) => at >= evidence.from && at < evidence.to;
  const lives = [...file.requests.values()].map((request) => lifeOf(request, upTo)).filter(({ isEmpty }) => !isEmpty);
  file.lives = lives;
  const byId = new Map(lives.map((life) => [life.id, life]));
  file.byId = byId;
  const of = (...wanted) => lives.filter(({ kind }) => wanted.includes(kind));
  const cleaning = grouped(of('drill-cleanup'), ({ details }) => object(details.effects).drill);
  const trials = of(...runKinds)
    .filter(({ end }) => end?.state === 'succeeded' || end?.state === 'failed')
    .map((life) => runOf(life, byId.get(life.details.under), cleaning.get(life.id) ?? []))
    .sort((a, b) => byText(a.endedAt, b.endedAt) || byText(a.id, b.id));
  const run = trials.filter(({ endedAt }) => within(endedAt));
  const machines = file.content.get('machine') ?? [];
  const ofMachine = grouped(run, ({ vmId }) => vmId.toLowerCase());
  return {
    definition: of('drill-definition')
      .filter(({ asked, end }) => asked && asked.at < evidence.to && !(end && end.at < evidence.from))
      .map((life) => ({
        ...common(life),
        state: life.end?.state ?? (life.inForce ? 'running' : 'pending'),
        inForceUntil: life.inForce?.until ?? null,
        effects: object(life.details.effects),
      })),
    run,
    change: of(...changeKinds)
      .filter(({ end, asked }) => end && asked && within(end.at))
      .map((life) => ({
        ...common(life),
        kind: life.kind,
        state: life.end.state,
        failure: life.end.failure,
        endedAt: life.end.at,
        reason: textOr(life.details.reason),
      })),
    failure: run.filter(failedDrill).map(({ id, vm, vmId, failure, endedAt, review }) => ({
      id,
      vm,
      failure,
      at: endedAt,
      retest: trials.find((one) => proves(one) && one.endedAt > endedAt && same(one.vmId, vmId))?.id ?? null,
      review,
    })),
    exception: [
      ...lives.flatMap(({ id, notBegun }) =>
        notBegun
          .filter(({ at }) => within(at))
          .map(({ vm, at, details }) => ({
            vm: vm ?? '-',
            what: `did not begin under ${id}: ${text(details.code)}`,
            by: 'Strongroom',
            at,
          })),
      ),
      ...of('drill').flatMap((life) => unprovenOf(life, within)),
      ...of('drill-exception').flatMap((life) => exceptedOf(life, evidence)),
    ].sort((a, b) => byText(a.at, b.at) || byText(a.what, b.what)),
    coverage: machines.map(({ vmId, vm, immutableId }) => ({
      vmId,
      vm,
      ...coverageOf(ofMachine.get(vmId.toLowerCase()) ?? [], immutableId),
    })),
    ...deriveDays(file, evidence, { upTo, stopping: of('stop-protection'), wrong }),
    pack: file.made
      .filter(({ seq, details }) => seq <= upTo && details.quarter === evidence.quarter)
      .map(({ seq, at, details }) => ({ seq, at, digest: text(details.digest) })),
  };
}

const inADay = ['good', 'warned', 'failed', 'cancelled', 'running', 'none'];
const dayAfter = (day) => new Date(Date.parse(day) + dayMs).toISOString().slice(0, 10);

/** Lists stand behind the rows of the audit, by vault and day: each is read once and not kept. */
function keepList(file, { vaultId, day, text: list }, wrong) {
  const row = file.days.find(({ details }) => details.vaultId === vaultId && details.day === day);
  const key = `${vaultId} ${day}`;
  if (!row || file.lists.has(key)) return wrong(`the list of ${key} has no row of the audit, or is there twice`);
  // A machine's story is told in the order of its days.
  if (file.newest.get(vaultId) > day) wrong(`the list of ${key} is not in its order`);
  file.newest.set(vaultId, day);
  const fits = sha256(list) === row.details.list;
  file.lists.set(key, fits);
  if (!fits) return wrong(`the list of ${key} is not the one that the audit knows`);
  if (row.details.kept !== true) wrong(`the list of ${key} is there, and the audit says that none was kept`);
  const counts = Object.fromEntries(inADay.map((result) => [result, 0]));
  let withPolicy = 0;
  let all = 0;
  for (const [container, vm, result, policy] of list
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))) {
    counts[result] += 1;
    all += 1;
    if (policy !== null) withPolicy += 1;
    const id = `${vaultId} ${container}`;
    if (!file.backups.has(id)) {
      const zero = Object.fromEntries(['days', 'stopped', ...inADay, 'late', 'longest'].map((name) => [name, 0]));
      const machine = { id, vm, vault: text(row.details.vault), ...zero, longestTo: null, policies: [] };
      file.backups.set(id, { machine, last: '', run: 0, looks: [] });
    }
    // Most days tell nothing that the story of a machine needs.
    const { looks } = file.backups.get(id);
    const look = { day, at: row.at, isStopped: policy === null, result };
    if (looks.length < 2 || !isAlike(looks.at(-1), look) || !isAlike(looks.at(-2), look) || result === 'failed')
      looks.push(look);
    else looks[looks.length - 1] = look;
    addDay(file.backups.get(id), day, result, policy, object(row.details.policies));
  }
  if (inADay.some((result) => counts[result] !== row.details[result]))
    wrong(`row ${row.seq} of the audit counts otherwise than its list`);
  // A machine without a policy may be protected still, or gone since its backup of that day.
  const count = row.details.protected;
  if (!(count >= withPolicy && count <= all))
    wrong(
      `row ${row.seq} of the audit tells of ${text(count)} protected machines, and its list of ${withPolicy} to ${all}`,
    );
}

/** What the rows and lists of days come to, for each vault and each machine. */
function deriveDays(file, { from, to, madeAt }, { upTo, stopping, wrong }) {
  const wanted = [];
  const end = Math.min(Date.parse(to), Date.parse(madeAt) - 1.25 * dayMs);
  for (let day = from.slice(0, 10); Date.parse(day) < end - dayMs / 2; day = dayAfter(day)) wanted.push(day);
  const within = file.days.filter(({ seq, details }) => seq <= upTo && wanted.includes(details.day));
  const known = new Set(within.map(({ details }) => `${details.vaultId} ${details.day}`));
  for (const key of file.lists.keys())
    if (!known.has(key)) wrong(`the list of ${key} is of no day that this evidence tells`);
  const vaults = [...grouped(within, ({ details }) => text(details.vaultId))].map(([id, told]) => {
    const rows = told.map(({ details }) => details).sort((a, b) => byText(a.day, b.day));
    const own = new Set(rows.map(({ day }) => day));
    const machines = rows.map((row) => row.protected);
    const kept = rows.map(({ day }) => [day, file.lists.get(`${id} ${day}`)]);
    const total = (name) => rows.reduce((sum, row) => sum + row[name], 0);
    return {
      id,
      vault: text(rows[0].vault),
      days: rows.length,
      missing: wanted.filter((day) => !own.has(day)),
      unlisted: kept.filter(([, fits]) => !fits).length,
      altered: kept.filter(([, fits]) => fits === false).map(([day]) => day),
      machines: {
        first: machines[0],
        least: Math.min(...machines),
        most: Math.max(...machines),
        last: machines.at(-1),
      },
      ...Object.fromEntries(inADay.map((name) => [name, total(name)])),
      policies: retentionOf(rows),
    };
  });
  const done = stopping.filter(({ end }) => end?.state === 'succeeded');
  const backups = [...file.backups.values()].map(({ machine, looks }) => ({
    ...machine,
    ...storyOf(machine, looks, done),
  }));
  const byId = (a, b) => byText(a.id, b.id);
  return { vault: vaults.sort(byId), backup: backups.sort(byId) };
}

function retentionOf(rows) {
  const names = new Set(rows.flatMap(({ policies }) => Object.keys(object(policies))));
  return [...names].map((name) => {
    const each = rows.flatMap(({ policies }) => (policies[name] ? [policies[name]] : []));
    const { every: _, ...kept } = each[0];
    const least = Object.keys(kept).map((level) => [level, Math.min(...each.map((one) => one[level] ?? 0))]);
    return { name, wanted: kept, least: Object.fromEntries(least) };
  });
}

/** What one more day adds to a machine. A run of days without a good backup breaks off where a day is not listed. */
function addDay(state, day, result, policy, policies) {
  const { machine } = state;
  machine.days += 1;
  machine[result] += 1;
  if (policy === null) machine.stopped += 1;
  else if (!machine.policies.includes(policy)) machine.policies.push(policy);
  const isLacking = policy !== null && result !== 'good' && result !== 'warned';
  const follows = state.last !== '' && dayAfter(state.last) === day;
  state.run = isLacking ? (follows ? state.run : 0) + 1 : 0;
  state.last = day;
  state.isProtected = policy !== null;
  const every = Number(object(policies[policy]).every ?? 0);
  if (state.run > 0 && every > 0 && state.run >= every) machine.late += 1;
  if (state.run > machine.longest) Object.assign(machine, { longest: state.run, longestTo: day });
}

const isAlike = (one, other) => one.isStopped === other.isStopped && one.result === other.result;

/** When a machine's backups were stopped, by which request, and what followed on its failed backups. */
function storyOf({ id, vault }, looks, stopping) {
  const stops = [];
  const failures = [];
  for (const [index, { day, at, isStopped, result }] of looks.entries()) {
    const before = looks[index - 1];
    if (isStopped && !before?.isStopped) {
      const since = before ? Date.parse(before.at) - 3_600_000 : 0;
      const own = stopping.filter(({ details, end }) => {
        const [, group, name] = /\/resourcegroups\/([^/]+)\/.*\/([^/]+)$/i.exec(text(details.vmId)) ?? [];
        const isIts = text(details.vault) === vault && id.endsWith(`;${group};${name}`.toLowerCase());
        return isIts && Date.parse(end.at) > since && end.at <= at;
      });
      stops.push({ from: day, until: null, request: own.at(-1)?.id ?? null });
    }
    if (!isStopped && before?.isStopped) stops.at(-1).until = day;
    const open = failures.find(({ good }) => good === null);
    if (result === 'failed' && !open) failures.push({ from: day, failed: 1, good: null });
    else if (result === 'failed') open.failed += 1;
    else if (open && (result === 'good' || result === 'warned')) open.good = day;
  }
  return { stops, failures };
}

/** Map.groupBy, which Node 20 lacks. */
function grouped(rows, keyOf) {
  const groups = new Map(rows.map((row) => [keyOf(row), []]));
  for (const row of rows) groups.get(keyOf(row)).push(row);
  return groups;
}

/** What the rows of one request come to. */
function lifeOf({ id, asked, rows, vm = '-' }, upTo) {
  const own = rows.filter(({ seq }) => seq <= upTo);
  const of = (...events) => own.filter(({ event }) => events.includes(event));
  const votes = [];
  for (const { seq, event, oid, name, at, details } of own.filter(({ event }) => event.startsWith('vote.'))) {
    const gone = event === 'vote.lapsed' ? text(details.voterOid) : (oid ?? '');
    const left = votes.findIndex((vote) => same(vote.oid, gone));
    if (left >= 0) votes.splice(left, 1);
    const groups = Array.isArray(details.groups) ? details.groups.map(text) : [];
    if (event === 'vote.approve' || event === 'vote.reject')
      votes.push({ seq, event, voter: { oid: oid ?? '', name: name ?? '-', at, groups }, oid: oid ?? '' });
  }
  const actor = ({ oid, name, at }) => ({ oid: oid ?? '', name: name ?? '-', at });
  const [broken] = of('glass.broken').slice(-1);
  const since = own.findLastIndex(({ event }) => event === 'request.retried');
  const ended = own.findLast(({ event }, index) => index > since && ends.some((end) => event === `request.${end}`));
  const [force] = of('standing.in-force').slice(-1);
  const [review] = of('drill.reviewed').slice(-1);
  const steps = of('step.done', 'step.skipped', 'step.failed');
  const [decided] = of('vote.approve', 'glass.broken').slice(-1);
  // By their rows: the clocks of two processes may differ by minutes.
  const over = (force ?? ended)?.seq;
  const deciding = votes
    .filter(({ event }) => event === 'vote.approve')
    .map(({ seq, voter: { name } }) => ({ seq, name }));
  if (broken) deciding.push({ seq: broken.seq, name: broken.name ?? '-' });
  const found = {};
  for (const { details } of steps) {
    const { step, startedAt: _, ...rest } = details;
    found[text(step)] = rest;
  }
  return {
    id,
    vm,
    asked,
    found,
    isEmpty: own.length === 0,
    kind: asked?.details.kind ?? '',
    details: asked?.details ?? {},
    holders: of('request.taken-over').map(({ oid }) => oid ?? ''),
    approvers: votes.filter(({ event }) => event === 'vote.approve').map(({ voter }) => voter),
    rejecters: votes.filter(({ event }) => event === 'vote.reject').map(({ voter }) => voter.name),
    early: deciding.filter(({ seq }) => seq < asked?.seq).map(({ name }) => name),
    late: deciding.filter(({ seq }) => seq > over).map(({ name }) => name),
    decidedAt: decided?.at ?? null,
    glass: broken
      ? {
          ...actor(broken),
          group: text(broken.details.group),
          ticket: text(broken.details.ticket),
          reason: text(broken.details.reason),
          reviews: own
            .filter(({ event, seq }) => event.startsWith('review.') && seq > broken.seq)
            .map((row) => ({ ...actor(row), note: text(row.details.note) })),
        }
      : null,
    steps: steps.map(({ event, at, details }) => ({
      kind: text(details.step),
      state: event.slice('step.'.length),
      startedAt: textOr(details.startedAt),
      endedAt: at,
    })),
    inForce: force && { at: force.at, until: text(force.details.until) },
    end: ended && { state: ended.event.slice('request.'.length), at: ended.at, failure: textOr(ended.details.failure) },
    words: of('drill.cleaned').map(({ name }) => name ?? '-'),
    review: review && { ...actor(review), action: text(review.details.action), due: text(review.details.due) },
    notBegun: of('drill.not-begun'),
  };
}

function common({ id, vm, asked, details, holders, glass, approvers }) {
  return {
    id,
    vm,
    vmId: text(details.vmId ?? ''),
    vault: text(details.vault ?? ''),
    hash: asked?.planHash ?? '',
    asker: { oid: asked?.oid ?? '', name: asked?.name ?? '-' },
    holders,
    askedAt: asked?.at ?? '',
    rule: textOr(details.rule),
    policy: textOr(details.policy),
    glass,
    approvers,
  };
}

function runOf(life, definition, cleanUps) {
  const { kind, details, end, found, steps } = life;
  const isDrill = kind === 'drill';
  const effects = object(details.effects);
  const point = object(isDrill ? details.point : effects.point);
  const threat = textOr(point.threat);
  const targets = object(object(definition?.details.effects).targets);
  const number = (value) => (typeof value === 'number' ? value : null);
  const wanted = isDrill && Array.isArray(details.checks) ? details.checks.map(text) : [];
  const verdict = isDrill ? text(found['drill-probe']?.verdict ?? 'none') : null;
  const starts = steps.flatMap(({ startedAt }) => startedAt ?? []).sort();
  const stops = steps.map(({ endedAt }) => endedAt).sort();
  const ms = (from, to) => Date.parse(to) - Date.parse(from);
  const isWhole = object(effects.disks).selection === 'all' && found.verify?.agent === true;
  const isOlder = String(details.machine ?? '').startsWith('before ');
  const isMore = wanted.some((check) => ['newest', 'port', 'script'].includes(check));
  const shown = isDrill ? (verdict !== 'passed' ? 'booted' : isMore ? 'application' : 'inside') : 'restored';
  const isNothing = end.state === 'failed' || (!isDrill && !isWhole);
  return {
    ...common(life),
    kind,
    immutableId: textOr(details.machine) ?? undefined,
    under: textOr(details.under),
    approvers: definition ? definition.approvers : life.approvers,
    outcome: end.state,
    strength: isNothing ? 'none' : threat || isOlder ? 'booted' : shown,
    verdict,
    wanted,
    found: object(found['drill-probe']?.checks),
    failure: end.failure,
    decidedAt: life.decidedAt,
    endedAt: end.at,
    tookMs: {
      request: ms(life.asked?.at ?? '', end.at),
      decision: life.decidedAt === null ? null : ms(life.decidedAt, end.at),
      step: starts.length === 0 ? null : ms(starts[0], stops.at(-1)),
    },
    point: { at: text(point.at), tier: text(point.tier), threat, defender: textOr(details.defender) },
    newestAt: textOr(details.newestAt),
    targets: isDrill && definition ? { rto: number(targets.rtoMinutes), rpo: number(targets.rpoMinutes) } : null,
    steps,
    cleanUps: (isDrill ? cleanUps : []).map((one) => {
      const gone = one.found['drill-confirm']?.deleted;
      const made = object(one.details.effects).made;
      return {
        id: one.id,
        state: one.end?.state ?? 'running',
        recorded: Array.isArray(made) ? made.map((each) => text(object(each).id)) : [],
        deleted: Array.isArray(gone) ? gone.map(text) : [],
      };
    }),
    keysByWord: life.words,
    review: life.review,
  };
}

function unprovenOf({ id, vm, end, rejecters, asked }, within) {
  if (!end || end.state === 'succeeded' || end.state === 'failed' || !within(end.at)) return [];
  const by = end.state === 'rejected' && rejecters.length > 0 ? ` by ${rejecters.join(', ')}` : '';
  const why = end.failure ? `: ${end.failure}` : '';
  return [{ vm, what: `drill ${id} ended as ${end.state}${by}${why}`, by: asked?.name ?? '-', at: end.at }];
}

function exceptedOf(life, { from, to }) {
  const { vm, inForce, end, asked, details } = life;
  if (!asked || !inForce) return [];
  const until = end && end.at < inForce.until ? end.at : inForce.until;
  if (inForce.at >= to || until < from) return [];
  const effects = object(details.effects);
  const what = `excepted from drills: ${text(effects.why)}`;
  return [{ vm, what, by: asked.name ?? '-', at: asked.at, agreed: { ...common(life), until, effects } }];
}

const proves = ({ strength }) => strength !== 'none' && strength !== 'booted';
const failedDrill = ({ kind, outcome }) => kind === 'drill' && outcome === 'failed';
const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

function coverageOf(runs, current) {
  // An earlier machine of that name is another. Where an id is unknown, the name counts.
  const own = runs.filter((run) => !run.immutableId || !current || same(run.immutableId, current));
  const proof = own.findLast(proves);
  const failed = own.findLast(failedDrill);
  const best = proof ?? own.findLast(({ strength }) => strength === 'booted');
  const isOpen = failed && (!proof || proof.endedAt < failed.endedAt);
  return { score: isOpen ? 'failed' : (best?.strength ?? 'never'), proof: best?.id ?? null };
}

/** The records of the file are those that the rows come to, in their order. */
function compare(type, expected, found, wrong) {
  const keyOf = (row) => row.id ?? row.vmId ?? row.agreed?.id ?? row.what ?? `row ${row.seq}`;
  const before = problemsOf(type, expected, found, keyOf);
  for (const problem of before) wrong(problem);
  const order = (rows) => rows.map(keyOf).join('\n');
  if (before.length === 0 && order(expected) !== order(found)) wrong(`records of type ${type} are not in their order`);
}

function problemsOf(type, expected, found, keyOf) {
  const problems = [];
  const left = grouped(found, keyOf);
  for (const row of expected) {
    const one = left.get(keyOf(row))?.shift();
    if (!one) {
      problems.push(`${keyOf(row)}: its ${type} is missing`);
      continue;
    }
    const names = [...new Set([...Object.keys(row), ...Object.keys(one)])];
    const other = names.filter((name) => canonical(row[name]) !== canonical(one[name]));
    if (other.length > 0) problems.push(`${keyOf(row)}: the audit tells its ${type} otherwise (${other.join(', ')})`);
  }
  for (const [key, rows] of left) if (rows.length > 0) problems.push(`${key}: the audit knows no such ${type}`);
  return problems;
}

/** What must hold whatever the records say. */
function verifyRules(file, { run, change, definition, exception, vault, pack }, evidence, wrong, notes) {
  const upTo = file.own?.details.upTo ?? 0;
  const byId = new Map(definition.map((each) => [each.id, each]));
  for (const each of run) {
    if (each.under === null) requireOther(each, file, wrong, notes);
    else requireUnder(each, byId.get(each.under), file, wrong);
    if (Date.parse(each.point.at) > Date.parse(each.askedAt))
      wrong(`${each.id}: its point is younger than its request`);
  }
  for (const each of change) if (['succeeded', 'failed'].includes(each.state)) requireOther(each, file, wrong, notes);
  for (const each of definition) if (each.inForceUntil) requireOther(each, file, wrong, notes);
  for (const { agreed } of exception) if (agreed) requireOther(agreed, file, wrong, notes);
  for (const { id, asked, kind, end, steps } of file.lives) {
    if (!asked && (end || steps.length > 0)) wrong(`${id}: its beginning is missing in the audit`);
    if (!kinds.includes(kind) || !asked) continue;
    if (asked.signed === false) wrong(`${id}: its hash is not that of what was signed`);
    if (!clouds.includes(asked.details.cloud) && !evidence.simulated)
      wrong(`${id}: it was simulated, and the evidence hides it`);
  }
  verifyHidden(file, evidence, upTo, wrong);
  for (const { rows } of file.requests.values()) {
    const late = rows.find(({ seq, at }) => seq > upTo && at < evidence.madeAt);
    if (late) wrong(`row ${late.seq} of the audit was left out, and stood there already`);
  }
  for (const [key, rows] of grouped(file.days, ({ details }) => `${details.vaultId} ${details.day}`))
    if (rows.length > 1) wrong(`${key} has ${rows.length} rows in the audit`);
  for (const { vault: name, missing, unlisted } of vault) {
    if (missing.length > 0) notes.push(`${name}: ${missing.length} days have no row of their backups`);
    if (unlisted > 0) notes.push(`${name}: ${unlisted} days have no list of their machines`);
  }
  for (const { seq, at } of pack) {
    if (at >= evidence.to) wrong(`this is a second pack of the quarter: row ${seq} of the audit knows another`);
    else notes.push(`evidence of the quarter was also made within it (row ${seq} of the audit)`);
  }
}

function requireOther({ id, asker, holders, approvers, glass }, file, wrong, notes) {
  const own = [asker.oid, ...holders];
  const isOwn = ({ oid }) => own.some((one) => same(one, oid));
  if (!asker.oid) wrong(`${id}: nobody asked for it`);
  for (const { oid } of glass ? [...approvers, glass] : approvers) if (!oid) wrong(`${id}: a vote for it is nobody's`);
  const { early, late } = file.byId.get(id);
  for (const name of early) wrong(`${id}: ${name} voted before it was asked for`);
  for (const name of late) wrong(`${id}: ${name} voted when it was over`);
  for (const voter of approvers)
    if (isOwn(voter)) wrong(`${id}: ${voter.name} asked for it or carried it, and approved it`);
  if (glass) {
    notes.push(`${id}: ${glass.name} broke the glass, with ${glass.reviews.length} of 2 reviews`);
    if (isOwn(glass)) wrong(`${id}: ${glass.name} asked for it or carried it, and broke the glass`);
    if (glass.reviews.some(({ oid }) => !oid)) wrong(`${id}: a review of the broken glass is nobody's`);
    if (glass.reviews.some((review) => isOwn(review) || same(review.oid, glass.oid)))
      wrong(`${id}: somebody reviewed their own breaking of the glass`);
  } else if (approvers.every(isOwn)) wrong(`${id}: nobody else voted for it`);
}

function requireUnder({ id, under, askedAt, vmId }, definition, file, wrong) {
  if (!definition) return wrong(`${id}: its definition ${under} is missing`);
  const { machines } = definition.effects;
  if (!Array.isArray(machines) || !machines.some((one) => same(one, vmId)))
    wrong(`${id}: ${under} does not name the machine ${vmId}`);
  const { asked } = file.requests.get(id) ?? {};
  if (asked?.details.underHash !== definition.hash) wrong(`${id}: the audit does not know that it ran under ${under}`);
  const { inForce } = file.byId.get(under);
  if (!inForce || askedAt < inForce.at || askedAt > inForce.until) wrong(`${id}: ${under} was not in force then`);
}

/** Only rows about something else may be hidden, and none may come after those that were read. */
function verifyHidden(file, { from, madeAt, reach }, upTo, wrong) {
  for (const [id, rows] of file.hidden) {
    const seen = rows.filter(({ seq }) => seq <= upTo);
    const late = rows.find(({ seq, at }) => seq > upTo && at < madeAt);
    if (late) wrong(`row ${late.seq} of the audit was left out, and stood there already`);
    if (id === null) {
      const bad = seen.find(({ event }) => event === 'evidence.made' || event === 'backups.day');
      if (bad) wrong(`row ${bad.seq} of the audit is hidden, and tells of evidence or backups`);
      continue;
    }
    const request = file.requests.get(id);
    const isTouched = seen.some(({ at }) => at >= from) || (request && request.last >= from);
    const isInForce = seen.some(({ event, at }) => event === 'standing.in-force' && at >= reach);
    const kind = request?.asked?.details.kind;
    if (isInForce && (kind === undefined || kinds.includes(kind)))
      wrong(`${id}: it was in force, and rows of it are hidden`);
    else if (isTouched && (kind === undefined || kinds.includes(kind))) wrong(`${id}: rows of it are hidden`);
  }
}

function verifyReadiness(content, { madeAt }, wrong) {
  const machines = content.get('machine') ?? [];
  const looked = content.get('readiness') ?? [];
  const known = new Set(machines.map(({ vmId }) => vmId));
  for (const { vmId, vm, state, region, pointAt, lookedAt, lacking, unknown } of looked) {
    const expected = lacking.length > 0 ? 'lacking' : unknown.length > 0 ? 'unknown' : 'ready';
    if (state !== 'off' && state !== expected) wrong(`${vm} is ${expected} in the other region, and not ${state}`);
    if (state === 'ready' && (!region || !pointAt)) wrong(`${vm} is ready without a point in the other region`);
    if (state === 'off' && (region || lacking.some(({ code }) => !code.startsWith('region.off'))))
      wrong(`${vm} lacks something in the other region, and is not off`);
    if (lookedAt > madeAt) wrong(`${vm} was looked at after the evidence was made`);
    if (!known.has(vmId)) wrong(`${vm} is no machine of the population`);
  }
  const seen = new Set(looked.map(({ vmId }) => vmId));
  if (seen.size > 0)
    for (const { vmId, vm } of machines) if (!seen.has(vmId)) wrong(`${vm} is missing among those that were looked at`);
}

function verifyPopulation(content, wrong) {
  for (const rows of grouped(content.get('machine') ?? [], ({ vmId }) => text(vmId).toLowerCase()).values())
    if (rows.length > 1) wrong(`${rows[0].vm} is there twice in the population`);
}

/** Names vaults and machines that only one of population and days tells of. Either may have changed in between. */
function comparePopulation({ content, backups }, vaults, notes) {
  const machines = content.get('machine') ?? [];
  const keyOf = ({ vault, vm }) => `${vault} ${vm}`.toLowerCase();
  const known = new Set(machines.map(keyOf));
  for (const [vault, { length }] of grouped(machines, (machine) => text(machine.vault)))
    if (!vaults.some((told) => same(told.vault, vault)))
      notes.push(`${vault}: machines of the population are in it (${length}), and no day tells of its backups`);
  for (const own of grouped([...backups.values()], ({ machine }) => machine.id.split(' ')[0]).values()) {
    const newest = own
      .map(({ last }) => last)
      .sort()
      .at(-1);
    const listed = own.filter(({ last, isProtected }) => last === newest && isProtected).map(({ machine }) => machine);
    const gone = listed.filter((machine) => !known.has(keyOf(machine))).map(({ vm }) => vm);
    if (gone.length > 0)
      notes.push(
        `${own[0].machine.vault}: its list of ${newest} names ${gone.join(', ')}, and the population does not`,
      );
  }
}

const names = {
  restored: 'restored',
  application: 'application checked',
  inside: 'inside checked',
  booted: 'booted',
  failed: 'failed',
  never: 'never tried',
};

const votersOf = ({ approvers }) =>
  approvers
    .map(({ name, groups = [], at }) => `${name}${groups.length > 0 ? ` (${groups.join(', ')})` : ''}, ${minute(at)}`)
    .join('; ') || 'nobody';

/** The page must be the one that was made, and show what the rows come to, in their order. */
function verifyPage(page, { head, own, content }, expected, evidence, wrong) {
  const { run, coverage } = expected;
  const shown = (id) => new RegExp(`<code id="${id}">([^<]*)</code>`).exec(page)?.[1];
  if (head && shown('digest') !== head.digest) wrong('the page is of other evidence: its digest differs');
  if (head && shown('head') !== `${head.seq}:${head.hash}`) wrong('the page shows another head');
  // The audit's digest of the page leaves out what only the audit could add to it.
  const blank = page.replaceAll(`${head?.seq}:${head?.hash}`, '').replaceAll(String(head?.digest), '');
  if (own && sha256(blank) !== own.details.page) wrong('the page is not as it was made: a word of it was changed');
  const said = unescaped(page);
  if (evidence.simulated !== said.includes('<p class="warn">SIMULATED:'))
    wrong('the page does not say that it is simulated');
  const mark = (one) => (one?.point.threat ? ', of a marked point' : '');
  const byId = new Map(run.map((one) => [one.id, one]));
  let from = 0;
  for (const one of run) {
    const { id, kind, vm, outcome, strength, failure, immutableId } = one;
    const isOlder = strength === 'booted' && kind === 'drill' && immutableId?.startsWith('before ');
    const nothing = outcome === 'failed' ? `failed (${failure ?? '-'})` : 'done, without a whole machine that ran';
    const word = isOlder ? 'booted, its point older than the machine' : names[strength];
    const title = `<h3>${id}: ${kind} of ${vm}, ${strength === 'none' ? nothing : word}${mark(one)}</h3>`;
    const place = said.indexOf(title, from);
    const asked = `Asked by ${one.asker.name}, ${minute(one.askedAt)}${one.under ? `, under ${one.under}` : ''}. `;
    const approved = `${asked}Approved by ${votersOf(one)}.`;
    const isShown = place >= 0 && said.startsWith(`\n<p>${approved}`, place + title.length);
    const section = isShown ? said.slice(place, said.indexOf('</section>', place)) : '';
    if (!isShown || measuresOf(one).some((words) => !section.includes(words))) wrong(`the page shows ${id} otherwise`);
    from = Math.max(from, place);
  }
  if (said.split('<section>').length - 1 !== run.length) wrong('the page shows another number of runs');
  from = 0;
  for (const { vm, score, proof } of coverage) {
    const cell = `<span class="${score}">${vm}<br><small>${names[score]}${mark(byId.get(proof))}</small></span>`;
    const place = said.indexOf(cell, from);
    // The page may show machines in another order than the records: then the search begins anew.
    if (place < 0 && !said.includes(cell)) wrong(`the page shows ${vm} otherwise`);
    from = Math.max(from, place);
  }
  verifyTables(page, expected, { content, evidence, wrong });
}

/** What a run's section says of its point and its targets. */
function measuresOf({ targets, newestAt, askedAt, outcome, tookMs, strength, point }) {
  const length = (ms) => {
    const whole = Math.round(ms / 60_000);
    if (ms < 60_000) return `${Math.round(ms / 1000)} s`;
    return whole < 120 ? `${whole} min` : `${Math.floor(whole / 60)} h${whole % 60 > 0 ? ` ${whole % 60} min` : ''}`;
  };
  const { rto = null, rpo = null } = targets ?? {};
  const against = (target, ms) => `${length(ms)}: ${ms <= target * 60_000 ? 'kept' : 'missed'}`;
  const age = newestAt === null ? null : Math.max(0, Date.parse(askedAt) - Date.parse(newestAt));
  const isRestored = outcome === 'succeeded' && tookMs.step !== null;
  const isNewest = strength !== 'none' && newestAt === point.at && age !== null;
  const words = [`Point of ${minute(point.at)}, ${point.tier}.`];
  if (rto !== null)
    words.push(
      `RTO target ${length(rto * 60_000)}, from its first step: ${isRestored ? against(rto, tookMs.step) : 'not measured'}.`,
    );
  if (rpo !== null)
    words.push(
      `RPO target ${length(rpo * 60_000)}: ${isNewest ? `restored from ${against(rpo, age)}` : 'not measured.'}`,
    );
  return words;
}

/** Each table must have the rows that the records come to. A cell that is undefined here holds words of Strongroom. */
function verifyTables(page, records, { content, evidence, wrong }) {
  const { definition, change, failure, exception, coverage, vault, backup } = records;
  const machines = content.get('machine') ?? [];
  const deciders = ({ approvers, glass }) => {
    const voted = votersOf({ approvers });
    if (!glass) return voted;
    const reviews = glass.reviews.map(({ name, at, note }) => `${name}, ${minute(at)}: ${note}`).join('; ') || 'NONE';
    return `${voted}. GLASS BROKEN by ${glass.name} (${glass.group}), ${minute(glass.at)}, ticket ${glass.ticket}: ${glass.reason}. Reviews: ${reviews}`;
  };
  const due = ({ review, retest }) =>
    `${review.name}, ${minute(review.at)}: ${review.action}, ${retest === null && review.due < evidence.madeAt.slice(0, 10) ? `OVERDUE since ${review.due}` : `by ${review.due}`}`;
  const kept = (levels) =>
    Object.entries(levels)
      .map(([level, count]) => `${count} ${level}`)
      .join(', ') || '-';
  const isLess = ({ wanted, least }) => Object.keys(wanted).some((level) => least[level] < wanted[level]);
  const stopped = (id) => {
    const one = change.find((each) => each.id === id);
    const asked = one ? `${one.asker.name}, ${minute(one.endedAt)} (${id})` : (id ?? 'NOT BY A REQUEST');
    return [asked, one ? deciders(one) : '-'];
  };
  const troubled = backup.filter((each) => each.failed > 0 || each.late > 0 || each.stopped > 0);
  const tables = {
    'Failed drills': failure.map((each) => [
      ...[each.id, each.vm, undefined, minute(each.at), each.retest ?? 'OPEN', each.review ? due(each) : 'NO'],
    ]),
    Exceptions: exception.map(({ vm, what, by, at, agreed }) => [
      ...[vm, agreed && `${what} (${agreed.id})`, by, minute(at)],
      ...(agreed ? [minute(agreed.until), deciders(agreed)] : ['-', '-']),
    ]),
    Definitions: definition.map((each) => [
      ...[each.id, undefined, each.state, each.asker.name],
      ...[each.inForceUntil ? minute(each.inForceUntil) : '-', deciders(each), each.hash],
    ]),
    'Holds, releases and stopped backups': change.map((each) => [
      ...[each.id, each.kind, each.vm, `${each.state}, ${minute(each.endedAt)}`],
      ...[`${each.asker.name}, ${minute(each.askedAt)}`, each.reason ?? '-', deciders(each)],
    ]),
    Population: machines.map(({ vm, vault, criticality, vmId }) => [vm, vault, criticality ?? '-', vmId]),
    Backups: vault.map(({ vault: name, days, missing, machines: { first, least, most, last }, ...each }) => [
      ...[name, days, missing.length === 0 ? 'none' : undefined],
      ...[`${first} at first, ${least} to ${most}, ${last} at last`, ...inADay.map((result) => each[result])],
      each.unlisted > 0 ? `${each.unlisted} missing` : 'all',
    ]),
    Retention: vault.flatMap(({ vault: name, policies }) =>
      policies.map((one) => [
        name,
        one.name,
        kept(one.wanted),
        isLess(one) ? `SHORTENED: ${kept(one.least)}` : 'the same',
      ]),
    ),
    'Machines with failures and gaps': troubled.map((each) => [
      ...[each.vm, each.vault, each.days, each.failed, each.late],
      each.longestTo === null ? '-' : `${each.longest} days, up to ${each.longestTo}`,
      ...[each.stopped, each.policies.join(', then ') || '-'],
    ]),
    'Failed backups, and what followed': backup.flatMap(({ vm, vault: name, failures }) =>
      failures.map(({ from, failed, good }) => [vm, name, from, failed, good ?? 'OPEN']),
    ),
    'Machines whose backups were stopped': backup.flatMap(({ vm, vault: name, stops }) =>
      stops.map(({ from, until, request }) => [vm, name, from, until ?? 'NO', ...stopped(request)]),
    ),
  };
  for (const [title, rows] of Object.entries(tables)) {
    const [, part = ''] = new RegExp(`<h[23]>${title}</h[23]>([\\s\\S]*?)<h[23]>`).exec(page) ?? [];
    const shown = [...part.matchAll(/<tr>(<td[\s\S]*?)<\/tr>/g)].map(([, row]) =>
      [...row.matchAll(/<td[^>]*>([^<]*)<\/td>/g)].map(([, cell]) => unescaped(cell)),
    );
    const differs = (cells, row) =>
      row.length !== cells.length || cells.some((cell, at) => cell !== undefined && String(cell) !== row[at]);
    const odd = rows.findIndex((cells, at) => differs(cells, shown[at] ?? []));
    if (odd >= 0) wrong(`the page shows ${rows[odd][0]} otherwise, below ${title}`);
    else if (shown.length !== rows.length) wrong(`the page shows another number of rows below ${title}`);
  }
  const count = (score) => coverage.filter((row) => row.score === score).length;
  const open = failure.filter(({ retest }) => retest === null).length;
  const summary = `<strong>${coverage.length}</strong> machines: ${count('restored')} restored, ${count('application')} with their application checked, ${count('inside')} checked inside, ${count('booted')} booted, ${count('failed')} failed, ${count('never')} never tried in this quarter. <strong>${failure.length}</strong> drills failed, <strong>${open}</strong> of them without a passing retest; exceptions: ${exception.length}.`;
  if (!page.includes(summary)) wrong('the page counts otherwise');
  if (
    !/Not covered: integrity of data [^<]*what people did about a failed backup [^<]*who stopped backups other than by/.test(
      page,
    )
  )
    wrong('the page leaves out what it does not cover');
  if (/<(script|iframe|object|embed|link|img|base|form)\b|<!--|\son\w+=/i.test(page))
    wrong('the page holds what no page of evidence has');
}

const unescaped = (html) => html.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
const minute = (iso) => `${iso.slice(0, 10)} ${iso.slice(11, 16)}`;

/** A file may be larger than memory. */
function* linesOf(path) {
  const handle = openSync(path, 'r');
  const chunk = Buffer.alloc(1 << 20);
  const decoder = new StringDecoder('utf8');
  let rest = '';
  try {
    for (let read = readSync(handle, chunk); read > 0; read = readSync(handle, chunk)) {
      const parts = (rest + decoder.write(chunk.subarray(0, read))).split('\n');
      rest = parts.pop() ?? '';
      yield* parts;
    }
    yield rest;
  } finally {
    closeSync(handle);
  }
}

if (process.argv[1]?.endsWith('verify-evidence.mjs')) {
  const usage = 'node verify-evidence.mjs FILE.jsonl [PAGE.html] [--head SEQ:HASH]... [--anchor HEADS]';
  const files = [];
  const heads = [];
  const read = (given) => {
    const [, at, seq, hash] = /^(?:(\S+)\s)?(\d+):([0-9a-f]{64})$/.exec(given) ?? [];
    if (hash !== undefined) heads.push({ seq: Number(seq), hash, at });
    return hash !== undefined;
  };
  const end = (why, code) => {
    console.log(why);
    process.exit(code);
  };
  const orEnd = (why, what, code = 1) => {
    try {
      return what();
    } catch (error) {
      return end(`${why} (${error.message})`, code);
    }
  };
  const args = process.argv.slice(2);
  let isUsed = true;
  while (args.length > 0) {
    const arg = args.shift();
    if (arg === '--head') isUsed &&= read(args.shift() ?? '');
    else if (arg === '--anchor') {
      const before = heads.length;
      const path = args.shift() ?? '';
      orEnd(`The heads can't be read: ${path}`, () => [...linesOf(path)].forEach((line) => void read(line.trim())));
      if (heads.length === before) end(`No head is in ${path}.`, 1);
    } else files.push(arg);
  }
  if (files.length === 0 || !isUsed) {
    console.error(usage);
    process.exit(1);
  }
  const [jsonl, page] = files;
  const shown = page && orEnd(`The page can't be read: ${page}`, () => readFileSync(page, 'utf8'));
  const { problems, notes, believed, isAnchored } = orEnd(
    `✗ ${jsonl} can't be read as evidence`,
    () => verify(linesOf(jsonl), { page: shown, heads }),
    2,
  );
  for (const problem of problems) console.log(`✗ ${problem}`);
  for (const note of notes) console.log(`- ${note}`);
  if (believed.length > 0) console.log(['Believed, as no row shows it:', ...believed].join('\n- '));
  if (problems.length > 0) {
    console.log(`${problems.length} things do not fit.`);
    process.exit(2);
  }
  console.log(isAnchored ? '✓ Everything fits.' : 'Not anchored: this shows only that the file fits itself.');
  process.exit(isAnchored ? 0 : 3);
}
