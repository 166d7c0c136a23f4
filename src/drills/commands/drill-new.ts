import { needsToReadVault } from '../../access/access.ts';
import { changeForm, openForm, ownForm, ownFormCard, requireNoneOpen } from '../../chat/forms.ts';
import { once, oncePerActivity } from '../../chat/idempotency.ts';
import { requireNonce, requireRequest, requireRequestId, resolveTarget } from '../../chat/targets.ts';
import { type Command, defineFormKind } from '../../chat/turn.ts';
import { failureText } from '../../i18n/failure-text.ts';
import { keyword, named, texts } from '../../i18n/texts.ts';
import { sameArmId } from '../../kernel/arm-id.ts';
import type { Answer } from '../../kernel/chat.ts';
import { asFailure, CodedError, readValue, tryRead } from '../../kernel/errors.ts';
import type { VaultFacts } from '../../kernel/facts.ts';
import { findVault, type Target, vaultNames } from '../../machines/inventory.ts';
import { isInForce } from '../../requests/stored-request.ts';
import type { RestoreTurn } from '../../restore/services.ts';
import { findForm } from '../../store/forms.ts';
import { findPlan } from '../../store/requests.ts';
import { type Asked, prepareToAsk, submit, submitTyped } from '../ask-for-drills.ts';
import {
  type DrillForm,
  drillFormCardOf,
  drillFormOf,
  parseCeilings,
  parseDrills,
  parseTag,
  selectionText,
  storedDrillForm,
} from '../drill-forms.ts';
import { findMachines, machineNames, requireOneVault } from '../find-machines.ts';
import { makeDefinition, type WantedDrills } from '../make-definition.ts';
import { requirePeopleToNotify } from '../notify.ts';
import {
  type DrillEntries,
  drillFrequencies,
  drillInputs,
  inputOfFailure,
  longestEntry,
  usualEntries,
  vaultNotChosen,
} from '../rules/drill-entries.ts';
import { asDefinition, type DrillSelection, drillTimes } from '../stored-definition.ts';

/** Schedules drills of machines chosen by name, by a tag, or by vault. */
export const drillNew: Command = {
  spec: {
    ...named('drill new'),
    arguments: [
      { kind: 'many', name: 'vms' },
      keyword('tag', 'phrase'),
      keyword('in', 'phrase', 'vault'),
      keyword('weekly', 'nothing'),
      keyword('monthly', 'nothing'),
      keyword('quarterly', 'nothing'),
      keyword('hours', 'phrase'),
      keyword('at-once', 'phrase'),
      keyword('life', 'phrase'),
      keyword('newest', 'phrase'),
      keyword('port', 'phrase'),
      keyword('told', 'phrase'),
      keyword('rto', 'phrase'),
      keyword('rpo', 'phrase'),
      keyword('core-hours', 'phrase'),
      keyword('gb-hours', 'phrase'),
      keyword('days', 'phrase'),
      keyword('reason', 'rest'),
    ],
    sideEffect: 'asks-approval',
    section: 'restore',
  },
  takes: 'restore',

  /** Without a frequency a form opens and asks for it and the rest. */
  async run(turn: RestoreTurn<'text'>, { args, lists }) {
    const every = drillFrequencies.find((often) => args[often] !== undefined);
    const vms = lists.vms && lists.vms.length > 0 ? { vms: [...new Set(lists.vms)].join(' ') } : {};
    const entries: DrillEntries = { ...parseTyped(args), ...vms, ...(every && { every }) };
    return every
      ? submitTyped(turn, await prepare(turn, entries))
      : openDrillForm(turn, { ...usualEntries, ...entries });
  },

  verbs: {
    /** Submit of the form. Errors are shown in the form, and the entries stay. */
    'drills-ask': async (turn: RestoreTurn<'action'>) => {
      const { services, incoming, personal } = turn;
      const seen = await findForm(services.store.db, requireRequestId(turn));
      if (!seen) throw new CodedError('stale-card');
      const { problem: _, ...data } = drillFormOf(seen);
      const entries = filledIn(incoming.data);
      const asked = await prepare(turn, entries).catch((error: unknown) => {
        if (error instanceof CodedError && (inputOfFailure(asFailure(error)) || error.code.startsWith('drill-')))
          return error;
        throw error;
      });
      return once(turn, async (tx): Promise<Answer> => {
        const form = await ownForm(services, tx, seen.id, incoming.from);
        requireNonce(turn, form.nonce);
        if (asked instanceof CodedError) {
          const problem = asFailure(asked);
          const changed = await changeForm(services, tx, form, { state: 'open', data: { ...data, entries, problem } });
          const text = failureText(texts(personal.language), problem);
          return { kind: 'card', card: ownFormCard(services, changed, personal), text };
        }
        const place = { conversationId: form.conversation_id, ...(form.thread_id && { threadId: form.thread_id }) };
        await submit(turn, tx, asked, { place, id: form.id });
        const changed = await changeForm(services, tx, form, { state: 'done', data: { ...data, entries } });
        return { kind: 'card', card: ownFormCard(services, changed, personal), text: '' };
      });
    },
  },
};

