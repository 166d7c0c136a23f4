import { needsToReadVault } from '../../access/access.ts';
import { requireRequest, resolveTarget } from '../../chat/targets.ts';
import type { Command } from '../../chat/turn.ts';
import { plain } from '../../i18n/plain.ts';
import { keyword, named, texts } from '../../i18n/texts.ts';
import { asFailure, CodedError, readValue, tryRead } from '../../kernel/errors.ts';
import type { RecoveryPointFacts } from '../../kernel/facts.ts';
import { parseRequestId } from '../../kernel/request.ts';
import type { Target } from '../../machines/inventory.ts';
import { classify } from '../../machines/rules/ade.ts';
import { isInVault } from '../../machines/rules/item-state.ts';
import { pairedRegion } from '../../machines/rules/paired-region.ts';
import type { RequestKind } from '../../requests/request-kind.ts';
import type { ChangeLines } from '../../requests/rules/change-lines.ts';
import type { StoredPlan } from '../../requests/stored-request.ts';
import { choosable, isMadeAgain } from '../../restore/rules/points.ts';
import type { RestoreTurn } from '../../restore/services.ts';
import { asRestore, type StoredRestore } from '../../restore/stored-restore.ts';
import { findOpenAddendum } from '../../store/approvals.ts';
import { findPlan, type RequestRow } from '../../store/requests.ts';
import type { Db } from '../../store/schema.ts';
import { handFactsOfRequest, readHandFacts, readHandSource } from '../by-hand.ts';
import { type ByHandCard, byHandMessages } from '../cards/by-hand.ts';
import { byHandData, type FoundByHand, restoreByHand } from '../machine-by-hand.ts';
import type { HandFacts } from '../rules/hand-step.ts';
import { inPair, pairGaps } from '../rules/in-pair.ts';
import type { Shell } from '../rules/typed-lines.ts';

/**
 * Shows the remaining steps of a request, or a whole restore, as lines that anyone with the rights can type. It is
 * never the only way.
 */
export const commands: Command = {
  spec: {
    ...named('commands'),
    arguments: [
      { kind: 'word-or-request-id', name: 'subject', required: true },
      { kind: 'word', name: 'shell' },
      keyword('region', 'nothing'),
    ],
    sideEffect: 'none',
    pace: 'urgent',
    section: 'restore',
  },
  confidential: true,
  takes: 'read',

  async run(turn: RestoreTurn<'text'>, { args }) {
    const { services, shared } = turn;
    const subject = args.subject ?? '';
    const shell = shellOf(args.shell, subject);
    const typed = parseRequestId(subject);
    const elsewhere = 'region' in args;
    if (elsewhere && typed.kind === 'id') throw new CodedError('by-hand-region-of-machine', { id: typed.id });
    const found =
      typed.kind === 'id'
        ? await ofRequest(turn, typed.id)
        : await (elsewhere ? ofPair(turn, subject) : ofMachine(turn, subject, false));
    if ('lines' in found) {
      const { t } = texts(shared.language);
      const { state } = found;
      if (state === 'succeeded') {
        return { kind: 'reply', body: { text: t('cards.by-hand.none', { subject }) } };
      }
      const other = shell === 'az' ? 'powershell' : 'az';
      const busy = busyStates[state];
      const warning = busy ? [`**${t(`cards.by-hand.busy.${busy}`, { subject })}**`] : [];
      const text = t('cards.by-hand.lines', { id: subject, shell: t(`cards.by-hand.shell.${shell}`) });
      const beyond = shell === 'az' ? found.lines.beyondAz : undefined;
      if (beyond) warning.push(`**${t('cards.by-hand.beyond-az', { group: plain(beyond), subject })}**`);
      const lines = ['```', ...found.lines[shell], '```'].join('\n');
      return {
        kind: 'reply',
        body: { text: [text, ...warning, lines, t('cards.by-hand.twin', { subject, other })].join('\n\n') },
      };
    }
    const data = byHandData(services, found, shell);
    return { kind: 'reply', ...byHandMessages(data, shared) };
  },
};

/** Warnings before typing lines for work that the bot has or may have started, or that nobody approved. */
const busyStates: Partial<Record<RequestRow['state'], 'waits' | 'begins' | 'runs' | 'unapproved'>> = {
  pending: 'waits',
  approved: 'begins',
  running: 'runs',
  rejected: 'unapproved',
  expired: 'unapproved',
  void: 'unapproved',
};

async function ofRequest(
  turn: RestoreTurn,
  id: string,
): Promise<FoundByHand | { lines: ChangeLines; state: RequestRow['state'] }> {
  const { services, incoming } = turn;
  const request = await requireRequest(turn, id);
  await services.access.require(incoming.from.objectId, needsToReadVault(request.vault_id), false);
  const plan = (await findPlan(services.store.db, services.requestKinds, id))?.body;
  // The kind decides which lines exist, and whether they may be typed.
  const kind = plan && services.requestKinds.of(plan);
  const lines = plan && kind?.byHand?.lines?.(services, plan);
  if (lines && kind) {
    if (request.state !== 'succeeded') await requireLines(turn, id, kind, plan);
    return { lines, state: request.state };
  }
  const restore = asRestore(services.requestKinds, plan);
  if (!plan || !restore) throw new CodedError('by-hand-no-restore', { id });
  // A copy made by hand has no record: nothing shows that it is isolated, and no clean-up deletes it.
  if (kind?.lifecycle?.temporary) throw new CodedError('by-hand-temporary', { id, vm: request.vm_name });
  const busy = await busyOf(services.store.db, request);
  const facts = await handFactsOfRequest(services, request, restore);
  await requireSameMachine(services, restore, facts);
  return { facts, at: new Date(restore.point.at), ...(busy && { busy }) };
}

