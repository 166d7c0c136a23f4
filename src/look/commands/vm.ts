import { needsToReadVault } from '../../access/access.ts';
import { explainError } from '../../azure/rules/explain-error.ts';
import { askWhich, requireMachineId } from '../../chat/arguments.ts';
import { resolveTarget } from '../../chat/targets.ts';
import type { ChatServices, Command, PersonServices, Turn } from '../../chat/turn.ts';
import { named } from '../../i18n/texts.ts';
import { armIdKey, containerKey, nameOf, sameArmId } from '../../kernel/arm-id.ts';
import { type Answer, type MessageBody, newNonce } from '../../kernel/chat.ts';
import { CodedError } from '../../kernel/errors.ts';
import type { ProtectedItemFacts, RecoveryPointFacts } from '../../kernel/facts.ts';
import { type VmCard, vmCard, vmText } from '../../machines/cards/vm.ts';
import { qualified } from '../../machines/inventory.ts';
import { readMachine } from '../../machines/read-machine.ts';
import type { EncryptionAssessment } from '../../machines/rules/encryption-assessment.ts';
import { backupTrouble, isFailing, isStillHeld } from '../../machines/rules/item-state.ts';
import { firstOfLastDays } from '../../machines/rules/last-days.ts';
import { holdOf } from '../../protection/holds.ts';
import { offersFor, offersForBare } from '../../protection/offers.ts';
import { proofOf } from '../../requests/proof-of.ts';
import { type HeldCopy, listHeldCopies, quarantines } from '../../restore/held-copies.ts';
import { backupDaysOf } from '../../store/backup-days.ts';
import type { ListedRequest } from '../../store/requests.ts';
import { ask, logUnread, type Part, readAs, together } from '../../store/rows.ts';
import type { MachineDay } from '../../store/rules/backup-day.ts';
import type { Proof } from '../../store/trials.ts';
import { KeptTexts } from '../../ui/render.ts';

/** Shows one machine: its protection, its encryption and keys, and its newest recovery points. */
export const vm: Command = {
  spec: {
    ...named('vm'),
    arguments: [{ kind: 'word', name: 'vm' }],
    sideEffect: 'none',
    section: 'look',
  },
  takes: 'read',

  ahead(services, incoming, { args }) {
    const machine = args.vm === undefined ? undefined : lastMeant.get(meantKey(incoming, args.vm));
    return machine === undefined ? undefined : recordsOf(services, JSON.parse(machine) as Machine);
  },
  run: async (turn, { args }) => (args.vm === undefined ? askWhich(turn, 'vm') : showVm(turn, args.vm)),
  pick: showVm,

  verbs: {
    /** Opens a machine from a list, which stays as it is. */
    'open-vm': (turn) => showVm(turn, requireMachineId(turn)),
  },
};

export async function showVm(turn: Turn, name: string): Promise<Answer> {
  const { services, incoming, shared } = turn;
  const { access, machineInspector, regionInspector, clock } = services;
  const found = await resolveTarget(turn, name).catch((error: unknown) => {
    if (error instanceof CodedError && error.code === 'vm-not-protected') return String(error.params.id);
    throw error;
  });
  if (typeof found === 'string') return showUnprotected(turn, found);
  const { vault } = found;
  await access.require(incoming.from.objectId, needsToReadVault(vault.id), false);
  const [item, { points, newest, vm: machine, encryption }] = await Promise.all([
    machineInspector.itemOf(found),
    machineInspector.of(found),
  ]);
  const target = { ...found, item };
  const { hold, copies, proof, days } = await readRecords(turn, name, {
    vmId: item.vmId,
    ...(machine?.immutableId && { immutableId: machine.immutableId }),
    vaultId: armIdKey(vault.id),
    container: containerKey(item.containerName),
  });
  const data: VmCard = {
    id: qualified(target),
    nonce: newNonce(),
    now: clock.now(),
    name: item.vmName,
    resourceGroup: machine?.resourceGroup ?? groupOf(item.vmId),
    subscription: vault.subscriptionId,
    os: machine?.osType ?? newest?.osType ?? 'unknown',
    power: machine?.power ?? 'gone',
    protection: { ...protectionOf(item, vault.name), days, ...(hold && !isStillHeld(item) && { undoneHold: hold.id }) },
    encryption: encryptionView(encryption),
    quarantined: (await readableCopies(services, copies)).map(toldOf),
    points: points.map(pointOf),
    pointCount: points.length,
    proof,
    region: await regionInspector.of(target),
    offers: await offersFor(services, incoming.from.objectId, target, {
      held: hold !== undefined,
      points: points.length,
      cut: points.filter(({ softDeleted }) => softDeleted).length,
      encryption,
      isGone: machine === undefined,
    }),
  };
  return { kind: 'reply', body: { text: vmText(data, shared), card: vmCard(data, shared) } };
}

