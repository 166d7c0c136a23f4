import { changeForm, formPlace, ownForm, ownFormCard } from '../chat/forms.ts';
import { once } from '../chat/idempotency.ts';
import { requireNonce, resolveTarget } from '../chat/targets.ts';
import type { ChatServices, Turn } from '../chat/turn.ts';
import { failureText } from '../i18n/failure-text.ts';
import { texts } from '../i18n/texts.ts';
import { sameArmId } from '../kernel/arm-id.ts';
import type { Answer } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import { fullName, type Target } from '../machines/inventory.ts';
import { readMachine } from '../machines/read-machine.ts';
import { shownAccess } from '../machines/rules/key-access-gaps.ts';
import { requireDeciders } from '../requests/approvals.ts';
import { toDecidable } from '../requests/approvers.ts';
import { submitImmediate } from '../requests/create.ts';
import { requireOwnTiers } from '../requests/dry-run.ts';
import { type FormRow, findForm } from '../store/forms.ts';
import { openAskForm, requireNotAsked } from './ask-for.ts';
import { inspectKeyAccess } from './key-access.ts';
import { prepareResume, prepareResumeShorter, readStopped } from './prepare.ts';
import { type ProtectForm, protectFormOf } from './protect-forms.ts';
import { resumeLoses, type Stopped } from './rules/keeps-less.ts';
import type { StoredResumeShorter } from './stored.ts';

/**
 * The form that resumes protection of a machine: its vault's policies, and its keys. It selects the named policy,
 * otherwise the previous one, otherwise the most used of those that let no point go.
 */
export async function resumeFormOf(
  services: ChatServices,
  target: Target,
  { policyName, stopped }: { policyName: string | undefined; stopped: Stopped },
): Promise<Omit<ProtectForm, 'ownerName' | 'ownerTeamsId'>> {
  const { vault, item } = target;
  const [policies, used, machine] = await Promise.all([
    services.azure.policies.list(vault),
    services.azure.vaultUsages.protectedMachines(vault),
    readMachine(services.azure, item.vmId),
  ]);
  if (policies.length === 0) throw new CodedError('protection.policies-none', { vault: vault.name });
  const wanted = policyName ?? stopped.before?.name;
  const named = policies.find((each) => each.name.toLowerCase() === wanted?.toLowerCase());
  if (policyName !== undefined && !named) {
    throw new CodedError('protection.policy-unknown', { policy: policyName, vault: vault.name });
  }
  const policy =
    named ??
    policies
      .toSorted((one, other) => other.itemCount - one.itemCount)
      .find((each) => !resumeLoses(stopped, each, services.clock.now()));
  const { access, byHand } = await inspectKeyAccess(services, item.vmName, machine.encryption);
  const keyAccess = shownAccess(item.vmName, access, byHand);
  return {
    mode: 'resume',
    // A bare name may mean another machine by the time of the submit.
    names: [fullName(item.vmId)],
    lines: [{ vm: item.vmName, encryption: machine.encryption.kind, refusals: [], keyAccess }],
    chosen: [item.vmName],
    vaults: [
      {
        name: vault.name,
        region: vault.location,
        subscription: vault.subscriptionId,
        ...(used !== undefined && { used }),
      },
    ],
    vaultId: vault.id,
    vault: vault.name,
    policies,
    policy: policy?.name ?? '',
    asks: false,
    warnings: [],
  };
}

/**
 * Handles the form's submit: shows the chosen policy in words, or opens the reason form if that policy may let points
 * go.
 */
