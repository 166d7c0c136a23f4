import { changeForm, ownForm, ownFormCard } from '../../chat/forms.ts';
import { once } from '../../chat/idempotency.ts';
import { requireNonce, requireRequestId } from '../../chat/targets.ts';
import type { Command } from '../../chat/turn.ts';
import { failureText } from '../../i18n/failure-text.ts';
import { keyword, named, texts } from '../../i18n/texts.ts';
import type { Answer } from '../../kernel/chat.ts';
import { asFailure, CodedError, type Failure, tryRead } from '../../kernel/errors.ts';
import type { RecoveryPointFacts } from '../../kernel/facts.ts';
import type { Target } from '../../machines/inventory.ts';
import { redFinding } from '../../machines/rules/finding.ts';
import { approversOf, requireDecidersOfCopy, requireTicketFor } from '../../requests/approvals.ts';
import { requireOwnTiers, TierOffError } from '../../requests/dry-run.ts';
import { findForm } from '../../store/forms.ts';
import type { Approvers } from '../../store/rules/decision.ts';
import type { ProblemField } from '../cards/restore-form.ts';
import { needsOf, type PointRead } from '../planning.ts';
import { preparedOf, type RestoreForm, restoreFormOf } from '../restore-forms.ts';
import { filledInput, freeName, longestReason, requireOffered } from '../restore-input.ts';
import { makePlan, submitRequest } from '../restore-requests.ts';
import { mended, mendKindOf } from '../rules/offers.ts';
import { toRestoreChoice } from '../rules/restore-kinds.ts';
import { type Sentence, sentencesOf } from '../rules/warnings.ts';
import type { RestoreTurn } from '../services.ts';
import type { StoredRestore } from '../stored-restore.ts';

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
      // A client may not check the tick.
      if (click) return sayOnForm(click, id, data, { code: 'form-accept-missing', params: {} }, 'confirming');
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

/** The form's submit shows the plan. What is wrong is said on the form beside its field, with the entries kept. */
export async function submitForm(turn: RestoreTurn<'action'>): Promise<Answer> {
  const { services, incoming } = turn;
  const seen = await findForm(services.store.db, requireRequestId(turn));
  if (!seen) throw new CodedError('stale-card');
  const data = restoreFormOf(seen);
  const { problem: _, mend: __, ...before } = data;
  const { point, reason } = incoming.data;
  const chosen = data.points.find(({ name }) => name === point);
  const why = typeof reason === 'string' ? reason.trim().slice(0, longestReason) : '';
  const input = filledInput(incoming.data, data.wish, data.offers);
  const given = { ...before, wish: input, ...(chosen && { chosen: chosen.name }), ...(why && { reason: why }) };
  if (!chosen || !why) {
    const code = chosen ? 'form-reason-missing' : 'form-point-missing';
    return sayOnForm(turn, seen.id, given, withField({ code, params: {} }));
  }
  return showPlan(turn, seen.id, { ...given, chosen: chosen.name, reason: why });
}

/** The button beside what would stop: the plan once more, with the one change that mends it. */
export async function submitMended(turn: RestoreTurn<'action'>): Promise<Answer> {
  const seen = await findForm(turn.services.store.db, requireRequestId(turn));
  const data = seen && restoreFormOf(seen);
  if (!data?.mend || data.reason === undefined) throw new CodedError('stale-card');
  const { mend, problem: _, plan: __, reason, ...before } = data;
  return showPlan(turn, seen?.id ?? '', { ...before, wish: mend.wish, chosen: mend.point, reason });
}

/** The form of a plan that something stands against by now, with what mends it. */
async function refuseForm(turn: RestoreTurn<'action'>, id: string, error: CodedError): Promise<Answer> {
  const seen = await findForm(turn.services.store.db, id);
  const data = seen && restoreFormOf(seen);
  if (!data?.reason || !data.chosen) throw error;
  const { plan: _, reason, chosen, ...before } = data;
  return showPlan(turn, id, { ...before, reason, chosen });
}

/** A form that says all that a plan needs. */
type FilledForm = RestoreForm & Required<Pick<RestoreForm, 'chosen' | 'reason'>>;

async function showPlan(turn: RestoreTurn<'action'>, id: string, { mend: _, ...given }: FilledForm): Promise<Answer> {
  const { services } = turn;
  const [vault, item, points] = await Promise.all([
    services.inventory.vault(given.vaultId),
    services.azure.items.get(given.itemId),
    services.azure.points.list(given.itemId),
  ]);
  if (!item) throw new CodedError('vm-not-found', { name: given.vmName });
  const { plan, problem, mend } = await planForm(turn, given, { target: { vault, item }, points });
  if (!plan) return sayOnForm(turn, id, { ...given, ...(mend && { mend }) }, problem);
  return once(turn, async (tx) => {
    const form = await ownForm(services, tx, id, turn.incoming.from);
    requireNonce(turn, form.nonce);
    const data = { ...given, plan, ...(mend && { mend }) };
    const changed = await changeForm(services, tx, form, { state: 'confirming', data });
    return { kind: 'card', card: ownFormCard(services, changed, turn.personal), text: '' };
  });
}

