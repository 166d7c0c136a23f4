import { nameOf } from '../kernel/arm-id.ts';
import type { Answer, Incoming, Place } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import type { Tri } from '../kernel/facts.ts';
import { parseRequestId } from '../kernel/request.ts';
import { visibleInventory } from '../machines/visible-inventory.ts';
import { findRequest } from '../store/requests.ts';
import type { Part } from '../store/rows.ts';
import { type Channel, channelAnd, channelOf } from './channels.ts';
import type { CommandSpec } from './rules/spec.ts';
import type { ChatServices, Command, PersonServices } from './turn.ts';

/** The check before every command: who asks, and what may be asked there. */
export type Gate = {
  channel: Channel;
  /** Services for handlers, which find only what this person may read here. */
  services: PersonServices;
  isGuest: Tri;
  /** What the command reads of the database, see `Command.ahead`. */
  ahead?: unknown;
};

/**
 * @param ahead is read together with the settings of the place
 * @throws guest
 */
export async function openGate(services: ChatServices, incoming: Incoming, ahead?: Part<unknown>): Promise<Gate> {
  const { place, from } = incoming;
  const [read, isGuest] = await Promise.all([
    ahead ? channelAnd(services, place, ahead) : channelOf(services, place).then((channel) => ({ channel })),
    services.members.isGuestSoon(from.objectId),
  ]);
  if (isGuest === 'yes') throw new CodedError('guest');
  return { ...read, isGuest, services: servicesFor(services, from.objectId, read.channel) };
}

/** @param channel that of the place, or none if the answer is for this person alone */
export function servicesFor(services: ChatServices, objectId: string, channel: Channel): PersonServices {
  return { ...services, inventory: visibleInventory(services, objectId, channel) };
}

/** @throws guest, member-unknown: unknown counts as no if something may change */
export async function requireMember({ members }: ChatServices, { isGuest }: Gate, objectId: string): Promise<void> {
  const answer = isGuest === 'unknown' ? await members.isGuest(objectId) : isGuest;
  if (answer !== 'no') throw new CodedError(answer === 'yes' ? 'guest' : 'member-unknown');
}

/** @throws channel-unset, channel-command */
export function requireAllowed(
  { channel }: Pick<Gate, 'channel'>,
  command: CommandSpec,
  all: readonly CommandSpec[],
): void {
  if (channel.allows(command, all)) return;
  const commands = channel.rule?.commands ?? [];
  if (commands.length === 0) throw new CodedError('channel-unset');
  throw new CodedError('channel-command', {
    command: command.name,
    commands: commands === 'all' ? '' : ['help', 'whoami', ...commands].join(', '),
  });
}

/**
 * Checks that the vaults of requests named in a line or on a card are covered by the channel. Other ids lead to nothing
 * here.
 * @throws vault-not-in-channel
 */
export async function requireCovered(
  { channel, services }: Pick<Gate, 'channel' | 'services'>,
  ids: readonly unknown[],
): Promise<void> {
  if (!channel.isLimited) return;
  for (const given of ids) {
    const reading = typeof given === 'string' ? parseRequestId(given) : undefined;
    const request = reading?.kind === 'id' ? await findRequest(services.store.db, reading.id) : undefined;
    if (request && !channel.covers(request.vault_id)) {
      throw new CodedError('vault-not-in-channel', { vault: nameOf(request.vault_id) });
    }
  }
}

/** Makes an answer about weaknesses private where outsiders read along, for lines and buttons alike. */
export function privateWhereShared(
  command: Pick<Command, 'confidential'> | undefined,
  place: Place,
  answer: Answer,
): Answer {
  if (!command?.confidential || !place.shared || answer.kind !== 'reply') return answer;
  const { text, card } = answer.personally ?? answer.body;
  const more = answer.personally ? undefined : answer.more;
  return { kind: 'notice', text, ...(card && { card }), ...(more && { more }) };
}
