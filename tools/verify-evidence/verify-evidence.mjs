#!/usr/bin/env node
/**
 * Verifies evidence of restores, offline: node verify-evidence.mjs FILE.jsonl [PAGE.html] [--head SEQ:HASH] FILE may
 * also be the whole audit, as `npm run audit -- export all` and `print` write it; it has no page. It shares no code
 * with Strongroom and needs nothing but Node 20: read it before you trust it. It exits with 0 if everything fits, and
 * with 2 if something doesn't, and says what. Only --head, the head that you kept elsewhere, reveals a chain that was
 * rebuilt from its first row.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const sha256 = (text) => createHash('sha256').update(text).digest('hex');

/** RFC 8785: members in the order of their UTF-16 code units, no white space. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.keys(value).sort();
    return `{${members.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

export function verify(jsonl, page, keptHead) {
  const problems = [];
  const wrong = (text) => problems.push(text);
  const lines = jsonl.split('\n').filter((line) => line !== '');
  const parsed = [];
  for (const [index, line] of lines.entries()) {
    try {
      parsed.push({ line, row: JSON.parse(line) });
    } catch {
      wrong(`line ${index + 1} is no JSON`);
    }
  }
  if (isAudit(parsed.map(({ row }) => row))) {
    verifyAudit(
      parsed.map(({ row }) => row),
      keptHead,
      wrong,
    );
    if (page !== undefined) wrong('the lines are the audit alone: nothing that the page says was verified');
    return problems;
  }
  const rowsOf = (type) => parsed.filter(({ row }) => row.type === type).map(({ row }) => row);
  const [evidence] = rowsOf('evidence');
  const [head] = rowsOf('head');
  if (evidence?.format !== 1) wrong('the first line is no evidence of a format that is known here');
  if (!head || parsed.at(-1)?.row !== head) wrong('the last line is not the head of the chain');
  verifyChain(rowsOf('audit'), head, keptHead, wrong);
  verifyBeginning(rowsOf('audit')[0], evidence, wrong);
  const content = parsed.filter(({ row }) => row.type !== 'audit' && row.type !== 'head').map(({ line }) => line);
  verifyDigest(sha256(content.join('\n')), evidence, head, rowsOf, wrong);
  verifyContent(rowsOf, evidence, wrong);
  if (page !== undefined) verifyPage(page, head, rowsOf, wrong);
  return problems;
}

/** Whether the rows are of the audit only, without a quarter's. */
function isAudit(rows) {
  return rows.length > 0 && rows.every((row) => row.type === undefined && row.seq > 0);
}

/** Verifies the whole audit, from its first row. */
function verifyAudit(rows, keptHead, wrong) {
  if (rows[0].seq !== 1 || rows[0].previous !== '0'.repeat(64)) wrong('the first row of the audit is missing');
  verifyChain(rows, undefined, keptHead, wrong);
}

/**
 * The first row must be the audit's first, or older than the quarter: rows missing at the beginning would not show
 * otherwise.
 */
function verifyBeginning(first, evidence, wrong) {
  if (!first || !evidence) return;
  const isFirst = first.seq === 1 && first.previous === '0'.repeat(64);
  if (!isFirst && !(first.at < evidence.from)) wrong('the beginning of the quarter is missing in the audit');
}

/** Every row follows the one before it, and the last is the head. */
function verifyChain(rows, head, keptHead, wrong) {
  if (rows.length === 0) wrong('there is no row of the audit');
  for (const [index, row] of rows.entries()) {
    const before = rows[index - 1];
    if (before && row.seq !== before.seq + 1)
      wrong(`rows are missing or out of order before row ${row.seq} of the audit`);
    if (before && row.previous !== before.hash) wrong(`row ${row.seq} of the audit does not follow the one before it`);
    const { seq, at, event, request_id: requestId, previous } = row;
    const content = {
      actorOid: row.actor_oid,
      actorHash: row.actor_hash,
      vmName: row.vm_name,
      planHash: row.plan_hash,
      details: row.details,
    };
    const facts = { seq, at, event, requestId, previous, content: sha256(canonical(content)) };
    if (sha256(canonical(facts)) !== row.hash) wrong(`row ${row.seq} of the audit was changed`);
    for (const [hash, { salt, text, erased }] of Object.entries(row.texts ?? {}))
      if (erased === undefined && sha256(`${salt}${text}`) !== hash)
        wrong(`a text of row ${row.seq} of the audit was changed`);
  }
  const last = rows.at(-1);
  if (last && head && (last.seq !== head.seq || last.hash !== head.hash)) wrong('the chain does not end with the head');
  if (!keptHead) return;
  const kept = rows.find(({ seq }) => seq === keptHead.seq);
  if (kept?.hash !== keptHead.hash) wrong('the chain does not hold the head that you kept');
}

