import { needsToReadVault } from '../../access/access.ts';
import { restoreAction } from '../../access/rules/actions.ts';
import { approversOf, requireDeciders, requireTicketFor, submitForApproval } from '../../approval/approvals.ts';
import { decidableOf } from '../../approval/approvers.ts';
import type { Command } from '../../chat/command.ts';
import { oncePerActivity } from '../../chat/idempotency.ts';
import { keyword, named } from '../../i18n/command-words.ts';
import { effectsHash } from '../../kernel/effects-hash.ts';
import { CodedError } from '../../kernel/errors.ts';
import { reading } from '../../kernel/result.ts';
import { itemTarget } from '../../requests/stored-plan.ts';
import { parseDays } from '../parse-drills.ts';
import type { StoredException } from '../stored-exception.ts';

const longestReason = 500;
const usualDays = 30;

/** Records why a machine isn't drilled, for a quarter at most; whoever decides on drills agrees to it. */
export const drillExcept: Command = {
  spec: {
    ...named('drill except'),
    arguments: [{ kind: 'word', name: 'vm', required: true }, keyword('days', 'phrase'), keyword('reason', 'rest')],
    sideEffect: 'asks-approval',
    section: 'restore',
  },
  takes: 'restore',

  async run(turn, { args }) {
    const { services, incoming } = turn;
    const { from: by, place } = incoming;
    const target = await services.inventory.target(args.vm ?? '');
    await services.access.require(by.objectId, needsToReadVault(target.vault.id), false);
    const why = args.reason?.trim().slice(0, longestReason);
    if (!why) throw new CodedError('drill-except-why', { vm: target.item.vmName });
    const effects = {
      runs: '',
      days: parseDays(args.days) ?? usualDays,
      machines: [target.item.vmId],
      fixed: {},
      allowed: {},
      perRun: {},
      perMonth: {},
      why,
    };
    const vm = await reading(() => services.azure.vms.get(target.item.vmId));
    // Of one that is gone: whatever has the name later is another.
    const immutableId = vm.kind === 'read' ? (vm.value ? vm.value.immutableId : null) : undefined;
    const { itemId: _id, itemName: _name, ...about } = itemTarget(target);
    const plan: StoredException = {
      kind: 'drill-exception',
      target: about,
      plan: { hash: effectsHash(effects), effects },
      gated: { action: restoreAction, scope: target.vault.id },
      ...(immutableId !== undefined && { immutableId }),
    };
    await requireDeciders(services, { by, place }, decidableOf(services, plan));
    requireTicketFor(services, plan, why);
    const approvers = await approversOf(services, plan, by.objectId);
    return oncePerActivity(turn, async (tx) => {
      await submitForApproval(services, tx, { by, place, ...(approvers && { approvers }) }, plan, why);
      return { kind: 'nothing' };
    });
  },
};
