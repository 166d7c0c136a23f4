import { requireMachineId } from '../../chat/arguments.ts';
import { changeForm, formPlace, openForm, ownForm, ownFormCard, requireNoneOpen } from '../../chat/forms.ts';
import { once, oncePerActivity } from '../../chat/idempotency.ts';
import { requireNonce, requireRequestId } from '../../chat/targets.ts';
import { type Command, defineFormKind, type Turn } from '../../chat/turn.ts';
import { failureText } from '../../i18n/failure-text.ts';
import { keyword, named, texts } from '../../i18n/texts.ts';
import type { Answer } from '../../kernel/chat.ts';
import { asFailure, CodedError, type Failure } from '../../kernel/errors.ts';
import { requireDecidersOfAll } from '../../requests/approvals.ts';
import { requireOwnTiers } from '../../requests/dry-run.ts';
import { findForm } from '../../store/forms.ts';
import { protectLine } from '../cards/protect-form.ts';
import { drawProtect, type ProtectInput, prepareProtects, submitProtects } from '../protect.ts';
import {
  type ProtectForm,
  protectFormCardOf,
  protectFormOf,
  protectPreviewText,
  storedProtectForm,
} from '../protect-forms.ts';
import { drawResume, resumeNow } from '../resume-form.ts';
import { beginResume } from './protection.ts';

/** A card has room for this many machines at one line each. */
const maxVms = 10;

/** Enables backup of unprotected machines. */
export const protect: Command = {
  spec: {
    ...named('protect'),
    arguments: [{ kind: 'many', name: 'vms', required: true }, keyword('in', 'phrase'), keyword('with', 'phrase')],
    sideEffect: 'changes',
    section: 'backup',
  },
  takes: 'protect',

  run(turn, { args, lists }) {
    const names = [...new Set(lists.vms ?? [])];
    return beginProtect(turn, {
      names,
      ...(args.in !== undefined && { vault: args.in }),
      ...(args.with !== undefined && { policy: args.with }),
    });
  },

  verbs: {
    'open-protect': (turn) => beginProtect(turn, { names: [requireMachineId(turn)] }),
    'protect-next': submitChoice,
    'protect-change': (turn) =>
      once(turn, async (tx) => {
        const form = await ownForm(turn.services, tx, requireRequestId(turn), turn.incoming.from);
        requireNonce(turn, form.nonce);
        const changed = await changeForm(turn.services, tx, form, { state: 'open', data: protectFormOf(form) });
        return { kind: 'card', card: ownFormCard(turn.services, changed, turn.personal), text: '' };
      }),
    'protect-go': (turn) => protectNow(turn, requireRequestId(turn), turn),
    'resume-go': (turn) => resumeNow(turn, requireRequestId(turn), turn),
  },
};

/** Opens the form; with vault and policy typed, goes straight to the preview. */
async function beginProtect(turn: Turn<'text' | 'action'>, input: ProtectInput): Promise<Answer> {
  const { services, incoming, shared } = turn;
  if (input.names.length > maxVms) throw new CodedError('too-many-vms', { count: input.names.length, most: maxVms });
  const { form } = await drawProtect(turn, input);
  const [only] = form.lines;
  if (form.lines.every(({ refusals }) => refusals.length > 0)) {
    const [refusal] = only?.refusals ?? [];
    if (form.lines.length === 1 && refusal) throw new CodedError(refusal.code, refusal.params);
    const lines = form.lines.map((line) => protectLine(line, form.asks, shared));
    const text = failureText(texts(shared.language), { code: 'protection.nothing-left', params: {} });
    return { kind: 'reply', body: { text: [text, ...lines].join('\n\n') } };
  }
  if (form.policies.length === 0) throw new CodedError('protection.policies-none', { vault: form.vault });
  const isComplete = input.vault !== undefined && input.policy !== undefined;
  const data: ProtectForm = { ...form, ownerName: incoming.from.name, ownerTeamsId: incoming.from.teamsId };
  const at = { owner: incoming.from, place: incoming.place };
  return oncePerActivity(turn, async (tx) => {
    if (incoming.kind === 'action' || turn.tapped)
      await requireNoneOpen(services, tx, at, { kind: 'protect', vms: data.lines.map(({ vm }) => vm).join(', ') });
    await openForm(services, tx, at, { kind: 'protect', state: isComplete ? 'confirming' : 'open', data });
    return { kind: 'nothing' };
  });
}

/**
 * Handles the submit. Another vault has other policies, so the form comes back with those; otherwise the preview
 * follows.
 */
