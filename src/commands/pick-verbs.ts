import { type PickCard, pickCard, pickText } from '../cards/pick.ts';
import { CodedError } from '../domain/errors.ts';
import { newNonce } from '../services/nonce.ts';
import type { Verb } from '../services/turn.ts';
import { beginBackup } from './backup.ts';
import { showPoints } from './points.ts';
import { idOf } from './request-of.ts';
import { beginRestore } from './restore.ts';
import { showVm } from './vm.ts';

/** No name of a vault and a VM together is longer. */
const longestName = 130;

/** Goes on with the machine that was picked, as if the command had been typed with it. */
export const pickVerbs: Record<string, Verb> = {
  'pick-vm': async (turn) => {
    const command = idOf(turn);
    if (command !== 'restore' && command !== 'backup' && command !== 'vm' && command !== 'points') {
      throw new CodedError('stale-card');
    }
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
