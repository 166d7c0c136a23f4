import { changeForm, ownForm, ownFormCard } from '../chat/forms.ts';
import { once } from '../chat/idempotency.ts';
import type { Turn } from '../chat/turn.ts';
import type { Answer } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import type { Target } from '../machines/inventory.ts';
import { readMachine } from '../machines/read-machine.ts';
import { toldAccess } from '../machines/rules/key-access-gaps.ts';
import { requireOwnTiers } from '../requests/dry-run.ts';
import { requireNonce } from '../requests/request-of.ts';
import { submitImmediate } from '../requests/submit-immediate.ts';
import type { Services } from '../services.ts';
import { type FormRow, findForm } from '../store/forms.ts';
import { lookAtKeyAccess } from './key-access.ts';
import { prepareResume } from './prepare.ts';
import { type ProtectForm, protectFormOf } from './protect-forms.ts';

/** What the form shows that resumes the protection of a machine: its vault's policies, and its keys. */
export async function resumeFormOf(
  services: Services,
  target: Target,
  name: string,
  policyName: string | undefined,
): Promise<Omit<ProtectForm, 'ownerName' | 'ownerTeamsId'>> {
  const { vault, item } = target;
  const [policies, used, machine] = await Promise.all([
    services.azure.policies.list(vault),
    services.azure.vaultUsages.protectedMachines(vault),
    readMachine(services.azure, item.vmId),
  ]);
  if (policies.length === 0) throw new CodedError('protection.policies-none', { vault: vault.name });
  const wanted = policyName ?? item.policyName;
  const policy =
    policies.find((each) => each.name.toLowerCase() === wanted?.toLowerCase()) ??
    (policyName === undefined ? policies[0] : undefined);
  if (!policy) throw new CodedError('protection.policy-unknown', { policy: policyName ?? '', vault: vault.name });
  const { access, byHand } = await lookAtKeyAccess(services, item.vmName, machine.encryption);
  const keyAccess = toldAccess(item.vmName, access, byHand);
  return {
    mode: 'resume',
    names: [name],
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
    policy: policy.name,
    asks: false,
    warnings: [],
  };
}

/** The form's submit: the chosen policy in words. */
export function drawResume(turn: Turn<'action'>, seen: FormRow, before: ProtectForm): Promise<Answer> {
  const { services, incoming, personal } = turn;
  const wanted = incoming.data.policy;
  const policy = before.policies.find(({ name }) => name === wanted)?.name ?? before.policy;
  return once(turn, async (tx) => {
    const form = await ownForm(services, tx, seen.id, incoming.from);
    requireNonce(turn, form.nonce);
    const changed = await changeForm(services, tx, form, { state: 'confirming', data: { ...before, policy } });
    return { kind: 'card', card: ownFormCard(services, changed, personal), text: '' };
  });
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
  const { names, vault, policies, policy: policyName } = protectFormOf(seen);
  const target = await services.inventory.target(names[0] ?? '');
  const item = await services.azure.items.get(target.item.id);
  const policy = policies.find(({ name }) => name === policyName);
  if (!item || !policy) throw new CodedError('protection.policy-gone', { policy: policyName, vault });
  const plan = await prepareResume(services, { vault: target.vault, item }, policy, incoming.from);
  await requireOwnTiers(services, [plan]);
  return once(turn, async (tx) => {
    const form = await ownForm(services, tx, id, incoming.from);
    if (click) requireNonce(click, form.nonce);
    if (form.state !== 'confirming') throw new CodedError('nothing-to-confirm', { id });
    const place = { ...incoming.place, ...(form.thread_id && { threadId: form.thread_id }) };
    await submitImmediate(services, tx, { by: incoming.from, place }, plan);
    const changed = await changeForm(services, tx, form, { state: 'done' });
    return click ? { kind: 'card', card: ownFormCard(services, changed, personal), text: '' } : { kind: 'nothing' };
  });
}