/** @throws no-profile, drill-no-place if no machine that the requester may see has a place for drills */
async function openDrillForm(turn: RestoreTurn<'text' | 'action'>, entries: DrillEntries): Promise<Answer> {
  const { services, incoming } = turn;
  const { from: owner, place } = incoming;
  const seen = await services.inventory.vaults();
  const hasPlace = ({ name }: VaultFacts) => services.planning.findProfile(name)?.drill !== undefined;
  const names = vaultNames(seen);
  // A wrong name is reported at submit.
  const found = await Promise.all(machineNames(entries.vms).map((name) => tryRead(() => resolveTarget(turn, name))));
  const elsewhere = found.flatMap((read) => readValue(read)?.vault ?? []).find((vault) => !hasPlace(vault));
  const data: DrillForm = {
    ownerName: owner.name,
    ownerTeamsId: owner.teamsId,
    entries,
    vaults: names.filter((_, at) => seen[at] && hasPlace(seen[at])),
    without: names.filter((_, at) => seen[at] && !hasPlace(seen[at])),
    ...(elsewhere && { problem: { code: 'drill-no-place', params: { vault: elsewhere.name } } }),
  };
  if (data.vaults.length === 0) throw new CodedError('drill-no-place', { vault: seen[0]?.name ?? '-' });
  return oncePerActivity(turn, async (tx) => {
    const at = { owner, place };
    if (incoming.kind === 'action')
      await requireNoneOpen(services, tx, at, { kind: 'drills', vms: selectionText(entries) });
    await openForm(services, tx, at, { kind: 'drills', state: 'open', data });
    return { kind: 'nothing' };
  });
}

function parseTyped(args: Readonly<Record<string, string | undefined>>): DrillEntries {
  return Object.fromEntries(drillInputs.flatMap((input) => (args[input] === undefined ? [] : [[input, args[input]]])));
}

/** Teams doesn't send an input that was emptied. */
function filledIn(data: Record<string, unknown>): DrillEntries {
  return Object.fromEntries(
    drillInputs.flatMap((input) => {
      const value = data[input];
      const text =
        typeof value === 'string' || typeof value === 'number' ? String(value).trim().slice(0, longestEntry) : '';
      return text === '' || (input === 'vault' && text === vaultNotChosen) ? [] : [[input, text]];
    }),
  );
}

/**
 * Requests an existing definition again, for the current requester and for the machines that its tag or vault covers
 * now. The old definition ends when the new one takes effect, so renewal and a change of owner both take a vote.
 */
