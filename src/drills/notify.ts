import { sharedReader } from '../access/contacts.ts';
import { mentionPeople, plain } from '../i18n/plain.ts';
import { texts } from '../i18n/texts.ts';
import { armIdKey, nameOf, sameArmId } from '../kernel/arm-id.ts';
import { CodedError, type Failure } from '../kernel/errors.ts';
import { asObject, asText, lenient, NewerStoredError, StoredError } from '../kernel/stored.ts';
import { markLine } from '../machines/cards/lines.ts';
import { postToThread } from '../requests/request-messages.ts';
import type { RequestServices } from '../requests/services.ts';
import { assigneeOf } from '../requests/stored-request.ts';
import { storedResults } from '../restore/rules/results.ts';
import { everyAuditRow } from '../store/audit.ts';
import { findPersonalChat } from '../store/conversations.ts';
import { claimKey } from '../store/idempotency-keys.ts';
import { findPeople, findPeopleNamed } from '../store/people.ts';
import { findPlan, type RequestRow } from '../store/requests.ts';
import { logUnread } from '../store/rows.ts';
import type { Db } from '../store/schema.ts';
import { listSteps } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';
import { findThreat } from './closing-drill.ts';
import { findMachines } from './find-machines.ts';
import { countSkippedMounts, storedProbe } from './rules/probe.ts';
import { asDefinition, type StoredDefinition } from './stored-definition.ts';

/** Mentions the people whom a definition notifies, in the thread that holds the rest. */
export async function mentionPeopleToNotify(
  services: RequestServices,
  tx: Tx,
  { id, conversation_id, thread_id }: Pick<RequestRow, 'id' | 'conversation_id' | 'thread_id'>,
  { plan }: StoredDefinition,
): Promise<void> {
  const { told: toNotify = [] } = plan.effects;
  if (toNotify.length === 0) return;
  const oids = toNotify.map(({ oid }) => oid);
  const known = new Map((await findPeople(tx.db, oids)).map((person) => [person.oid, person]));
  const { names, mentions } = mentionPeople(toNotify.map(({ oid, name }) => known.get(oid) ?? { name }));
  const { language } = await sharedReader(services, tx.db, conversation_id);
  tx.post({
    conversationId: conversation_id,
    ...(thread_id && { threadId: thread_id }),
    subject: id,
    body: {
      text: texts(language).t('drill.told', { names: names.join(', '), id }),
      ...(mentions.length > 0 && { mentions }),
    },
  });
}

/** Mentions them for a failed drill, under whichever definition it ran. */
export async function mentionForFailedDrill(services: RequestServices, tx: Tx, drill: RequestRow): Promise<void> {
  if (drill.standing_id === null || drill.state !== 'failed') return;
  const unread = (error: unknown) => {
    if (!(error instanceof StoredError) || error instanceof NewerStoredError) throw error;
    logUnread(services.log, error, { requestId: drill.standing_id });
    return undefined;
  };
  const plan = asDefinition((await findPlan(tx.db, services.requestKinds, drill.standing_id).catch(unread))?.body);
  if (plan) await mentionPeopleToNotify(services, tx, drill, plan);
}

const dayMs = 24 * 60 * 60_000;
/** Days in which somebody says what is done about a failed drill. */
const reviewDays = 7;

/** Tells once, for each day that was named, that a failed drill has no review or its action is overdue. */
export async function notifyReviewDue(
  services: RequestServices,
  tx: Tx,
  drill: RequestRow & { ended_at: Date },
): Promise<void> {
  const { id, ended_at: endedAt, vm_name: vm } = drill;
  const reviews = await everyAuditRow(tx.db, { requestId: id, event: 'drill.reviewed' });
  const due = asObject(reviews.at(-1)?.details).due;
  const until = due === undefined ? endedAt.getTime() + reviewDays * dayMs : Date.parse(asText(due)) + dayMs;
  if (tx.now().getTime() < until || (await claimKey(tx, `drill-review ${id} ${until}`))) return;
  const failure: Failure =
    due === undefined
      ? { code: 'drill-review-none', params: { id, vm, days: reviewDays } }
      : { code: 'drill-review-late', params: { id, vm, due: asText(due) } };
  await postToThread(services, tx, id, failure);
  await mentionForFailedDrill(services, tx, drill);
}

/** Machines that are not drilled: new in the tag or vault, recreated under an approved name, or gone. */
const notDrilled = {
  gained: { event: 'drill.gained', code: 'drill-gained' },
  remade: { event: 'drill.remade', code: 'drill-remade' },
  gone: { event: 'drill.gone', code: 'drill-gone' },
} as const;

/** Reports machines that the tag or vault gained since: they are not drilled, because nobody approved them. */
export async function notifyGained(
  services: RequestServices,
  { id }: RequestRow,
  plan: StoredDefinition,
): Promise<void> {
  const { inventory, log } = services;
  const { selection, target } = plan;
  if (selection.by === 'name') return;
  try {
    const found = await findMachines(inventory, await inventory.knownVault(target.vaultId), selection);
    const gained = found.filter(({ item }) => !plan.plan.effects.machines.some((one) => sameArmId(one, item.vmId)));
    const names = gained.map(({ item }) => item.vmName);
    await notifyOnce(services, id, 'gained', names);
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    log.warn({ requestId: id, error }, 'what a definition of drills means now cannot be read');
  }
}

