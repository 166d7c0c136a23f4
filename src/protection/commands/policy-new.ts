import { writePolicy, writePolicyAction } from '../../access/rules/actions.ts';
import { changeForm, formPlace, openForm, ownForm, ownFormCard, requireNoneOpen } from '../../chat/forms.ts';
import { once, oncePerActivity } from '../../chat/idempotency.ts';
import { requireNonce, requireRequestId } from '../../chat/targets.ts';
import { type Command, defineFormKind, type Turn } from '../../chat/turn.ts';
import { grammar } from '../../i18n/grammar.ts';
import { keyword, named, texts } from '../../i18n/texts.ts';
import type { Answer } from '../../kernel/chat.ts';
import { CodedError } from '../../kernel/errors.ts';
import type { VaultFacts } from '../../kernel/facts.ts';
import { findWindowsTimeZone } from '../../kernel/time-zones.ts';
import { findVault, vaultNames } from '../../machines/inventory.ts';
import { submitImmediate } from '../../requests/create.ts';
import { requireOwnTiers } from '../../requests/dry-run.ts';
import { findForm } from '../../store/forms.ts';
import { basicInputs } from '../cards/policy-form.ts';
import {
  type PolicyForm,
  policyFormCardOf,
  policyFormOf,
  policyPreviewText,
  storedPolicyForm,
} from '../policy-forms.ts';
import { preparePolicy } from '../prepare.ts';
import { type PolicyProblem, policyLimits } from '../rules/check-policy.ts';
import {
  kindOfEntries,
  type PolicyEntries,
  type PolicyInput,
  parseEntries,
  parsePolicyLine,
  policyInputs,
  type TypedPolicy,
} from '../rules/parse-policy.ts';

/** Creates a policy by form: what it is, its schedule and retention, then all of it in words. */
export const policyNew: Command = {
  spec: {
    ...named('policy new'),
    arguments: [
      { kind: 'word', name: 'vault' },
      { kind: 'word', name: 'name' },
      { kind: 'phrase', name: 'schedule' },
      keyword('keep', 'phrase'),
      keyword('snapshots', 'phrase'),
      keyword('timezone', 'phrase'),
    ],
    sideEffect: 'changes',
    section: 'backup',
  },
  takes: 'make-policies',

  run: (turn, { args }) => {
    const { name, schedule, vault, keep, snapshots, timezone: timeZone } = args;
    if (name === undefined) return beginPolicy(turn, vault);
    const typed = { ...(keep && { keep }), ...(snapshots && { snapshots }), ...(timeZone && { timeZone }) };
    return beginPolicy(turn, vault, { name, schedule: schedule ?? '', ...typed });
  },

  verbs: {
    'open-policy': (turn) => beginPolicy(turn, requireRequestId(turn)),
    'policy-next': submitPage,
    'policy-back': (turn) => turnPage(turn, 'basics'),
    'policy-change': (turn) => turnPage(turn, 'details'),
    'policy-create': (turn) => submitPolicy(turn, requireRequestId(turn), turn),
  },
};

/** @throws not-allowed, protection.vault-unknown */
async function beginPolicy(
  turn: Turn<'text' | 'action'>,
  named: string | undefined,
  typed?: TypedPolicy,
): Promise<Answer> {
  const { services, incoming, personal } = turn;
  const vaults = await writableVaults(turn, named);
  const names = vaultNames(vaults);
  const vault = named === undefined ? vaults[0] : findVault(vaults, named);
  if (!vault) {
    const choices = names.join(', ');
    throw new CodedError('protection.vault-unknown', { vault: named ?? '', choices });
  }
  const called = vaults.map(({ id, name }, at) => ({ id, name: names[at] ?? name }));
  const offered = named === undefined ? called : called.filter(({ id }) => id === vault.id);
  const chosen = called.find(({ id }) => id === vault.id)?.name ?? vault.name;
  const timeZone = findWindowsTimeZone(personal.timeZone) === undefined ? 'UTC' : personal.timeZone;
  const begun: PolicyForm = {
    ownerName: incoming.from.name,
    ownerTeamsId: incoming.from.teamsId,
    page: 'basics',
    vaults: offered,
    vault: chosen,
    entries: typed ? parsePolicyLine(typed, timeZone, grammar) : { kind: 'daily', zone: timeZone },
    problems: [],
  };
  const data = typed ? checkEntries(begun, await nameTaken(turn, begun)) : begun;
  const at = { owner: incoming.from, place: incoming.place };
  return oncePerActivity(turn, async (tx) => {
    if (incoming.kind === 'action' || turn.tapped)
      await requireNoneOpen(services, tx, at, { kind: 'policy', vms: chosen });
    await openForm(services, tx, at, { kind: 'policy', state: data.made ? 'confirming' : 'open', data });
    return { kind: 'nothing' };
  });
}