/**
 * Requires that the machine is the one the request was approved for: nobody approved overwriting the disks of a machine
 * created later under the same name.
 * @throws machine-made-again
 */
async function requireSameMachine(
  { azure }: RestoreTurn['services'],
  { plan, target, immutableId }: StoredRestore,
  { done, underWay }: HandFacts,
): Promise<void> {
  const isBegun = done.includes('replace-disks') || underWay?.kind === 'replace-disks';
  if (plan.effects.mode !== 'replace' || isBegun) return;
  // Lines are also for times when the bot gets no answer from Azure.
  const vm = readValue(await tryRead(() => azure.vms.get(target.vmId)));
  if (isMadeAgain(immutableId, vm)) throw new CodedError('machine-made-again', { vm: target.vmName });
}

/** @throws protection.* if nobody should type the lines in the current state */
async function requireLines({ services }: RestoreTurn, id: string, kind: RequestKind, plan: StoredPlan): Promise<void> {
  const refusal = await kind.byHand?.refusal?.(services, plan);
  const now = kind.byHand?.asSigned?.(plan) && (await kind.replan(services, plan, { requestId: id, results: {} }));
  const failure = refusal ?? (now && now.kind !== 'same' ? now.failure : undefined);
  if (failure) throw new CodedError(failure.code, failure.params);
}

async function busyOf(db: Db, { id, state }: RequestRow): Promise<ByHandCard['busy']> {
  const told = busyStates[state];
  if (told !== 'runs') return told;
  return (await findOpenAddendum(db, id)) ? 'waits' : 'runs';
}

/** Of the point that is recommended, as the form would offer it. @param elsewhere in the paired region of the vault */
async function ofMachine(turn: RestoreTurn, name: string, elsewhere: boolean): Promise<FoundByHand> {
  const { services, incoming } = turn;
  const { access, azure } = services;
  const target = await resolveTarget(turn, name);
  await access.require(incoming.from.objectId, needsToReadVault(target.vault.id), false);
  if (elsewhere) return inOtherRegion(services, target, choosable(await azure.points.list(target.item.id)));
  return restoreByHand(services, target);
}

/** Failures that count as a lost region: no answer, or only that it cannot answer. */
const silent = new Set(['azure.unreachable', 'azure.timeout', 'azure.failed', 'azure.throttled', 'azure.unreadable']);

/** @throws by-hand-region-silent, and as ofMachine */
async function ofPair(turn: RestoreTurn, vm: string): Promise<FoundByHand> {
  try {
    return await ofMachine(turn, vm, true);
  } catch (error) {
    if (silent.has(asFailure(error).code)) throw new CodedError('by-hand-region-silent', { vm });
    throw error;
  }
}

/**
 * The restore in the paired region: only vault points are copied there, hours later. @throws plan.other-region-*,
 * by-hand-not-in-vault
 */
async function inOtherRegion(
  services: RestoreTurn['services'],
  target: Target,
  points: readonly RecoveryPointFacts[],
): Promise<FoundByHand> {
  const { vault, item } = target;
  const region = pairedRegion(vault.location);
  const params = { vm: item.vmName, vault: vault.name, home: vault.location, region: region ?? '?' };
  if (region === undefined || vault.crossRegionRestore === 'no') throw new CodedError('plan.other-region-off', params);
  const inVault = points.filter(isInVault);
  // Copies are hours behind, or days if copying stalls: the lines would stop at the newest point at home.
  const inPairNow = readValue(await tryRead(() => services.azure.points.inPair(item.id)));
  const copied = new Set(inPairNow?.map(({ name }) => name));
  const point = inVault.find(({ name }) => copied.has(name)) ?? inVault[0];
  if (!point) throw new CodedError('by-hand-not-in-vault', params);
  const source = await readHandSource(services, target, point);
  const encryption = classify({ disks: [], point: source.point });
  if (encryption.confidential.value === 'yes') throw new CodedError('plan.other-region-impossible', params);
  const facts = await readHandFacts(services, source, {}, []);
  const place = services.planning.profileOf(vault.name).pairedRegion;
  const gaps = pairGaps(facts, {
    named: place !== undefined,
    // Requests across regions name no disk encryption set, and a deleted machine's sets are unknown.
    customerKey: source.encryption.customerKey.value !== 'no' || vault.customerManagedKey === 'yes',
    privateDisks: source.point.privateDisks === true,
    guarded: vault.multiUserAuthorization !== 'no',
  });
  const there = place && {
    groupId: place.resourceGroupId,
    stagingId: place.stagingStorageAccountId,
    subnetId: place.subnetId,
  };
  return { facts: inPair(facts, region, there), at: point.at, pair: { region, gaps } };
}

function shellOf(typed: string | undefined, subject: string): Shell {
  const word = typed?.toLowerCase() ?? 'az';
  if (/^(az|cli|bash)$/.test(word)) return 'az';
  if (/^(powershell|pwsh|ps)$/.test(word)) return 'powershell';
  throw new CodedError('by-hand-shell', { shell: typed ?? '', subject });
}
