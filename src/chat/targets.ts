import { commandIn } from '../i18n/command-words.ts';
import { failureText } from '../i18n/failure-text.ts';
import { grammar } from '../i18n/grammar.ts';
import { texts } from '../i18n/texts.ts';
import { nameOf, sameArmId } from '../kernel/arm-id.ts';
import type { Spoken } from '../kernel/chat.ts';
import { CodedError, reading } from '../kernel/errors.ts';
import { fullName, qualified, type Target } from '../machines/inventory.ts';
import type { Line } from './rules/plain-words/reading.ts';
import { type PastedMachine, pastedMachines, replacePasted } from './rules/replace-pasted.ts';
import type { CommandSpec } from './rules/spec.ts';
import type { PersonServices, Turn } from './turn.ts';

/**
 * Services in which a command that changes something finds a machine by its bare name only if no other can have it. If
 * something unreadable may hold a namesake, the answer is the same line with the vault in it.
 */
export function withCertainTargets(
  turn: Turn<'text' | 'action'>,
  { name: command, sideEffect }: Pick<CommandSpec, 'name' | 'sideEffect'>,
): PersonServices {
  const { services } = turn;
  if (sideEffect === 'none') return services;
  const target: PersonServices['inventory']['target'] = async (name) => {
    try {
      return await services.inventory.certainTarget(name);
    } catch (error) {
      if (!(error instanceof CodedError) || typeof error.params.qualified !== 'string') throw error;
      const line = certainLine(turn, command, name, error.params.qualified);
      throw new CodedError(error.code, { ...error.params, line });
    }
  };
  return { ...services, inventory: { ...services.inventory, target } };
}

/** The line as it was typed, or the click in words. */
function certainLine({ incoming, shared }: Turn<'text' | 'action'>, command: string, name: string, qualified: string) {
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
 * Services in which a link or an ARM id in a line means one machine, found by its name. If the name leads to another
 * one, both are listed.
 */
export function withLinkedTargets(services: PersonServices, text: string): PersonServices {
  const linked = pastedMachines(text, grammar.because);
  if (linked.length === 0) return services;
  const { inventory } = services;
  const meant = (find: (name: string) => Promise<Target>) => async (name: string) => {
    const same = linked.filter((one) => one.name.toLowerCase() === name.toLowerCase());
    if (same.length === 0) return find(name);
    try {
      const target = await find(name);
      requireSame(same, name, { id: target.item.vmId, vaultId: target.vault.id, typed: qualified(target) });
      return target;
    } catch (error) {
      if (error instanceof CodedError && error.code === 'vm-not-protected') {
        const id = String(error.params.id);
        requireSame(same, name, { id, typed: fullName(id) });
      }
      throw error;
    }
  };
  return {
    ...services,
    inventory: { ...inventory, target: meant(inventory.target), certainTarget: meant(inventory.certainTarget) },
  };
}

/**
 * The answer to a sentence whose link leads to another machine than its name, as lines to type hold names alone.
 * Readings that need no machine, such as the explanation of an error, are answered all the same.
 */
export async function linkedTwice(
  { services, incoming, shared }: Pick<Turn<'text'>, 'services' | 'incoming' | 'shared'>,
  lines: readonly Line[],
): Promise<Spoken | undefined> {
  const { inventory } = withLinkedTargets(services, incoming.text);
  const words = new Set(lines.flatMap((line) => line.words.map((word) => String(word).toLowerCase())));
  for (const { name } of pastedMachines(incoming.text, grammar.because)) {
    if (!words.has(name.toLowerCase())) continue;
    const read = await reading(() => inventory.target(name));
    if (read.kind === 'unread' && read.failure.code === 'vm-ambiguous')
      return { kind: 'reply', body: { text: failureText(texts(shared.language), read.failure) } };
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