type Planned = { mend?: RestoreForm['mend'] } & (
  | { plan: StoredRestore; problem?: never }
  | { plan?: never; problem: Failure & { field?: ProblemField } }
);

/** The plan of a form, or what stands against it; and the change that mends it, where it would stop. */
export async function planForm(turn: RestoreTurn<'text' | 'action'>, data: FilledForm, from: Points): Promise<Planned> {
  const planned = await planOf(turn, from, data);
  const stops = stopOf(planned);
  const mend = stops && (await findMend(turn, from, data, stops));
  if (!(planned instanceof CodedError)) return { plan: planned, ...(mend && { mend }) };
  return { problem: withField(asFailure(planned)), ...(mend && { mend }) };
}

function stopOf(planned: StoredRestore | CodedError): Failure | undefined {
  if (planned instanceof CodedError) return asFailure(planned);
  return redFinding(planned.view.check?.findings ?? [])?.text;
}

/** read: what this turn has read of the chosen point already. */
type Points = { target: Target; points: readonly RecoveryPointFacts[]; read?: PointRead };

/** Only a change whose plan was made and does not stop. */
async function findMend(
  turn: RestoreTurn<'text' | 'action'>,
  { target, points }: Points,
  data: FilledForm,
  stops: Failure,
): Promise<RestoreForm['mend']> {
  const kind = mendKindOf(stops);
  if (!kind) return undefined;
  const { services } = turn;
  const { vmName, chosen: point, wish, offers } = data;
  const at = points.find(({ name }) => name === point)?.at ?? services.clock.now();
  const name = kind === 'name' ? await freeName(services, services.planning.profileOf(data.vaultName), vmName, at) : '';
  const change = mended(kind, { point, wish }, { offered: offers.offered, points, name });
  if (!change) return undefined;
  const again = await tryRead(() =>
    planOf(turn, { target, points }, { ...data, chosen: change.point, wish: change.wish }),
  );
  return again.kind === 'read' && !stopOf(again.value) ? { kind, ...change } : undefined;
}

/** Besides what the rules of restores have against a plan. */
const onForm: ReadonlySet<string> = new Set(['make-not-allowed', 'reason-needs-ticket']);

/** @returns what a rule, or this person's rights, have against it instead of a plan */
async function planOf(
  { services, incoming }: RestoreTurn<'text' | 'action'>,
  { target, points, read }: Points,
  { wish, offers, chosen, reason }: FilledForm,
): Promise<StoredRestore | CodedError> {
  try {
    requireOffered(wish.make, offers);
    const plan = await makePlan(services, target, chosen, incoming.from, toRestoreChoice(wish), points, read);
    requireTicketFor(services, plan, reason);
    await requireDecidersOfCopy(services, { by: incoming.from, place: incoming.place }, plan);
    return plan;
  } catch (error) {
    if (error instanceof CodedError && (error.code.startsWith('plan.') || onForm.has(error.code))) return error;
    throw error;
  }
}

/** Beside which field a refusal stands; the others stand above the form. */
const fields: Record<string, ProblemField> = {
  'form-point-missing': 'point',
  'form-reason-missing': 'reason',
  'reason-needs-ticket': 'reason',
  'plan.new-vm-name-missing': 'name',
  'plan.new-vm-name-invalid': 'name',
  'plan.new-vm-name-taken': 'name',
  'plan.new-vm-name-wanted': 'name',
  'plan.new-vm-interface-taken': 'name',
  'plan.size-not-offered': 'size',
  'plan.zone-disks': 'zone',
  'plan.zone-snapshot-tier': 'zone',
  'plan.zone-vault-redundancy': 'zone',
  'plan.lun-not-in-point': 'disks',
  'plan.luns-only-with-disks': 'disks',
  'plan.rebuild-without-os-disk': 'disks',
};

function withField(failure: Failure): Failure & { field?: ProblemField } {
  const field = failure.code.startsWith('plan.set-') ? 'set' : fields[failure.code];
  return { ...failure, ...(field && { field }) };
}

/**
 * The form again, with what was given and what is wrong with it.
 * @param state confirming: its plan still stands
 */
function sayOnForm(
  turn: RestoreTurn<'action'>,
  id: string,
  data: RestoreForm,
  problem: Failure & { field?: ProblemField },
  state: 'open' | 'confirming' = 'open',
): Promise<Answer> {
  const { services, incoming, personal } = turn;
  return once(turn, async (tx) => {
    const form = await ownForm(services, tx, id, incoming.from);
    requireNonce(turn, form.nonce);
    const changed = await changeForm(services, tx, form, { state, data: { ...data, problem } });
    const text = failureText(texts(personal.language), problem);
    return { kind: 'card', card: ownFormCard(services, changed, personal), text };
  });
}