/** The audit must hold the digest of all other lines. */
function verifyDigest(digest, evidence, head, rowsOf, wrong) {
  if (head && head.digest !== digest) wrong('the digest is not that of the lines');
  const made = rowsOf('audit').filter(({ event, details }) => event === 'evidence.made' && details.digest === digest);
  if (made.length === 0) wrong('the audit does not know this evidence: a line was changed, added or taken out');
  const counted = made.at(-1)?.details;
  if (!counted) return;
  if (counted.quarter !== evidence?.quarter) wrong('the audit knows it as evidence of another quarter');
  if (counted.machines !== rowsOf('machine').length) wrong('the audit knows another number of machines');
  if (counted.runs !== rowsOf('run').length) wrong('the audit knows another number of runs');
}

/** The lines must agree with one another and with the audit, whoever made the digest. */
function verifyContent(rowsOf, evidence, wrong) {
  const audit = rowsOf('audit');
  const runs = rowsOf('run');
  const about = (id, event) => audit.filter((row) => row.request_id === id && row.event === event);
  const votesOf = (id, hash) =>
    about(id, 'vote.approve')
      .filter((row) => row.plan_hash === hash)
      .map((row) => String(row.actor_oid).toLowerCase());
  const endsOf = (id) =>
    ['request.withdrawn', 'request.expired', 'request.void'].flatMap((event) => about(id, event).map(({ at }) => at));
  for (const each of rowsOf('definition')) {
    if (sha256(canonical(each.effects)) !== each.hash) wrong(`${each.id}: its hash is not that of what was signed`);
    verifyVotes(each, votesOf(each.id, each.hash), wrong);
    if (each.state === 'running' && about(each.id, 'standing.in-force').length === 0) {
      wrong(`${each.id}: the audit does not know that it is in force`);
    }
  }
  for (const { vm, what, agreed } of rowsOf('exception')) {
    if (!agreed) continue;
    const { id, hash, effects } = agreed;
    if (what !== `excepted from drills: ${effects.why}`) wrong(`${id}: another reason was signed`);
    if (sha256(canonical(effects)) !== hash) wrong(`${id}: its hash is not that of the exception that was signed`);
    verifyVotes(agreed, votesOf(id, hash), wrong);
    const inForce = about(id, 'standing.in-force').find((row) => row.plan_hash === hash && row.vm_name === vm);
    if (!inForce) wrong(`${id}: the audit does not know an exception of ${vm}`);
    else if ([inForce.details.until, ...endsOf(id)].some((until) => agreed.until > until))
      wrong(`${id}: the exception of ${vm} ended earlier`);
  }
  const definitions = new Map(rowsOf('definition').map((each) => [each.id, each]));
  for (const run of runs) {
    const ended = about(run.id, `request.${run.outcome}`);
    if (ended.length === 0) wrong(`${run.id}: the audit knows no end that is ${run.outcome}`);
    if (run.outcome === 'failed' && run.failure !== ended.at(-1)?.details.failure) {
      wrong(`${run.id}: the audit knows another reason`);
    }
    verifyTargets(run, definitions.get(run.under), wrong);
    if (run.under === null) verifyVotes(run, votesOf(run.id, run.hash), wrong);
    else if (!definitions.has(run.under)) wrong(`${run.id}: its definition ${run.under} is missing`);
    else if (
      !about(run.id, 'drill.asked').some(({ details }) => details.underHash === definitions.get(run.under).hash)
    ) {
      wrong(`${run.id}: the audit does not know that it ran under ${run.under}`);
    }
  }
  const known = new Set(runs.map(({ id }) => id));
  const begun = new Set(
    audit
      .filter(({ event, details }) => event === 'drill.asked' || details.kind === 'drill')
      .map((row) => row.request_id),
  );
  for (const { request_id: id, event, at } of audit) {
    const isEnd = event === 'request.succeeded' || event === 'request.failed';
    const isWithin = evidence && at >= evidence.from && at < evidence.to;
    if (isEnd && isWithin && begun.has(id) && !known.has(id))
      wrong(`${id}: a drill that ended in the quarter is missing`);
  }
  verifyUnproven(rowsOf('exception'), audit, begun, evidence, wrong);
  verifyConclusions(rowsOf, runs, about, evidence?.madeAt, wrong);
}

/** How a drill ends that proves nothing. */
const ends = ['void', 'withdrawn', 'expired', 'cancelled', 'rejected'].map((state) => `request.${state}`);