/** Handles the submit of a page. Errors are shown beside their fields, and entries stay. */
async function submitPage(turn: Turn<'action'>): Promise<Answer> {
  const { services, incoming } = turn;
  const seen = await findForm(services.store.db, requireRequestId(turn));
  if (!seen) throw new CodedError('stale-card');
  const before = policyFormOf(seen);
  const isBasics = before.page === 'basics';
  const inputs = isBasics ? basicInputs : policyInputs.filter((input) => !basicInputs.includes(input));
  const entries = { ...before.entries, ...enteredOn(incoming.data, inputs) };
  const chosen = before.vaults.find(({ name }) => name === incoming.data.vault);
  const vault = before.vaults.length > 1 && isBasics && chosen ? chosen.name : before.vault;
  const data: PolicyForm = { ...before, entries, vault, problems: [] };
  const taken = await nameTaken(turn, data);
  if (isBasics) {
    const problems = [...checkBasics(entries), ...taken];
    const changed =
      problems.length > 0
        ? { ...data, problems }
        : { ...data, page: 'details' as const, entries: withDefaults(entries) };
    return show(turn, seen.id, 'open', changed);
  }
  const changed = checkEntries(data, taken);
  return show(turn, seen.id, changed.made ? 'confirming' : 'open', changed);
}

/** The form with the policy to create, or with every error and the page on which to fix the first of them. */
function checkEntries(data: PolicyForm, taken: PolicyProblem[]): PolicyForm {
  const read = parseEntries(data.entries, grammar);
  const problems = [...(read.kind === 'problems' ? read.problems : []), ...taken];
  if (read.kind === 'problems' || problems.length > 0) {
    // Errors of the first page are fixed there.
    const page = problems.some(({ field }) => field === 'name' || field === 'zone' || field === 'kind')
      ? 'basics'
      : 'details';
    return { ...data, page, problems };
  }
  const { name, body } = read;
  return { ...data, page: 'details', made: { name, body } };
}

function turnPage(turn: Turn<'action'>, page: PolicyForm['page']): Promise<Answer> {
  const { services, incoming, personal } = turn;
  return once(turn, async (tx) => {
    const form = await ownForm(services, tx, requireRequestId(turn), incoming.from);
    requireNonce(turn, form.nonce);
    const { made: _, ...data } = policyFormOf(form);
    const changed = await changeForm(services, tx, form, { state: 'open', data: { ...data, page, problems: [] } });
    return { kind: 'card', card: ownFormCard(services, changed, personal), text: '' };
  });
}

function show(turn: Turn<'action'>, id: string, state: 'open' | 'confirming', data: PolicyForm): Promise<Answer> {
  const { services, incoming, personal } = turn;
  return once(turn, async (tx) => {
    const form = await ownForm(services, tx, id, incoming.from);
    requireNonce(turn, form.nonce);
    const changed = await changeForm(services, tx, form, { state, data });
    const text = data.problems.length > 0 ? texts(personal.language).t('cards.policy-form.wrong') : '';
    return { kind: 'card', card: ownFormCard(services, changed, personal), text };
  });
}

