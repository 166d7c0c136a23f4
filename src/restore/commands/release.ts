import { requireInterest, requireRequest, requireRequestId } from '../../chat/targets.ts';
import type { Command } from '../../chat/turn.ts';
import { keyword, named } from '../../i18n/texts.ts';
import { nameOf } from '../../kernel/arm-id.ts';
import type { Answer } from '../../kernel/chat.ts';
import { CodedError } from '../../kernel/errors.ts';
import { parseRequestId } from '../../kernel/request.ts';
import type { StoredError } from '../../kernel/stored.ts';
import { askFor, reasonArgument } from '../../protection/ask-for.ts';
import { isInterested } from '../../requests/request-readers.ts';
import { logUnread } from '../../store/rows.ts';
import { type HeldCopy, listHeldCopies, readHeldCopy } from '../held-copies.ts';
import { planRelease, requireNoneUnderWay } from '../plan-release.ts';
import { needsOfRelease } from '../request-kinds/release.ts';
import type { RestoreTurn } from '../services.ts';

/** Asks to let a copy out of quarantine. Nothing else of ours moves it before somebody agreed. */
export const release: Command = {
  spec: {
    ...named('release'),
    arguments: [
      { kind: 'word-or-request-id', name: 'subject', required: true },
      keyword('to', 'phrase'),
      reasonArgument,
    ],
    sideEffect: 'asks-approval',
    section: 'restore',
  },
  takes: 'restore',

  run: (turn: RestoreTurn<'text'>, { args }) => beginRelease(turn, args.subject ?? '', args.to, args.reason),

  verbs: {
    'open-release': (turn: RestoreTurn<'action'>) => beginRelease(turn, requireRequestId(turn), undefined, undefined),
  },
  asks: {
    kind: 'release',
    begin: (turn: RestoreTurn<'text' | 'action'>, id, reason) => beginRelease(turn, id, undefined, reason),
  },
};

export async function beginRelease(
  turn: RestoreTurn<'text' | 'action'>,
  subject: string,
  to: string | undefined,
  reason: string | undefined,
): Promise<Answer> {
  const { services, incoming } = turn;
  const held = await requireHeld(turn, subject);
  await requireInterest(turn, await requireRequest(turn, held.request.id));
  const plan = await planRelease(services, held, subnetNamed(services.planning.profileOf, held, to));
  await services.access.require(incoming.from.objectId, needsOfRelease(plan), true);
  await requireNoneUnderWay(services, held);
  return askFor(turn, plan, reason);
}

/**
 * The copy by the id of its request, or by a name, among copies that this person may know of.
 * @throws release-not-yet, release-not-held, release-unknown, release-which, vault-not-in-channel, unknown-request,
 * azure.*, NewerStoredError, stored.unreadable
 */
async function requireHeld(turn: RestoreTurn<'text' | 'action'>, subject: string): Promise<HeldCopy> {
  const { services, channel } = turn;
  const reading = parseRequestId(subject);
  if (reading.kind === 'id') {
    const request = await requireRequest(turn, reading.id);
    if (request.kind === 'quarantine' && request.ended_at === null) {
      throw new CodedError('release-not-yet', { id: request.id });
    }
    const held = await readHeldCopy(services, request);
    if (!held) throw new CodedError('release-not-held', { id: request.id, copy: request.vm_name });
    return held;
  }
  const wanted = subject.toLowerCase();
  const unread: StoredError[] = [];
  const copies = await listHeldCopies(services, (error, row) => {
    unread.push(error);
    logUnread(services.log, error, row);
  });
  const theirs = await listTheirs(
    turn,
    copies.filter(({ name, plan }) => name.toLowerCase() === wanted || plan.target.vmName.toLowerCase() === wanted),
  );
  const found = theirs.filter(({ plan }) => channel.covers(plan.target.vaultId));
  const [one, ...others] = found;
  const [elsewhere] = theirs;
  if (!one && elsewhere) throw new CodedError('vault-not-in-channel', { vault: elsewhere.plan.target.vaultName });
  // The unreadable copy may be the one that is meant.
  if (!one) throw unread[0] ?? new CodedError('release-unknown', { name: subject });
  if (others.length > 0) {
    const list = found.map(({ request, name }) => `${request.id} (${name})`).join(', ');
    throw new CodedError('release-which', { name: subject, list: list.slice(0, 300) });
  }
  return one;
}

/** Names are guessed: a copy that is none of theirs is answered as one that there isn't. @throws azure.* */
async function listTheirs(turn: RestoreTurn<'text' | 'action'>, copies: readonly HeldCopy[]): Promise<HeldCopy[]> {
  const theirs: HeldCopy[] = [];
  for (const copy of copies) {
    const request = await requireRequest(turn, copy.request.id);
    if (await isInterested(turn.services, request, turn.incoming)) theirs.push(copy);
  }
  return theirs;
}

/** The first of the profile, or the one that was named. @throws release-no-subnet, release-subnet-not-offered, no-profile */
function subnetNamed(
  profileOf: RestoreTurn['services']['planning']['profileOf'],
  { plan }: HeldCopy,
  to: string | undefined,
): string {
  const { vaultName: vault } = plan.target;
  const subnets = profileOf(vault).quarantine?.releaseSubnetIds ?? [];
  const [first] = subnets;
  if (!first) throw new CodedError('release-no-subnet', { vault });
  const found = to === undefined ? first : subnets.find((id) => nameOf(id).toLowerCase() === to.trim().toLowerCase());
  if (!found)
    throw new CodedError('release-subnet-not-offered', { subnet: to ?? '', subnets: subnets.map(nameOf).join(', ') });
  return found;
}
