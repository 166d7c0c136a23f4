import { changeForm, ownForm, ownFormCard } from '../chat/forms.ts';
import { once } from '../chat/idempotency.ts';
import { requireNonce, requireRequestId } from '../chat/request-of.ts';
import { failureText } from '../i18n/failure-text.ts';
import { texts } from '../i18n/texts.ts';
import type { Answer } from '../kernel/chat.ts';
import { asFailure, CodedError, type Failure } from '../kernel/errors.ts';
import { requireDecidersOfCopy, requireTicketFor } from '../requests/approvals.ts';
import { findForm } from '../store/forms.ts';
import type { ProblemField } from './cards/restore-form.ts';
import { type RestoreForm, restoreFormOf } from './restore-forms.ts';
import { filledInput, longestReason, requireOffered } from './restore-input.ts';
import { makePlan } from './restore-requests.ts';
import { toRestoreChoice } from './rules/restore-kinds.ts';
import type { RestoreTurn } from './services.ts';

/** The form's submit shows the plan. What is wrong is said on the form beside its field, with the entries kept. */
export async function submitForm(turn: RestoreTurn<'action'>): Promise<Answer> {
  const { services, incoming, personal } = turn;
  const seen = await findForm(services.store.db, requireRequestId(turn));
  if (!seen) throw new CodedError('stale-card');
  const data = restoreFormOf(seen);
  const { problem: _, ...before } = data;
  const { point, reason } = incoming.data;
  const chosen = data.points.find(({ name }) => name === point);
  const why = typeof reason === 'string' ? reason.trim().slice(0, longestReason) : '';
  const input = filledInput(incoming.data, data.wish, data.offers);
  const given = { ...before, wish: input, ...(chosen && { chosen: chosen.name }), ...(why && { reason: why }) };
  if (!chosen || !why) {
    return sayOnForm(turn, seen.id, given, { code: chosen ? 'form-reason-missing' : 'form-point-missing', params: {} });
  }
  const planned = await planOf(turn, given, chosen.name, why);
  if (planned instanceof CodedError) return sayOnForm(turn, seen.id, given, asFailure(planned));
  return once(turn, async (tx) => {
    const form = await ownForm(services, tx, seen.id, incoming.from);
    requireNonce(turn, form.nonce);
    const changed = await changeForm(services, tx, form, { state: 'confirming', data: { ...given, plan: planned } });
    return { kind: 'card', card: ownFormCard(services, changed, personal), text: '' };
  });
}

/** Besides what the rules of restores have against a plan. */
const onForm: ReadonlySet<string> = new Set(['make-not-allowed', 'reason-needs-ticket']);

/** @returns what a rule, or this person's rights, have against it instead of a plan */
async function planOf(
  { services, incoming }: RestoreTurn<'action'>,
  data: RestoreForm,
  pointName: string,
  reason: string,
) {
  const vault = await services.inventory.vault(data.vaultId);
  const [item, points] = await Promise.all([
    services.azure.items.get(data.itemId),
    services.azure.points.list(data.itemId),
  ]);
  if (!item) throw new CodedError('vm-not-found', { name: data.vmName });
  try {
    requireOffered(data.wish.make, data.offers);
    const plan = await makePlan(
      services,
      { vault, item },
      pointName,
      incoming.from,
      toRestoreChoice(data.wish),
      points,
    );
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
  'plan.zone-encrypted': 'zone',
  'plan.zone-encryption-unknown': 'zone',
  'plan.zone-snapshot-tier': 'zone',
  'plan.zone-unmanaged': 'zone',
  'plan.zone-vault-redundancy': 'zone',
  'plan.lun-not-in-point': 'disks',
  'plan.luns-only-with-disks': 'disks',
  'plan.rebuild-without-os-disk': 'disks',
};

function findField(code: string): ProblemField | undefined {
  return code.startsWith('plan.set-') ? 'set' : fields[code];
}

/** The form again, with what was given and what is wrong with it. */
function sayOnForm(turn: RestoreTurn<'action'>, id: string, data: RestoreForm, problem: Failure): Promise<Answer> {
  const { services, incoming, personal } = turn;
  const field = findField(problem.code);
  return once(turn, async (tx) => {
    const form = await ownForm(services, tx, id, incoming.from);
    requireNonce(turn, form.nonce);
    const changed = await changeForm(services, tx, form, {
      state: 'open',
      data: { ...data, problem: { ...problem, ...(field && { field }) } },
    });
    const text = failureText(texts(personal.language), problem);
    return { kind: 'card', card: ownFormCard(services, changed, personal), text };
  });
}
