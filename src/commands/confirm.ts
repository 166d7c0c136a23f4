import { CodedError } from '../domain/errors.ts';
import type { Answer } from '../domain/turn.ts';
import { ownForm, ownFormCard } from '../services/forms.ts';
import { needsOf } from '../services/planning.ts';
import { restoreFormOf } from '../services/restore-forms.ts';
import { submitRequest } from '../services/restore-requests.ts';
import { findForm } from '../store/forms.ts';
import type { Command, Turn } from './command.ts';
import { once } from './once.ts';
import { demandNonce, idOf } from './request-of.ts';

/** Sends the plan that was looked at to the approvers. */
export const confirm: Command = {
  spec: {
    name: 'confirm',
    aliases: { en: [], nl: ['bevestig'] },
    arguments: [{ kind: 'request-id', name: 'id', required: true }],
    examples: ['confirm R-7K2M'],
    sideEffect: 'asks-approval',
    section: 'restore',
  },
  takes: 'restore',

  run: (turn, { args }) => submit(turn, args.id ?? '', undefined),

  verbs: { confirm: (turn) => submit(turn, idOf(turn), turn) },
};

async function submit(turn: Turn<'text' | 'action'>, id: string, click: Turn<'action'> | undefined): Promise<Answer> {
  const { services, incoming, personal } = turn;
  const form = await findForm(services.store.db, id);
  if (!form) throw new CodedError('nothing-to-confirm', { id });
  const { plan } = restoreFormOf(form);
  if (plan && form.owner_oid === incoming.from.objectId) {
    // The plan may be minutes old: what moved since is said now and not to an approver.
    const again = await services.planning.rebuild(plan);
    if (again.kind !== 'same') throw new CodedError(again.failure.code, again.failure.params);
    await services.access.demand(incoming.from.objectId, needsOf(plan.plan), true);
  }
  return once(turn, async (tx) => {
    const own = await ownForm(tx, id, incoming.from);
    if (click) demandNonce(click, own.nonce);
    await submitRequest(services, tx, own, incoming.from);
    const folded = await findForm(tx.db, id);
    return folded && click
      ? { kind: 'card', card: ownFormCard(services, folded, personal), text: '' }
      : { kind: 'nothing' };
  });
}