/** Every drill that came to nothing must be listed, as in the audit. */
function verifyUnproven(exceptions, audit, begun, evidence, wrong) {
  const told = new Set();
  for (const { vm, what } of exceptions) {
    const [, id, state, names] = /^drill (R-\w+) ended as (\w+)(?: by (.+))?(?:: \S+)?$/.exec(what) ?? [];
    if (id === undefined) continue;
    told.add(id);
    const rows = audit.filter((row) => row.request_id === id);
    const votes = rows.filter(({ event }) => event === 'vote.reject');
    const ended = rows.filter(({ event }) => event === `request.${state}`);
    // Earlier versions recorded only the votes of a rejection.
    const known = state === 'rejected' && ended.length === 0 ? votes : ended;
    if (known.length === 0) wrong(`${id}: the audit knows no end that is ${state}`);
    // Most ends are recorded without their machine, which the request names.
    const of = rows.flatMap((row) => row.vm_name ?? []);
    if (of.length > 0 && !of.includes(vm)) wrong(`${id}: the audit knows it of another machine`);
    // A name may contain a comma.
    const voters = votes
      .map((row) => String(row.texts?.[row.actor_hash]?.text))
      .sort((one, other) => other.length - one.length);
    if (/[^, ]/.test(voters.reduce((rest, name) => rest.replaceAll(name, ''), names ?? '')))
      wrong(`${id}: the audit knows no vote of ${names} against it`);
  }
  if (!evidence) return;
  for (const { request_id: id, event, at } of audit) {
    const isWithin = at >= evidence.from && at < evidence.to;
    if (isWithin && begun.has(id) && ends.includes(event) && !told.has(id))
      wrong(`${id}: a drill that came to nothing is missing`);
  }
}

/** A run must be measured against its definition's targets, and no point may be newer than the request. */
function verifyTargets({ id, targets, newestAt, askedAt }, definition, wrong) {
  const asked = definition?.effects.targets;
  for (const name of ['rtoMinutes', 'rpoMinutes']) {
    // Earlier versions measured an older point against no target for lost data.
    if (!targets || (name === 'rpoMinutes' && targets[name] === null && newestAt === undefined)) continue;
    if ((targets[name] ?? null) !== (asked?.[name] ?? null)) wrong(`${id}: another ${name} was signed`);
  }
  if (!targets && asked) wrong(`${id}: the targets that were signed are missing`);
  if (newestAt > askedAt) wrong(`${id}: its newest point is newer than the request`);
}

function verifyVotes({ id, approvers }, voted, wrong) {
  for (const { oid, name } of approvers) {
    if (!voted.includes(String(oid).toLowerCase())) wrong(`${id}: the audit knows no vote of ${name}`);
  }
}

/** Earlier versions didn't record what a restore made, and took each for a proof. */
const ran = (run) => run.kind !== 'restore' || run.ran !== false;
const proves = (run) => run.outcome === 'succeeded' && (run.kind === 'restore' ? ran(run) : run.verdict === 'passed');

function verifyConclusions(rowsOf, runs, about, madeAt, wrong) {
  const failed = runs.filter(({ kind, outcome }) => kind === 'drill' && outcome === 'failed');
  const failures = rowsOf('failure');
  for (const { id, endedAt, vmId } of failed) {
    const told = failures.find((each) => each.id === id);
    if (!told) wrong(`${id}: its failure is not listed`);
    if (!told?.retest) continue;
    const retest = runs.find((run) => run.id === told.retest);
    if (!retest && about(told.retest, 'request.succeeded').length === 0)
      wrong(`${told.retest}: no such retest ended well`);
    const fits =
      !retest || (proves(retest) && retest.endedAt > endedAt && retest.vmId.toLowerCase() === vmId.toLowerCase());
    if (!fits) wrong(`${told.retest} is no passing retest of ${id}`);
  }
  const machines = new Map(rowsOf('machine').map(({ vmId, immutableId }) => [vmId.toLowerCase(), immutableId]));
  // An earlier machine of that name is a different one. If both ids are unknown, the name counts.
  const isOf = (run, current) =>
    !run.immutableId || !current || run.immutableId.toLowerCase() === current.toLowerCase();
  for (const { vmId, vm, score } of rowsOf('coverage')) {
    const named = runs.filter((run) => run.vmId.toLowerCase() === vmId.toLowerCase());
    const own = named.filter((run) => isOf(run, machines.get(vmId.toLowerCase())));
    const proof = own
      .filter(proves)
      .map(({ endedAt }) => endedAt)
      .sort()
      .at(-1);
    const failure = own
      .filter(({ kind, outcome }) => kind === 'drill' && outcome === 'failed')
      .map(({ endedAt }) => endedAt)
      .sort()
      .at(-1);
    const booted = own.some((run) => run.outcome === 'succeeded' && ran(run));
    const expected = failure && (!proof || proof < failure) ? 'failed' : proof ? 'proven' : booted ? 'booted' : 'never';
    if (score !== expected) wrong(`${vm} is ${expected} by its runs, and not ${score}`);
  }
  const covered = new Set(rowsOf('coverage').map(({ vmId }) => vmId));
  const looked = rowsOf('readiness');
  for (const { vmId, vm, state, region, pointAt, lookedAt, lacking, unknown } of looked) {
    const expected = lacking.length > 0 ? 'lacking' : unknown.length > 0 ? 'unknown' : 'ready';
    if (state !== 'off' && state !== expected) wrong(`${vm} is ${expected} in the other region, and not ${state}`);
    if (state === 'ready' && (!region || !pointAt)) wrong(`${vm} is ready without a point in the other region`);
    if (state === 'off' && (region || lacking.some(({ code }) => !code.startsWith('region.off'))))
      wrong(`${vm} lacks something in the other region, and is not off`);
    if (lookedAt > madeAt) wrong(`${vm} was looked at after the evidence was made`);
    if (!covered.has(vmId)) wrong(`${vm} is no machine of the population`);
  }
  const seen = new Set(looked.map(({ vmId }) => vmId));
  for (const { vmId, vm } of rowsOf('machine')) {
    if (!covered.has(vmId)) wrong(`${vm} is missing in the coverage`);
    if (seen.size > 0 && !seen.has(vmId)) wrong(`${vm} is missing among those that were looked at`);
  }
}

