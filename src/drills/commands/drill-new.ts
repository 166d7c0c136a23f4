import { needsToReadVault } from '../../access/access.ts';
import { approversOf, requireDeciders, requireTicketFor, submitForApproval } from '../../approval/approvals.ts';
import { decidableOf } from '../../approval/approvers.ts';
import type { Command } from '../../chat/command.ts';
import { oncePerActivity } from '../../chat/idempotency.ts';
import type { Turn } from '../../chat/turn.ts';
import { keyword, named } from '../../i18n/command-words.ts';
import { texts } from '../../i18n/texts.ts';
import { sameArmId } from '../../kernel/arm-id.ts';
import type { Answer } from '../../kernel/chat.ts';
import { CodedError } from '../../kernel/errors.ts';
import type { VaultFacts } from '../../kernel/facts.ts';
import type { Target } from '../../machines/inventory.ts';
import { isInForce } from '../../requests/definition.ts';
import { requireRequest } from '../../requests/request-of.ts';
import { findPlan } from '../../store/requests.ts';
import { findMachines, requireOneVault } from '../find-machines.ts';
import { makeDefinition, type WantedDrills } from '../make-definition.ts';
import { parseDrills, parseTag } from '../parse-drills.ts';
import { asDefinition, type DrillSelection } from '../stored-definition.ts';

const longestReason = 500;

/** Drills by the clock, of machines by name, by a tag of theirs, or of all that a vault protects. */
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
      keyword('core-hours', 'phrase'),
      keyword('gb-hours', 'phrase'),
      keyword('days', 'phrase'),
      keyword('reason', 'rest'),
    ],
    sideEffect: 'asks-approval',
    section: 'restore',
  },
  takes: 'restore',

  async run(turn, { args, lists }) {
    const wanted = parseDrills(args, turn.shared.timeZone);
    const { selection, targets } = await select(turn, [...new Set(lists.vms ?? [])], args);
    return askFor(turn, targets, { ...wanted, selection }, args.reason);
  },
};

/**
 * The same as a definition that there is, by whoever asks now and of the machines that its tag or vault means now: once it
 * is in force, the one before is over. So a definition goes on after its time, and in other hands, by a vote.
 */
export const drillRenew: Command = {
  spec: {
    ...named('drill renew'),
    arguments: [{ kind: 'request-id', name: 'id', required: true }, keyword('reason', 'rest')],
    sideEffect: 'asks-approval',
    section: 'restore',
  },
  takes: 'restore',

  async run(turn, { args }) {
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
    const { every, from, to, zone, atOnce, lifeHours, days } = effects;
    const wanted: WantedDrills = {
      selection: plan.selection,
      times: { every, from, to, zone },
      atOnce,
      lifeHours,
      days,
      ceilings: {},
      ...(isInForce(request) && { renews: request.id }),
    };
    return askFor(turn, targets, wanted, args.reason);
  },
};

type Typed = Readonly<Record<string, string | undefined>>;

/** @throws drill-what, drill-tag, vault-not-found, and as `target` of the inventory */
async function select(
  turn: Turn<'text'>,
  names: readonly string[],
  { tag, vault }: Typed,
): Promise<{ selection: DrillSelection; targets: readonly Target[] }> {
  const { inventory } = turn.services;
  if (names.length > 0) {
    if (tag !== undefined || vault !== undefined) throw new CodedError('drill-what');
    const targets = await Promise.all(names.map((name) => inventory.target(name)));
    return { selection: { by: 'name' }, targets };
  }
  if (tag === undefined && vault === undefined) throw new CodedError('drill-what');
  const selection: Exclude<DrillSelection, { by: 'name' }> =
    tag === undefined ? { by: 'vault' } : { by: 'tag', ...parseTag(tag) };
  const vaults = await vaultsNamed(turn, vault);
  const found = await Promise.all(vaults.map((each) => findMachines(inventory, each, selection)));
  return { selection, targets: found.flat() };
}

async function vaultsNamed({ services }: Turn<'text'>, name: string | undefined): Promise<VaultFacts[]> {
  const vaults = await services.inventory.vaults();
  if (name === undefined) return vaults;
  const wanted = vaults.filter((vault) => vault.name.toLowerCase() === name.trim().toLowerCase());
  if (wanted.length === 0) throw new CodedError('vault-not-found', { vault: name.slice(0, 80) });
  return wanted;
}

async function askFor(
  turn: Turn<'text'>,
  found: readonly Target[],
  wanted: WantedDrills,
  given: string | undefined,
): Promise<Answer> {
  const { services, incoming, shared } = turn;
  const { from: by, place } = incoming;
  const { vault } = requireOneVault(found);
  await services.access.require(by.objectId, needsToReadVault(vault.id), false);
  const plan = await makeDefinition(services, services.inventory, found, wanted, by);
  await requireDeciders(services, { by, place }, decidableOf(services, plan));
  const reason = (given ?? texts(shared.language).t('drill.reason')).slice(0, longestReason);
  requireTicketFor(services, plan, reason);
  const approvers = await approversOf(services, plan, by.objectId);
  return oncePerActivity(turn, async (tx) => {
    await submitForApproval(services, tx, { by, place, ...(approvers && { approvers }) }, plan, reason);
    return { kind: 'nothing' };
  });
}