async function submitChoice(turn: Turn<'action'>): Promise<Answer> {
  const { services, incoming } = turn;
  const seen = await findForm(services.store.db, requireRequestId(turn));
  if (!seen) throw new CodedError('stale-card');
  const before = protectFormOf(seen);
  if (before.mode === 'resume') return drawResume(turn, seen, before);
  const text = (name: string) => {
    const value = incoming.data[name];
    return typeof value === 'string' ? value : undefined;
  };
  const vault = before.vaults.find(({ name }) => name === text('vault'))?.name ?? before.vault;
  const isSame = vault === before.vault;
  const policy = isSame ? (text('policy') ?? before.policy) : undefined;
  const free = before.lines.filter(({ refusals }) => refusals.length === 0);
  const chosen = free.length > 1 ? (text('vms') ?? '').split(',') : before.chosen;
  const input = { names: before.names, vault, ...(policy && { policy }), chosen };
  const drawn = await drawProtect(turn, input).catch((error: unknown) => {
    if (error instanceof CodedError && error.code.startsWith('protection.')) return error;
    throw error;
  });
  if (drawn instanceof CodedError) return show(turn, seen.id, 'open', { ...before, problem: asFailure(drawn) });
  const { problem: _, ...kept } = before;
  const data: ProtectForm = { ...kept, ...drawn.form };
  const problem = findProblem(data);
  if (problem) return show(turn, seen.id, 'open', { ...data, problem });
  return show(turn, seen.id, isSame ? 'confirming' : 'open', data);
}

function findProblem({ chosen, policies, vault }: ProtectForm): Failure | undefined {
  if (policies.length === 0) return { code: 'protection.policies-none', params: { vault } };
  return chosen.length === 0 ? { code: 'protection.nothing-left', params: {} } : undefined;
}

/** Carries out what the preview showed. @param click absent when it was typed */
async function protectNow(
  turn: Turn<'text' | 'action'>,
  id: string,
  click: Turn<'action'> | undefined,
): Promise<Answer> {
  const { services, incoming, personal, shared } = turn;
  const seen = await findForm(services.store.db, id);
  if (!seen) throw new CodedError('nothing-to-confirm', { id });
  const data = protectFormOf(seen);
  if (data.mode === 'resume') return resumeNow(turn, id, click);
  const prepared = await prepareProtects(turn, data);
  await requireOwnTiers(services, prepared);
  await requireDecidersOfAll(services, { by: incoming.from, place: incoming.place }, prepared);
  return once(turn, async (tx) => {
    const form = await ownForm(services, tx, id, incoming.from);
    if (click) requireNonce(click, form.nonce);
    if (form.state !== 'confirming') throw new CodedError('nothing-to-confirm', { id });
    const place = formPlace(form, incoming.place);
    await submitProtects(services, tx, { by: incoming.from, place }, prepared, ({ target, policyName }) =>
      texts(shared.language).t('cards.protect-form.reason', {
        vm: target.vmName,
        vault: target.vaultName,
        policy: policyName,
      }),
    );
    const changed = await changeForm(services, tx, form, { state: 'done' });
    return click ? { kind: 'card', card: ownFormCard(services, changed, personal), text: '' } : { kind: 'nothing' };
  });
}

function show(turn: Turn<'action'>, id: string, state: 'open' | 'confirming', data: ProtectForm): Promise<Answer> {
  const { services, incoming, personal } = turn;
  return once(turn, async (tx) => {
    const form = await ownForm(services, tx, id, incoming.from);
    requireNonce(turn, form.nonce);
    const changed = await changeForm(services, tx, form, { state, data });
    const text = data.problem ? failureText(texts(personal.language), data.problem) : '';
    return { kind: 'card', card: ownFormCard(services, changed, personal), text };
  });
}

export const protectFormKind = defineFormKind<ProtectForm>({
  name: 'protect',
  stored: storedProtectForm,
  card: protectFormCardOf,
  vms: ({ lines, chosen }, { state }) => (state === 'done' ? chosen : lines.map(({ vm }) => vm)).join(', '),
  command: ({ mode, lines }) => ({
    command: mode === 'resume' ? 'protection resume' : 'protect',
    rest: lines.map(({ vm }) => vm).join(' '),
  }),
  confirmText: protectPreviewText,
  openOwn: (turn, { mode, names }) =>
    mode === 'resume' ? beginResume(turn, names[0] ?? '', undefined) : beginProtect(turn, { names }),
  confirm: protectNow,
});