/** The page must belong to the same evidence, and show every run as the lines do. */
function verifyPage(page, head, rowsOf, wrong) {
  const shown = (id) => new RegExp(`<code id="${id}">([^<]*)</code>`).exec(page)?.[1];
  if (head && shown('digest') !== head.digest) wrong('the page is of other evidence: its digest differs');
  if (head && shown('head') !== `${head.seq}:${head.hash}`) wrong('the page shows another head');
  const made = rowsOf('audit').findLast(
    ({ event, details }) => event === 'evidence.made' && details.digest === head?.digest,
  );
  // The audit's digest of the page leaves out what only the audit could add to it.
  const blank = page.replaceAll(`${head?.seq}:${head?.hash}`, '').replaceAll(String(head?.digest), '');
  if (made && sha256(blank) !== made.details.page) wrong('the page is not as it was made: a word of it was changed');
  const text = page.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
  for (const run of rowsOf('run')) {
    const outcome =
      run.outcome === 'failed'
        ? `failed (${run.failure ?? '-'})`
        : run.kind === 'restore'
          ? ran(run)
            ? 'done'
            : 'done, without a whole machine that ran'
          : run.verdict === 'passed'
            ? 'proven'
            : 'booted, its guest said nothing';
    // True for a point that is older than its machine; an earlier version put the guest's answer there.
    const isBefore = run.kind === 'drill' && run.outcome === 'succeeded' && run.immutableId?.startsWith('before ');
    const outcomes = [outcome, ...(isBefore ? ['booted, its point older than the machine'] : [])];
    if (!outcomes.some((one) => text.includes(`<h3>${run.id}: ${run.kind} of ${run.vm}, ${one}${marked(run)}</h3>`)))
      wrong(`the page shows ${run.id} otherwise`);
  }
  for (const { vm, score, proof } of rowsOf('coverage')) {
    const mark = marked(rowsOf('run').find(({ id }) => id === proof));
    if (!text.includes(`<span class="${score}">${vm}<br><small>${score}${mark}</small></span>`))
      wrong(`the page shows ${vm} otherwise`);
  }
}

/** True if Defender for Cloud knew a threat to the machine when its point was taken. */
function marked(run) {
  return run?.point?.threat ? ', of a marked point' : '';
}

if (process.argv[1]?.endsWith('verify-evidence.mjs')) {
  const args = process.argv.slice(2);
  const at = args.indexOf('--head');
  const [, seq, hash] = /^(\d+):([0-9a-f]{64})$/.exec(at < 0 ? '' : (args[at + 1] ?? '')) ?? [];
  const files = at < 0 ? args : [...args.slice(0, at), ...args.slice(at + 2)];
  if (files.length === 0 || (at >= 0 && hash === undefined)) {
    console.error('node verify-evidence.mjs FILE.jsonl [PAGE.html] [--head SEQ:HASH]');
    process.exit(1);
  }
  const [jsonl, page] = files.map((file) => readFileSync(file, 'utf8'));
  const problems = verify(jsonl, page, hash && { seq: Number(seq), hash });
  for (const problem of problems) console.log(`✗ ${problem}`);
  const lines = () => jsonl.split('\n').filter((line) => line !== '');
  const fits = () =>
    isAudit(lines().map((line) => JSON.parse(line))) ? ': rows of the audit, and nothing else.' : '.';
  console.log(problems.length === 0 ? `✓ Everything fits${fits()}` : `${problems.length} things do not fit.`);
  process.exit(problems.length === 0 ? 0 : 2);
}