export const drillRenew: Command = {
  spec: {
    ...named('drill renew'),
    partOf: 'drill new',
    arguments: [
      { kind: 'request-id', name: 'id', required: true },
      keyword('core-hours', 'phrase'),
      keyword('gb-hours', 'phrase'),
      keyword('reason', 'rest'),
    ],
    sideEffect: 'asks-approval',
    section: 'restore',
  },
  takes: 'restore',

  async run(turn: RestoreTurn<'text'>, { args }) {
    const { services } = turn;
    const request = await requireRequest(turn, args.id ?? '');
    const plan = asDefinition((await findPlan(services.store.db, services.requestKinds, request.id))?.body);
    if (!plan) throw new CodedError('drill-not-definition', { id: request.id });
    const { effects } = plan.plan;
    const vault = await services.inventory.vault(plan.target.vaultId);
    const targets =
      plan.selection.by === 'name'
        ? (await services.inventory.targetsOf(vault)).filter(({ item }) =>
            effects.machines.some((id) => sameArmId(id, item.vmId)),
          )
        : await findMachines(services.inventory, vault, plan.selection);
    const { atOnce, lifeHours, days, probe = {}, told: toNotify = [], targets: goals = {} } = effects;
    const wanted: WantedDrills = {
      selection: plan.selection,
      times: drillTimes(effects),
      atOnce,
      lifeHours,
      days,
      ceilings: parseCeilings(parseTyped(args)),
      before: plan,
      probe,
      told: toNotify,
      targets: goals,
      ...(isInForce(request) && { renews: request.id }),
    };
    return submitTyped(turn, await prepareFor(turn, targets, wanted, args.reason));
  },
};

/** @throws drill-*, and as `select` and `prepareFor` */
async function prepare(turn: RestoreTurn<'text' | 'action'>, entries: DrillEntries): Promise<Asked> {
  const wanted = parseDrills(entries, turn.shared.timeZone);
  const { selection, targets } = await select(turn, entries);
  const toNotify = await requirePeopleToNotify(turn.services.store.db, entries.told);
  return prepareFor(turn, targets, { ...wanted, selection, told: toNotify }, entries.reason);
}

/** @throws drill-what, drill-tag, drill-many-machines, vault-not-found, and as `target` of the inventory */
async function select(
  turn: RestoreTurn<'text' | 'action'>,
  { vms, tag, vault }: DrillEntries,
): Promise<{ selection: DrillSelection; targets: readonly Target[] }> {
  const { inventory } = turn.services;
  const names = machineNames(vms);
  if (names.length > 0) {
    if (tag !== undefined || vault !== undefined) throw new CodedError('drill-what');
    const targets = await Promise.all(names.map((name) => resolveTarget(turn, name)));
    return { selection: { by: 'name' }, targets };
  }
  if (tag === undefined && vault === undefined) throw new CodedError('drill-what');
  const selection: Exclude<DrillSelection, { by: 'name' }> =
    tag === undefined ? { by: 'vault' } : { by: 'tag', ...parseTag(tag) };
  const all = await inventory.vaults();
  const named = vault === undefined ? undefined : findVault(all, vault);
  if (vault !== undefined && !named) throw new CodedError('vault-not-found', { vault: vault.slice(0, 80) });
  const vaults = named ? [named] : all;
  const found = await Promise.all(vaults.map((each) => findMachines(inventory, each, selection)));
  return { selection, targets: found.flat() };
}

/** @throws drill-*, not-allowed, not-known, reason-needs-ticket, TierOffError, azure.* */
async function prepareFor(
  turn: RestoreTurn<'text' | 'action'>,
  found: readonly Target[],
  wanted: WantedDrills,
  given: string | undefined,
): Promise<Asked> {
  const { services, shared } = turn;
  const { from: by } = turn.incoming;
  const { vault } = requireOneVault(found);
  await services.access.require(by.objectId, needsToReadVault(vault.id), false);
  const plan = await makeDefinition(services, found, wanted, by);
  return prepareToAsk(turn, plan, given ?? texts(shared.language).t('drill.reason'));
}

export const drillFormKind = defineFormKind<DrillForm>({
  name: 'drills',
  stored: storedDrillForm,
  card: drillFormCardOf,
  vms: ({ entries }) => selectionText(entries),
  command: ({ entries }) => ({ command: 'drill new', rest: entries.vms ?? '' }),
  openOwn: (turn: RestoreTurn<'action'>, { entries }) => openDrillForm(turn, entries),
});
