import { changeForm, ownForm, ownFormCard } from '../../chat/forms.ts';
import { once } from '../../chat/idempotency.ts';
import { requireNonce, requireRequestId } from '../../chat/targets.ts';
import type { Command } from '../../chat/turn.ts';
import { failureText } from '../../i18n/failure-text.ts';
import { keyword, named, texts } from '../../i18n/texts.ts';
import type { Answer } from '../../kernel/chat.ts';
import { CodedError } from '../../kernel/errors.ts';
import { approversOf } from '../../requests/approvals.ts';
import { requireOwnTiers, TierOffError } from '../../requests/dry-run.ts';
import { findForm } from '../../store/forms.ts';
import type { Approvers } from '../../store/rules/decision.ts';
import { needsOf } from '../planning.ts';
import { preparedOf, type RestoreForm, restoreFormOf } from '../restore-forms.ts';
import { submitRequest } from '../restore-requests.ts';
import { refuseForm } from '../restore-submit.ts';
import { type Sentence, sentencesOf } from '../rules/warnings.ts';
import type { RestoreTurn } from '../services.ts';

/**
 * Sends the plan that was looked at to the approvers. Replacing disks takes a sentence that is accepted besides, and so
 * does a point that was taken while a threat was known.
 */
export const confirm: Command = {
  spec: {
    ...named('confirm'),
    arguments: [
      { kind: 'request-id', name: 'id', required: true },
      keyword('replaced', 'phrase', 'replace'),
      keyword('threat', 'phrase'),
    ],
    sideEffect: 'asks-approval',
    pace: 'urgent',
    section: 'restore',
  },
  takes: 'restore',

  async run(turn: RestoreTurn<'text'>, { args }) {
    const id = args.id ?? '';
    try {
      return await submit(turn, id, (sentence, vm) => args[sentence]?.toLowerCase() === vm.toLowerCase());
    } catch (error) {
      if (error instanceof TierOffError) error.formId = id;
      throw error;
    }
  },

  verbs: {
    confirm: async (turn: RestoreTurn<'action'>) => {
      const id = requireRequestId(turn);
      try {
        return await submit(turn, id, (sentence) => turn.incoming.data[inputs[sentence]] === 'true', turn);
      } catch (error) {
        // Somebody else may have taken the name meanwhile.
        if (error instanceof CodedError && error.code.startsWith('plan.')) return refuseForm(turn, id, error);
        throw error;
      }
    },
  },
};

/** The toggles of the card. */
const inputs: Record<Sentence, string> = { replace: 'accept', threat: 'acceptThreat' };

/** @param accepts whether a sentence about this machine was accepted */
async function submit(
  turn: RestoreTurn<'text' | 'action'>,
  id: string,
  accepts: (sentence: Sentence, vm: string) => boolean,
  click?: RestoreTurn<'action'>,
): Promise<Answer> {
  const { services, incoming, personal } = turn;
  const form = await findForm(services.store.db, id);
  if (!form) throw new CodedError('nothing-to-confirm', { id });
  const { confirm } = services.formKinds.of(form);
  if (confirm) return confirm(turn, id, click);
  const data = restoreFormOf(form);
  const prepared = preparedOf(data);
  let approvers: Approvers | undefined;
  if (prepared && form.owner_oid === incoming.from.objectId) {
    const { plan } = prepared;
    const vm = plan.target.vmName;
    const missing = sentencesOf(plan.plan.effects).find((sentence) => !accepts(sentence, vm));
    if (missing !== undefined) {
      if (click) return askToAccept(click, id, data);
      throw new CodedError(`${missing}-not-accepted`, { id, vm });
    }
    // The plan may be minutes old: what moved since is said now and not to an approver.
    const again = await services.planning.rebuild(plan, { requestId: id, results: {} });
    if (again.kind !== 'same') throw new CodedError(again.failure.code, again.failure.params);
    await services.access.require(incoming.from.objectId, needsOf(plan.plan), true);
    await requireOwnTiers(services, [plan]);
    approvers = await approversOf(services, plan, incoming.from.objectId);
  }
  return once(turn, async (tx) => {
    const own = await ownForm(services, tx, id, incoming.from);
    if (click) requireNonce(click, own.nonce);
    if (!prepared) throw new CodedError('nothing-to-confirm', { id });
    // A typed line carries no nonce, and the form may hold another plan by now.
    if (own.nonce !== form.nonce) throw new CodedError('stale-card');
    const done = await submitRequest(services, tx, own, prepared, incoming.from, approvers);
    return click ? { kind: 'card', card: ownFormCard(services, done, personal), text: '' } : { kind: 'nothing' };
  });
}

/** A client may not check the tick: the card comes back and says what is missing. */
function askToAccept(turn: RestoreTurn<'action'>, id: string, data: RestoreForm): Promise<Answer> {
  const { services, incoming, personal } = turn;
  const problem = { code: 'form-accept-missing', params: {} };
  return once(turn, async (tx) => {
    const form = await ownForm(services, tx, id, incoming.from);
    requireNonce(turn, form.nonce);
    const changed = await changeForm(services, tx, form, {
      state: 'confirming',
      data: { ...data, problem },
    });
    const text = failureText(texts(personal.language), problem);
    return { kind: 'card', card: ownFormCard(services, changed, personal), text };
  });
}
