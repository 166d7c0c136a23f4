import { needsToReadVault } from '../access/access.ts';
import { failureText } from '../i18n/failure-text.ts';
import { grammar } from '../i18n/grammar.ts';
import { commandIn, texts } from '../i18n/texts.ts';
import { nameOf, sameArmId } from '../kernel/arm-id.ts';
import type { Incoming, Spoken } from '../kernel/chat.ts';
import { CodedError, tryRead } from '../kernel/errors.ts';
import { fullName, qualified, type Target } from '../machines/inventory.ts';
import { belongsTo } from '../requests/stored-request.ts';
import { findRequest, type RequestRow } from '../store/requests.ts';
import { type PastedMachine, pastedMachines, replacePasted } from './rules/parse-command-line.ts';
import type { Line } from './rules/plain-words/reading.ts';
import { type CommandSpec, mayChange } from './rules/spec.ts';
import type { PersonServices, Turn } from './turn.ts';

/** What of a turn says which machine a name means. */
type NameTurn = Pick<Turn<'text'>, 'shared' | 'changing'> & {
  services: Pick<PersonServices, 'inventory'>;
  incoming: Incoming;
};

/**
 * The one way from a name to a machine. A link or an ARM id in the line means one machine and is read as its name: where
 * the name leads to another one, both are listed. A command that changes something finds a machine by its bare name only
 * where no other can be called so. Where something that can't be read may hold a namesake, the answer is the same line
 * with the vault in it.
 * @throws as `target` of the inventory; vm-perhaps-other with the line
 */
export async function resolveTarget(turn: NameTurn, name: string): Promise<Target> {
  const { services, incoming, changing } = turn;
  const linked = incoming.kind === 'text' ? pastedMachines(incoming.text, grammar.because) : [];
  const same = linked.filter((one) => one.name.toLowerCase() === name.toLowerCase());
  try {
    const target = await services.inventory.target(name, { certain: changing !== undefined });
    requireSame(same, name, { id: target.item.vmId, vaultId: target.vault.id, typed: qualified(target) });
    return target;
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    if (error.code === 'vm-not-protected') {
      const id = String(error.params.id);
      requireSame(same, name, { id, typed: fullName(id) });
    }
    if (changing === undefined || typeof error.params.qualified !== 'string') throw error;
    const line = certainLine(turn, changing, name, error.params.qualified);
    throw new CodedError(error.code, { ...error.params, line });
  }
}

/** For the turn in which this command runs, or a button of it. */
export function changingOf(
  spec: CommandSpec | undefined,
  args: Readonly<Record<string, string>> = {},
): Pick<NameTurn, 'changing'> {
  return spec === undefined || !mayChange(spec, args) ? {} : { changing: spec.name };
}

/** The line as it was typed, or what the click is in words. */
function certainLine({ incoming, shared }: NameTurn, command: string, name: string, qualified: string) {
  if (incoming.kind === 'text') {
    const words = replacePasted(incoming.text, grammar.because)
      .trim()
      .split(/([\s,]+)/);
    const at = words.findIndex((word) => word.toLowerCase() === name.toLowerCase());
    if (at >= 0) return words.with(at, qualified).join('');
  }
  return `${commandIn(shared.language, command)} ${qualified}`;
}

/**
 * What a sentence is answered by whose link leads to another machine than its name: the lines that are told hold names alone.
 * What is read of it without the machine, as an error that names one is looked up, is told all the same.
 */
export async function answerConflictingLink(
  turn: Pick<Turn<'text'>, 'services' | 'incoming' | 'shared'>,
  lines: readonly Line[],
): Promise<Spoken | undefined> {
  const words = new Set(lines.flatMap((line) => line.words.map((word) => String(word).toLowerCase())));
  for (const { name } of pastedMachines(turn.incoming.text, grammar.because)) {
    if (!words.has(name.toLowerCase())) continue;
    const read = await tryRead(() => resolveTarget(turn, name));
    if (read.kind === 'unread' && read.failure.code === 'vm-ambiguous')
      return { kind: 'reply', body: { text: failureText(texts(turn.shared.language), read.failure) } };
  }
  return undefined;
}

/** typed: what to type for it. */
type FoundByName = { id: string; vaultId?: string; typed: string };

/** @throws vm-ambiguous */
function requireSame(linked: readonly PastedMachine[], name: string, found: FoundByName): void {
  const others = linked.filter((one) => !isSame(one, found)).map(typedFor);
  if (others.length === 0) return;
  throw new CodedError('vm-ambiguous', { name, choices: [...new Set([found.typed, ...others])].join(', ') });
}

function isSame({ name, subscription, group, vaultId }: PastedMachine, found: FoundByName): boolean {
  const isItemThere = vaultId !== undefined && found.vaultId !== undefined && sameArmId(vaultId, found.vaultId);
  const full = fullName(found.id);
  // The id of an item names only the subscription of its vault.
  const within = isItemThere ? full.slice(0, full.indexOf('/')) : subscription;
  return `${within}/${group}/${name}`.toLowerCase() === full.toLowerCase();
}

function typedFor({ name, subscription, group, vaultId }: PastedMachine): string {
  return `${vaultId ? nameOf(vaultId) : subscription}/${group}/${name}`;
}

/** The request id in a button's data. @throws stale-card if there is none */
export function requireRequestId(turn: Turn<'action'>): string {
  const { id } = turn.incoming.data;
  if (typeof id !== 'string' || id.length === 0 || id.length > 64) throw new CodedError('stale-card');
  return id;
}

/**
 * Checks that the button's card shows the current state.
 * @throws stale-card: the request has changed since that card was drawn
 */
export function requireNonce(turn: Turn<'action'>, nonce: string): void {
  if (turn.incoming.data.nonce !== nonce) throw new CodedError('stale-card');
}

/** @throws unknown-request */
export async function requireRequest(turn: Turn, id: string): Promise<RequestRow> {
  const request = await findRequest(turn.services.store.db, id);
  if (!request) throw new CodedError('unknown-request', { id });
  return request;
}

/**
 * Checks that a person may hear of a request: they may read its vault, asked for it, or are named by the approval
 * policy, which needs no Azure role.
 * @throws not-allowed, not-known, azure.*
 */
export async function requireInterest(turn: Turn, request: RequestRow): Promise<void> {
  const { objectId } = turn.incoming.from;
  if (belongsTo(request, objectId) || request.approvers?.people.includes(objectId.toLowerCase())) return;
  await turn.services.access.require(objectId, needsToReadVault(request.vault_id), false);
}