/** Creates the policy shown in the preview. @param click absent when it was typed */
async function submitPolicy(
  turn: Turn<'text' | 'action'>,
  id: string,
  click: Turn<'action'> | undefined,
): Promise<Answer> {
  const { services, incoming, personal } = turn;
  const seen = await findForm(services.store.db, id);
  if (!seen) throw new CodedError('stale-card');
  const { made, vault: name, vaults } = policyFormOf(seen);
  if (!made) throw new CodedError('nothing-to-confirm', { id });
  const vault = await services.inventory.vault(vaults.find((each) => each.name === name)?.id ?? '');
  const plan = await preparePolicy(services, vault, made, incoming.from);
  if (await services.azure.policies.get(vault, made.name)) {
    throw new CodedError('protection.policy-there', { vault: vault.name, policy: made.name });
  }
  await requireOwnTiers(services, [plan]);
  return once(turn, async (tx) => {
    const form = await ownForm(services, tx, id, incoming.from);
    if (click) requireNonce(click, form.nonce);
    const place = formPlace(form, incoming.place);
    await submitImmediate(services, tx, { by: incoming.from, place }, plan);
    const changed = await changeForm(services, tx, form, { state: 'done' });
    return click ? { kind: 'card', card: ownFormCard(services, changed, personal), text: '' } : { kind: 'nothing' };
  });
}

async function writableVaults({ services, incoming }: Turn, named: string | undefined): Promise<VaultFacts[]> {
  const all = await services.inventory.vaults();
  const missing = await services.access.missing(
    incoming.from.objectId,
    all.map(({ id }) => writePolicy(id)),
    true,
  );
  const closed = new Set(missing.map(({ scope }) => scope));
  const open = all.filter(({ id }) => !closed.has(id));
  const asked = named === undefined ? undefined : findVault(all, named);
  if (open.length === 0 || (asked && closed.has(asked.id))) {
    if (all.length === 0) throw new CodedError('no-vault-visible', { action: writePolicyAction });
    const scope = (asked ? [asked] : all).map(({ name }) => name).join(', ');
    throw new CodedError('not-allowed', { action: writePolicyAction, scope });
  }
  return open;
}

async function nameTaken({ services }: Turn, { entries, vault, vaults }: PolicyForm): Promise<PolicyProblem[]> {
  const name = (entries.name ?? '').trim();
  if (!policyLimits.name.test(name)) return [];
  const id = vaults.find((each) => each.name === vault)?.id ?? '';
  const there = await services.azure.policies.get(await services.inventory.vault(id), name);
  return there ? [{ field: 'name', code: 'name-taken' }] : [];
}

function checkBasics(entries: PolicyEntries): PolicyProblem[] {
  return [
    ...(policyLimits.name.test((entries.name ?? '').trim()) ? [] : [{ field: 'name', code: 'name-odd' } as const]),
    ...(kindOfEntries(entries) ? [] : [{ field: 'kind', code: 'kind-missing' } as const]),
    ...(findWindowsTimeZone(entries.zone ?? '') ? [] : [{ field: 'zone', code: 'zone-unknown' } as const]),
  ];
}

/** Fills what was left empty with the usual choices. */
function withDefaults(entries: PolicyEntries): PolicyEntries {
  const kind = kindOfEntries(entries);
  const usual: PolicyEntries =
    kind === 'hourly'
      ? { time: '08:00', every: '4', hours: '12', daily: '30', snapshots: '7' }
      : kind === 'weekly' || kind === 'weekly-v2'
        ? { time: '02:00', days: 'Sunday', weekly: '12', snapshots: '5' }
        : { time: '02:00', daily: '30', snapshots: '2' };
  return { ...usual, ...entries };
}

/** Clients omit inputs that were emptied, so a missing one was cleared. */
function enteredOn(data: Record<string, unknown>, inputs: readonly PolicyInput[]): PolicyEntries {
  return Object.fromEntries(
    inputs.map((input) => {
      const value = data[input];
      return [input, typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 300) : ''];
    }),
  );
}

export const policyFormKind = defineFormKind<PolicyForm>({
  name: 'policy',
  stored: storedPolicyForm,
  card: policyFormCardOf,
  vms: ({ vault }) => vault,
  command: ({ vault }) => ({ command: 'policy new', rest: vault }),
  confirmText: policyPreviewText,
  openOwn: (turn, { vault }) => beginPolicy(turn, vault),
  confirm: submitPolicy,
});
