import { sharedReader } from '../access/locale.ts';
import { mentionPeople, plain } from '../i18n/plain.ts';
import { texts } from '../i18n/texts.ts';
import { armIdKey, nameOf, sameArmId } from '../kernel/arm-id.ts';
import { CodedError } from '../kernel/errors.ts';
import { asObject } from '../kernel/json-object.ts';
import { forgetful, NewerStoredError, StoredError } from '../kernel/stored.ts';
import { markLine } from '../machines/cards/lines.ts';
import { assigneeOf } from '../requests/assignee.ts';
import { postToThread } from '../requests/request-messages.ts';
import type { RequestServices } from '../requests/services.ts';
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
import { threatOf } from './closing-drill.ts';
import { findMachines } from './find-machines.ts';
import { leftMounts, storedProbe } from './rules/probe.ts';
import { asDefinition, type StoredDefinition } from './stored-definition.ts';

type Told = NonNullable<StoredDefinition['plan']['effects']['told']>;

/** Mentions those whom a definition has told, in the thread where the rest stands. */
export async function mentionTold(
  services: RequestServices,
  tx: Tx,
  { id, conversation_id, thread_id }: Pick<RequestRow, 'id' | 'conversation_id' | 'thread_id'>,
  told: Told,
): Promise<void> {
  if (told.length === 0) return;
  const known = new Map(
    (
      await findPeople(
        tx.db,
        told.map(({ oid }) => oid),
      )
    ).map((person) => [person.oid, person]),
  );
  const { names, mentions } = mentionPeople(told.map(({ oid, name }) => known.get(oid) ?? { name }));
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

/** The same for a drill that failed, under whatever definition it ran. */
export async function mentionToldOf(services: RequestServices, tx: Tx, drill: RequestRow): Promise<void> {
  if (drill.standing_id === null || drill.state !== 'failed') return;
  const unread = (error: unknown) => {
    if (!(error instanceof StoredError) || error instanceof NewerStoredError) throw error;
    logUnread(services.log, error, { requestId: drill.standing_id });
    return undefined;
  };
  const plan = asDefinition((await findPlan(tx.db, services.requestKinds, drill.standing_id).catch(unread))?.body);
  await mentionTold(services, tx, drill, plan?.plan.effects.told ?? []);
}

/** What is not drilled: what its tag or vault means since, what has the name of an approved machine, and what is left of one. */
const notDrilled = {
  gained: { event: 'drill.gained', code: 'drill-gained' },
  remade: { event: 'drill.remade', code: 'drill-remade' },
  gone: { event: 'drill.gone', code: 'drill-gone' },
} as const;

/** What its tag or vault means since: it is not drilled, as nobody agreed to it. */
export async function tellGained(services: RequestServices, { id }: RequestRow, plan: StoredDefinition): Promise<void> {
  const { inventory, log } = services;
  const { selection, target } = plan;
  if (selection.by === 'name') return;
  try {
    const found = await findMachines(inventory, await inventory.vault(target.vaultId), selection);
    const gained = found.filter(({ item }) => !plan.plan.effects.machines.some((one) => sameArmId(one, item.vmId)));
    await tellOnce(
      services,
      id,
      'gained',
      gained.map(({ item }) => item.vmName),
    );
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    log.warn({ requestId: id, error }, 'what a definition of drills means now cannot be read');
  }
}

/** What has the name of an approved machine and is another: the same holds for it. @param vmIds of those that are due */
export async function tellRemade(
  services: RequestServices,
  { id }: RequestRow,
  vmIds: readonly string[],
): Promise<void> {
  await tellOnce(services, id, 'remade', vmIds.map(nameOf));
}

/**
 * No point tells which machine it is of: whoever may make another under the name, back it up and delete it leaves points, too.
 * Each is told by itself, so that it stays once, whichever others are due.
 */
export async function tellGone(
  services: RequestServices,
  definition: RequestRow,
  { plan }: StoredDefinition,
  vmId: string,
): Promise<void> {
  await tellOnce(services, definition.id, 'gone', [nameOf(vmId)], armIdKey(vmId), (tx) =>
    mentionTold(services, tx, definition, plan.effects.told ?? []),
  );
}

/**
 * Said once for each set of names, as long as the definition lives: claimed keys are forgotten in time, the audit is not.
 * @param about what tells machines of one name apart
 */
async function tellOnce(
  services: RequestServices,
  id: string,
  how: keyof typeof notDrilled,
  machines: readonly string[],
  about?: string,
  alsoTell?: (tx: Tx) => Promise<void>,
): Promise<void> {
  if (machines.length === 0) return;
  const names = machines.join(', ');
  const { event, code } = notDrilled[how];
  await services.store.transaction(async (tx) => {
    if (await claimKey(tx, `${code} ${id} ${about ?? names}`)) return;
    const told = await everyAuditRow(tx.db, { requestId: id, event });
    const same = ({ about: before, machines: those }: Record<string, unknown>) => before === about && those === names;
    if (told.some(({ details }) => same(asObject(details)))) return;
    tx.audit({ event, requestId: id, details: { machines: names, ...(about !== undefined && { about }) } });
    await postToThread(services, tx, id, { code, params: { id, names: names.slice(0, 300) } });
    await alsoTell?.(tx);
  });
}

/** What the look after boot found of identities and extensions that no plan gives a copy. */
const addedCodes: Readonly<Record<string, string>> = {
  'identity-added': 'drill-identity-added',
  'extensions-added': 'drill-extensions-added',
};

/** Said once, in the thread: a copy that may act as somebody is less apart than its network. */
export async function tellAdded(services: RequestServices, tx: Tx, { id, vm_name: vm }: RequestRow): Promise<void> {
  const verified = (await listSteps(tx.db, id)).find(({ kind, state }) => kind === 'verify' && state === 'done');
  // What is damaged keeps no copy from being cleaned up.
  const found = (verified && forgetful(storedResults.verify).parse(verified.result)?.differences) ?? [];
  const added = found.flatMap(({ code, params }) => (addedCodes[code] ? [{ code: addedCodes[code], params }] : []));
  if (added.length === 0 || (await claimKey(tx, `drill-added ${id}`))) return;
  for (const { code, params } of added) await postToThread(services, tx, id, { code, params: { ...params, vm } });
}

/**
 * What the guest of a copy said goes to whoever carries the drill, in their personal chat: it may name what a channel
 * should not read. That it said nothing, or that nobody can read what it said, is told in the thread.
 */
export async function tellProbe(services: RequestServices, tx: Tx, request: RequestRow): Promise<void> {
  const step = (await listSteps(tx.db, request.id)).find(({ kind }) => kind === 'drill-probe');
  // A step that is under way keeps other things there.
  const ended = step?.result && (step.state === 'done' || step.state === 'failed') ? step.result : undefined;
  if (ended === undefined || (await claimKey(tx, `drill-probe ${request.id}`))) return;
  const vm = request.vm_name;
  const found = forgetful(storedProbe).parse(ended);
  if (!found) return postToThread(services, tx, request.id, { code: 'drill-probe-unread', params: { vm } });
  const { verdict, output } = found;
  if (verdict === 'unknown')
    await postToThread(services, tx, request.id, { code: 'drill-probe-unknown', params: { vm } });
  const count = leftMounts(output);
  if (count > 0) await postToThread(services, tx, request.id, { code: 'drill-mounts-left', params: { vm, count } });
  const chat = await findPersonalChat(tx.db, assigneeOf(request).objectId);
  if (!chat || output === '') return;
  const reader = await sharedReader(services, tx.db, chat.id);
  const head = texts(reader.language).t(`drill.probe.${verdict}`, { id: request.id, vm: plain(vm) });
  const marked = markLine(await threatOf({ db: tx.db, requestKinds: services.requestKinds }, request), reader);
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  tx.post({
    conversationId: chat.id,
    subject: `probe ${request.id}`,
    body: { text: [[head, ...marked].join(' '), ...lines.map(plain)].join('\n\n') },
  });
}

/** More are nobody. */
const mostTold = 5;

/** The people that were named, of those who have written here. @throws drill-told */
export async function requireTold(db: Db, typed: string | undefined): Promise<{ oid: string; name: string }[]> {
  const names = [...new Set((typed ?? '').split(',').map((name) => name.trim().replace(/^@/, '')))].filter(Boolean);
  const found = await Promise.all(names.slice(0, mostTold + 1).map((name) => findPeopleNamed(db, name)));
  return found.map((people, index) => {
    const [only] = people;
    if (!only || people.length > 1 || names.length > mostTold) {
      throw new CodedError('drill-told', { name: (names[index] ?? '').slice(0, 60), most: mostTold });
    }
    return { oid: only.oid, name: only.name };
  });
}