export async function drawResume(turn: Turn<'action'>, seen: FormRow, before: ProtectForm): Promise<Answer> {
  const { services, incoming } = turn;
  const { problem: _, ...kept } = before;
  const wanted = incoming.data.policy ?? before.policy;
  // A dialog does not enforce required inputs.
  if (wanted === '') {
    return show(turn, seen, 'open', { ...kept, problem: { code: 'protection.policy-missing', params: {} } });
  }
  const policy = before.policies.find(({ name }) => name === wanted);
  if (!policy) throw new CodedError('stale-card');
  const target = await readTarget(turn, before, policy.name);
  if (resumeLoses(await readStopped(services, target), policy, services.clock.now())) {
    return openAskFormInstead(turn, seen, kept, await prepareResumeShorter(services, target, policy, incoming.from));
  }
  return show(turn, seen, 'confirming', { ...kept, policy: policy.name });
}

function show(turn: Turn<'action'>, { id }: FormRow, state: 'open' | 'confirming', data: ProtectForm): Promise<Answer> {
  const { services, incoming, personal } = turn;
  return once(turn, async (tx) => {
    const form = await ownForm(services, tx, id, incoming.from);
    requireNonce(turn, form.nonce);
    const changed = await changeForm(services, tx, form, { state, data });
    const text = data.problem ? failureText(texts(personal.language), data.problem) : '';
    return { kind: 'card', card: ownFormCard(services, changed, personal), text };
  });
}

/** Replaces the form with the one that asks for a reason. */
async function openAskFormInstead(
  turn: Turn<'action'>,
  seen: FormRow,
  before: ProtectForm,
  plan: StoredResumeShorter,
): Promise<Answer> {
  const { services, incoming, personal } = turn;
  const { from, place } = incoming;
  await requireOwnTiers(services, [plan]);
  await requireDeciders(services, { by: from, place }, toDecidable(services, plan));
  return once(turn, async (tx) => {
    const form = await ownForm(services, tx, seen.id, from);
    requireNonce(turn, form.nonce);
    await requireNotAsked(tx, plan);
    const data = { ...before, replaced: true };
    const changed = await changeForm(services, tx, form, { state: 'withdrawn', data });
    await openAskForm(services, tx, { owner: from, place: formPlace(form, place) }, plan, before.reason);
    return { kind: 'card', card: ownFormCard(services, changed, personal), text: '' };
  });
}

/** @throws protection.policy-gone where the item is no longer there; stale-card where another vault has it */
async function readTarget(turn: Turn, { names, vault, vaultId }: ProtectForm, policy: string): Promise<Target> {
  const target = await resolveTarget(turn, names[0] ?? '');
  if (!sameArmId(target.vault.id, vaultId)) throw new CodedError('stale-card');
  const item = await turn.services.azure.items.get(target.item.id);
  if (!item) throw new CodedError('protection.policy-gone', { policy, vault });
  return { vault: target.vault, item };
}

/** @param click absent when it was typed */
export async function resumeNow(
  turn: Turn<'text' | 'action'>,
  id: string,
  click: Turn<'action'> | undefined,
): Promise<Answer> {
  const { services, incoming, personal } = turn;
  const seen = await findForm(services.store.db, id);
  if (!seen) throw new CodedError('nothing-to-confirm', { id });
  const data = protectFormOf(seen);
  const { vault, policies, policy: policyName } = data;
  const target = await readTarget(turn, data, policyName);
  const policy = policies.find(({ name }) => name === policyName);
  if (!policy) throw new CodedError('protection.policy-gone', { policy: policyName, vault });
  const plan = await prepareResume(services, target, policy, incoming.from);
  await requireOwnTiers(services, [plan]);
  return once(turn, async (tx) => {
    const form = await ownForm(services, tx, id, incoming.from);
    if (click) requireNonce(click, form.nonce);
    if (form.state !== 'confirming') throw new CodedError('nothing-to-confirm', { id });
    await submitImmediate(services, tx, { by: incoming.from, place: formPlace(form, incoming.place) }, plan);
    const changed = await changeForm(services, tx, form, { state: 'done' });
    return click ? { kind: 'card', card: ownFormCard(services, changed, personal), text: '' } : { kind: 'nothing' };
  });
}
