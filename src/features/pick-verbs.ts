import { beginBackup } from '../backup/commands/backup.ts';
import type { Turn, Verb } from '../chat/turn.ts';
import { CodedError } from '../kernel/errors.ts';
import { newNonce } from '../kernel/nonce.ts';
import { type PickCard, pickCard, pickText } from '../machines/cards/pick.ts';
import { showVm } from '../machines/commands/vm.ts';
import { requireRequestId } from '../requests/request-of.ts';
import { showPoints } from '../restore/commands/points.ts';
import { beginRestore } from '../restore/commands/restore.ts';

/** No name of a vault, a resource group and a VM together is longer. */
const longestName = 210;

/** Goes on with the machine that was picked, as if the command had been typed with it. */
export const pickVerbs: Record<string, Verb> = {
  'open-pick': async (turn) => {
    const data: PickCard = { nonce: newNonce(), command: requireCommand(turn) };
    return { kind: 'card', card: pickCard(data, turn.personal), text: '' };
  },

  'pick-vm': async (turn) => {
    const command = requireCommand(turn);
    const { name, vm } = turn.incoming.data;
    const picked = [name, vm].find((each) => typeof each === 'string' && each.trim() !== '');
    if (typeof picked !== 'string') {
      const data: PickCard = { nonce: newNonce(), command, problem: true };
      return { kind: 'card', card: pickCard(data, turn.shared), text: pickText(data, turn.shared) };
    }
    const wanted = picked.trim().slice(0, longestName);
    switch (command) {
      case 'restore':
        return beginRestore(turn, wanted, {});
      case 'backup':
        return beginBackup(turn, [wanted]);
      case 'vm':
        return showVm(turn, wanted);
      case 'points':
        return showPoints(turn, wanted);
    }
  },
};

/** The command that goes on with the pick. @throws stale-card */
function requireCommand(turn: Turn<'action'>): PickCard['command'] {
  const command = requireRequestId(turn);
  if (command !== 'restore' && command !== 'backup' && command !== 'vm' && command !== 'points') {
    throw new CodedError('stale-card');
  }
  return command;
}
