import { commandIn } from '../i18n/command-words.ts';
import { grammar } from '../i18n/grammar.ts';
import { CodedError } from '../kernel/errors.ts';
import { replacePasted } from './rules/replace-pasted.ts';
import type { CommandSpec } from './rules/spec.ts';
import type { PersonServices, Turn } from './turn.ts';

/**
 * What a command works with: one that changes something finds a machine by its bare name only where no other can be
 * called so. Where something that can't be read may hold a namesake, the answer is the same line with the vault in it.
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

/** The line as it was typed, or what the click is in words. */
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