/** Shows a machine that is in no vault by what Compute tells, to people who may read it there. */
export async function showUnprotected(
  { services, incoming, shared }: Turn,
  vmId: string,
): Promise<{ kind: 'reply'; body: MessageBody }> {
  const { access, azure, clock } = services;
  await access.require(
    incoming.from.objectId,
    [{ action: 'Microsoft.Compute/virtualMachines/read', scope: vmId }],
    false,
  );
  const { vm: machine, encryption } = await readMachine(azure, vmId);
  const data: VmCard = {
    id: vmId,
    nonce: newNonce(),
    now: clock.now(),
    name: machine?.name ?? nameOf(vmId),
    resourceGroup: groupOf(vmId),
    subscription: vmId.split('/')[2] ?? '',
    os: machine?.osType ?? 'unknown',
    power: machine?.power ?? 'gone',
    encryption: encryptionView(encryption),
    quarantined: (await readableCopies(services)).filter((one) => sameArmId(one.machine.id, vmId)).map(toldOf),
    points: [],
    pointCount: 0,
    offers: machine ? await offersForBare(services, incoming.from.objectId, machine, encryption) : [],
  };
  return { kind: 'reply', body: { text: vmText(data, shared), card: vmCard(data, shared) } };
}

type Machine = { vmId: string; immutableId?: string; vaultId: string; container: string };
type Records = {
  machine: string;
  hold: ListedRequest | undefined;
  copies: ListedRequest[];
  proof: Proof;
  days: MachineDay[];
};

/**
 * Which machine a name last meant in a conversation, so that its records are read before it is looked up. Only a
 * guess: if another is meant now, its own are read.
 */
const lastMeant = new KeptTexts(1024 * 1024);

function meantKey({ place }: Turn['incoming'], name: string): string {
  return `${place.conversationId} ${name}`;
}

/** What is on record of a machine. */
function recordsOf({ store: { db }, requestKinds, clock }: ChatServices, machine: Machine): Part<Records> {
  const { vmId, immutableId } = machine;
  const parts = {
    hold: holdOf(db, vmId),
    copies: quarantines(db, vmId),
    proof: proofOf(db, requestKinds, vmId, immutableId),
    days: backupDaysOf(db, machine, firstOfLastDays(clock.now())),
  };
  return readAs(together(parts), (records) => ({ ...records, machine: JSON.stringify(machine) }));
}

/** Read anew by each turn: a hold must be seen at once on every replica. */
async function readRecords(turn: Turn, name: string, machine: Machine): Promise<Records> {
  const ahead = turn.ahead as Records | undefined;
  const text = JSON.stringify(machine);
  if (ahead?.machine === text) return ahead;
  lastMeant.set(meantKey(turn.incoming, name), text);
  return ask(turn.services.store.db, recordsOf(turn.services, machine));
}

function readableCopies(services: PersonServices, of?: readonly ListedRequest[]): Promise<HeldCopy[]> {
  return listHeldCopies(services, (error, row) => logUnread(services.log, error, row), of);
}

function toldOf({ name: copy, request: { id }, since }: HeldCopy) {
  return { copy, id, since };
}

function protectionOf(item: ProtectedItemFacts, vault: string): NonNullable<VmCard['protection']> {
  const trouble = backupTrouble(item);
  const fine = item.protectionState === 'Protected' && trouble === undefined;
  // Health is a check before a backup, so "Passed" says nothing of a later failure.
  const [detail] = item.health !== 'Passed' ? item.healthDetails : [];
  const told = detail?.title;
  const hasWord = isFailing(item) && !!told;
  return {
    vault,
    ...(item.policyName && { policy: item.policyName }),
    ...(!fine && { problem: told || item.protectionState, known: detail && explainError(detail)?.id }),
    ...(trouble && trouble !== 'deleted' && !hasWord && { trouble }),
    ...(item.lastBackupAt && { lastBackupAt: item.lastBackupAt }),
    ...(item.lastBackupStatus && { lastBackupStatus: item.lastBackupStatus }),
    ...(item.softDeleted && { softDeletedUntil: item.deletedForGoodAt ?? 'unknown' }),
  };
}

function encryptionView(verdict: EncryptionAssessment): VmCard['encryption'] {
  const keys = verdict.ade.keysNow[0] ?? verdict.ade.keysAtPoint;
  const [set] = verdict.customerKey.diskEncryptionSetIds;
  return {
    kind: verdict.kind,
    ...(keys && { keyVault: nameOf(keys.bek.keyVaultId), secret: keyName(keys.bek.secretUrl) }),
    ...(keys?.kek && { key: keyName(keys.kek.keyUrl) }),
    ...(set && { diskEncryptionSet: nameOf(set) }),
  };
}

/** Name of a key and the start of its version: enough to tell two versions apart. */
function keyName(url: string): string {
  const [name = '', version = ''] = new URL(url).pathname.split('/').slice(2);
  return version ? `${name} (${version.slice(0, 8)})` : name;
}

function pointOf({ at, consistency, tiers }: RecoveryPointFacts): VmCard['points'][number] {
  return { at, consistency, tiers: tiers.filter(({ status }) => status === 'valid').map(({ tier }) => tier) };
}

function groupOf(id: string): string {
  const group = /\/resourcegroups\/([^/]+)/i.exec(id)?.[1];
  if (!group) throw new CodedError('internal');
  return group;
}
