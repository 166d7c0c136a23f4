import { requireRequestId } from '../../chat/request-of.ts';
import type { Turn, Verb } from '../../chat/turn.ts';
import { CodedError } from '../../kernel/errors.ts';
import { newNonce } from '../../kernel/nonce.ts';
import { pickCard, pickText } from '../../machines/cards/pick.ts';

/** No name of a vault, a resource group and a VM together is longer. */
const longestName = 210;

/** The buttons of the card that asks for a machine, whichever command goes on with it. */
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

/** The command that goes on with the pick. @throws stale-card */
function requirePicking(turn: Turn<'action'>) {
  const id = requireRequestId(turn);
  const command = turn.services.commands.find(({ spec }) => spec.name === id);
  if (!command?.pick) throw new CodedError('stale-card');
  return { name: id, pick: command.pick };
}
