import { needsToReadVault } from '../../access/access.ts';
import { approversOf, requireDeciders, requireTicketFor, submitForApproval } from '../../approval/approvals.ts';
import { decidableOf } from '../../approval/approvers.ts';
import type { Command } from '../../chat/command.ts';
import { oncePerActivity } from '../../chat/idempotency.ts';
import { keyword, named } from '../../i18n/command-words.ts';
import { texts } from '../../i18n/texts.ts';
import { choosePoint } from '../../restore/choose-point.ts';
import { choosable } from '../../restore/rules/recovery-points.ts';
import type { RestoreTurn } from '../../restore/services.ts';
import { claimName } from '../../restore/wanted-names.ts';
import { watchLife } from '../end-life.ts';
import { makeDrill, newSuffix } from '../make-drill.ts';

const longestReason = 500;

/** Tries a restore in a place of its own, once somebody approved: of the point that was named, or that tells the most. */
export const drill: Command = {
  spec: {
    ...named('drill'),
    arguments: [
      { kind: 'word', name: 'vm', required: true },
      { kind: 'phrase', name: 'point' },
      keyword('reason', 'rest'),
    ],
    sideEffect: 'asks-approval',
    section: 'restore',
  },
  takes: 'restore',

  async run(turn: RestoreTurn<'text'>, { args }) {
    const { services, incoming } = turn;
    const { from: by, place } = incoming;
    const target = await services.inventory.target(args.vm ?? '');
    await services.access.require(by.objectId, needsToReadVault(target.vault.id), false);
    const points = choosable(await services.azure.points.list(target.item.id));
    const asked = args.point === undefined ? undefined : choosePoint(turn, points, args.point, target.item.vmName);
    const plan = await makeDrill(services, target, points, asked, { requester: by, suffix: newSuffix() });
    await requireDeciders(services, { by, place }, decidableOf(services, plan));
    const reason = (args.reason ?? texts(turn.shared.language).t('drill.reason')).slice(0, longestReason);
    requireTicketFor(services, plan, reason);
    const approvers = await approversOf(services, plan, by.objectId);
    return oncePerActivity(turn, async (tx) => {
      const asked = { by, place, ...(approvers && { approvers }) };
      await claimName(services, tx, plan.restore);
      watchLife(tx, await submitForApproval(services, tx, asked, plan, reason));
      return { kind: 'nothing' };
    });
  },
};
