import { requireRequestId } from '../../chat/targets.ts';
import type { Turn, Verb } from '../../chat/turn.ts';
import { newNonce } from '../../kernel/chat.ts';
import { CodedError } from '../../kernel/errors.ts';
import { pickCard, pickText } from '../../machines/cards/pick.ts';

/** No names of a vault, a resource group and a VM together are longer. */
const longestName = 210;

/** Buttons of the card that asks for a machine, for every command that needs one. */
export const pickVerbs = {
  'open-pick': async (turn) => {
    const card = pickCard({ nonce: newNonce(), command: requirePicking(turn).name }, turn.personal);
    return { kind: 'card', card, text: '' };
  },

  'pick-vm': async (turn) => {
    const { name: command, pick } = requirePicking(turn);
    const { name, vm } = turn.incoming.data;
    const picked = [name, vm].find((each) => typeof each === 'string' && each.trim() !== '');
    if (typeof picked === 'string') return pick(turn, picked.trim().slice(0, longestName));
    const data = { nonce: newNonce(), command, problem: true };
    return { kind: 'card', card: pickCard(data, turn.shared), text: pickText(data, turn.shared) };
  },
} satisfies Record<string, Verb>;

/** The command that continues with the picked machine. @throws stale-card */
function requirePicking(turn: Turn<'action'>) {
  const id = requireRequestId(turn);
  const command = turn.services.commands.find(({ spec }) => spec.name === id);
  if (!command?.pick) throw new CodedError('stale-card');
  return { name: id, pick: command.pick };
}