/**
 * Reports machines that are gone. No point tells which machine it belongs to: anybody who may create another under the
 * name, back it up and delete it leaves points as well. Each is reported separately, so that it is reported once,
 * whichever others are due.
 */
export async function notifyGone(
  services: RequestServices,
  definition: RequestRow,
  plan: StoredDefinition,
  vmId: string,
): Promise<void> {
  await notifyOnce(services, definition.id, 'gone', [nameOf(vmId)], armIdKey(vmId), (tx) =>
    mentionPeopleToNotify(services, tx, definition, plan),
  );
}

/**
 * Posts once for each set of names during the life of the definition: claimed keys are forgotten in time, the audit is
 * not.
 * @param about tells machines of one name apart
 */
export async function notifyOnce(
  services: RequestServices,
  id: string,
  how: keyof typeof notDrilled,
  machines: readonly string[],
  about?: string,
  alsoNotify?: (tx: Tx) => Promise<void>,
): Promise<void> {
  if (machines.length === 0) return;
  const names = machines.join(', ');
  const { event, code } = notDrilled[how];
  await services.store.transaction(async (tx) => {
    if (await claimKey(tx, `${code} ${id} ${about ?? names}`)) return;
    const before = await everyAuditRow(tx.db, { requestId: id, event });
    const isSame = (told: Record<string, unknown>) => told.about === about && told.machines === names;
    if (before.some(({ details }) => isSame(asObject(details)))) return;
    tx.audit({ event, requestId: id, details: { machines: names, ...(about !== undefined && { about }) } });
    await postToThread(services, tx, id, { code, params: { id, names: names.slice(0, 300) } });
    await alsoNotify?.(tx);
  });
}

/** Codes for identities and extensions that the check after boot found although no plan gives them to a copy. */
const addedCodes: Readonly<Record<string, string>> = {
  'identity-added': 'drill-identity-added',
  'extensions-added': 'drill-extensions-added',
};

/** Posts once, in the thread: a copy that has an identity is less isolated than its network. */
export async function notifyAdded(services: RequestServices, tx: Tx, { id, vm_name: vm }: RequestRow): Promise<void> {
  const verified = (await listSteps(tx.db, id)).find(({ kind, state }) => kind === 'verify' && state === 'done');
  // A damaged result doesn't stop a copy from being cleaned up.
  const found = (verified && lenient(storedResults.verify).parse(verified.result)?.differences) ?? [];
  const added = found.flatMap(({ code, params }) => (addedCodes[code] ? [{ code: addedCodes[code], params }] : []));
  if (added.length === 0 || (await claimKey(tx, `drill-added ${id}`))) return;
  for (const { code, params } of added) await postToThread(services, tx, id, { code, params: { ...params, vm } });
}

/**
 * Sends the guest's output, where something is wrong in it, to the person responsible for the drill, in their personal
 * chat, because it may name things that a channel should not read. An absent or unreadable answer is reported in the
 * thread.
 */
export async function notifyProbe(services: RequestServices, tx: Tx, request: RequestRow): Promise<void> {
  const step = (await listSteps(tx.db, request.id)).find(({ kind }) => kind === 'drill-probe');
  // A step that is still running keeps other things in its result.
  const ended = step?.result && (step.state === 'done' || step.state === 'failed') ? step.result : undefined;
  if (ended === undefined || (await claimKey(tx, `drill-probe ${request.id}`))) return;
  const vm = request.vm_name;
  const found = lenient(storedProbe).parse(ended);
  if (!found) return postToThread(services, tx, request.id, { code: 'drill-probe-unread', params: { vm } });
  const { verdict, output } = found;
  if (verdict === 'unknown')
    await postToThread(services, tx, request.id, { code: 'drill-probe-unknown', params: { vm } });
  const count = countSkippedMounts(output);
  if (count > 0) await postToThread(services, tx, request.id, { code: 'drill-mounts-left', params: { vm, count } });
  const chat = await findPersonalChat(tx.db, assigneeOf(request).objectId);
  if (!chat || output === '' || verdict === 'passed') return;
  const reader = await sharedReader(services, tx.db, chat.id);
  const head = texts(reader.language).t(`drill.probe.${verdict}`, { id: request.id, vm: plain(vm) });
  const marked = markLine(await findThreat({ db: tx.db, requestKinds: services.requestKinds }, request), reader);
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  tx.post({
    conversationId: chat.id,
    subject: `probe ${request.id}`,
    body: { text: [[head, ...marked].join(' '), ...lines.map(plain)].join('\n\n') },
  });
}

/** Most people that one definition notifies. */
const mostToNotify = 5;

/**
 * Finds the named people among those who have written to the bot.
 * @throws drill-told
 */
export async function requirePeopleToNotify(
  db: Db,
  typed: string | undefined,
): Promise<{ oid: string; name: string }[]> {
  const names = [...new Set((typed ?? '').split(',').map((name) => name.trim().replace(/^@/, '')))].filter(Boolean);
  const found = await Promise.all(names.slice(0, mostToNotify + 1).map((name) => findPeopleNamed(db, name)));
  return found.map((people, index) => {
    const [only] = people;
    if (!only || people.length > 1 || names.length > mostToNotify) {
      throw new CodedError('drill-told', { name: (names[index] ?? '').slice(0, 60), most: mostToNotify });
    }
    return { oid: only.oid, name: only.name };
  });
}
