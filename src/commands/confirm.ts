import type { Approvers } from '../domain/approval-policy/approvers.ts';
import { CodedError } from '../domain/errors.ts';
import type { Answer } from '../domain/turn.ts';
import { approversOf } from '../services/approvals.ts';
import { changeForm, ownForm, ownFormCard } from '../services/forms.ts';
import { demandOwnTiers, TierOffError } from '../services/own-tiers.ts';
import { needsOf } from '../services/planning.ts';
import { restoreFormOf } from '../services/restore-forms.ts';
import { submitRequest } from '../services/restore-requests.ts';
import type { Turn } from '../services/turn.ts';
import { findForm } from '../store/forms.ts';
import { keyword, named } from '../text/command-words.ts';
import { failureText } from '../text/failure-text.ts';
import { texts } from '../text/texts.ts';
import type { Command } from './command.ts';
import { once } from './once.ts';
import { demandNonce, idOf } from './request-of.ts';

/** Sends the plan that was looked at to the approvers. Replacing disks takes a sentence that is accepted besides. */
export const confirm: Command = {
  spec: {
    ...named('confirm'),
    arguments: [{ kind: 'request-id', name: 'id', required: true }, keyword('replaced', 'phrase', 'replace')],
    sideEffect: 'asks-approval',
    pace: 'never-refused',
    section: 'restore',
  },
  takes: 'restore',

  async run(turn, { args }) {
    const id = args.id ?? '';
    try {
      return await submit(turn, id, (vm) => args.replace?.toLowerCase() === vm.toLowerCase());
    } catch (error) {
      if (error instanceof TierOffError) error.formId = id;
      throw error;
    }
  },

  verbs: { confirm: (turn) => submit(turn, idOf(turn), () => turn.incoming.data.accept === 'true', turn) },
};

/** @param accepts whether the sentence about replacing this machine's disks was accepted */
async function submit(
  turn: Turn<'text' | 'action'>,
  id: string,
  accepts: (vm: string) => boolean,
  click?: Turn<'action'>,
): Promise<Answer> {
  const { services, incoming, personal } = turn;
  const form = await findForm(services.store.db, id);
  if (!form) throw new CodedError('nothing-to-confirm', { id });
  const { confirm } = services.formKinds.of(form);
  if (confirm) return confirm(turn, id, click);
  const { plan } = restoreFormOf(form);
  let approvers: Approvers | undefined;
  if (plan && form.owner_oid === incoming.from.objectId) {
    if (plan.choice.mode === 'replace' && !accepts(plan.target.vmName)) {
      if (click) return askToAccept(click, id);
      throw new CodedError('replace-not-accepted', { id, vm: plan.target.vmName });
    }
    // The plan may be minutes old: what moved since is said now and not to an approver.
    const again = await services.planning.rebuild(plan, { requestId: id, results: {} });
    if (again.kind !== 'same') throw new CodedError(again.failure.code, again.failure.params);
    await services.access.demand(incoming.from.objectId, needsOf(plan.plan), true);
    await demandOwnTiers(services, [plan]);
    approvers = await approversOf(services, plan, incoming.from.objectId);
  }
  return once(turn, async (tx) => {
    const own = await ownForm(services, tx, id, incoming.from);
    if (click) demandNonce(click, own.nonce);
    await submitRequest(services, tx, own, incoming.from, approvers);
    const folded = await findForm(tx.db, id);
    return folded && click
      ? { kind: 'card', card: ownFormCard(services, folded, personal), text: '' }
      : { kind: 'nothing' };
  });
}

/** A client may not check the tick: the card comes back and says what is missing. */
function askToAccept(turn: Turn<'action'>, id: string): Promise<Answer> {
  const { services, incoming, personal } = turn;
  const problem = { code: 'form-accept-missing', params: {} };
  return once(turn, async (tx) => {
    const form = await ownForm(services, tx, id, incoming.from);
    demandNonce(turn, form.nonce);
    const changed = await changeForm(services, tx, form, {
      state: 'confirming',
      data: { ...restoreFormOf(form), problem },
    });
    const text = failureText(texts(personal.language), problem);
    return { kind: 'card', card: ownFormCard(services, changed, personal), text };
  });
}
