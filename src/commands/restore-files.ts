import { CodedError } from '../domain/errors.ts';
import { readFilesWish } from '../domain/files-wish.ts';
import { choosable } from '../domain/recovery-points.ts';
import { encryptionRules } from '../domain/restore-plan/encryption-rules.ts';
import { readVault } from '../services/access.ts';
import { named } from '../text/command-words.ts';
import { grammar } from '../text/grammar.ts';
import { choosePoint } from './choose-point.ts';
import type { Command } from './command.ts';

/** Single files: never restored, but always with the reason, and what to do instead. */
export const restoreFiles: Command = {
  spec: {
    ...named('restore files'),
    arguments: [{ kind: 'phrase', name: 'files', required: true }],
    sideEffect: 'none',
    pace: 'never-refused',
    section: 'restore',
  },
  takes: 'restore',

  async run(turn, { args }) {
    const { services, incoming } = turn;
    const { azure, inventory, access, planning, clock } = services;
    const wish = readFilesWish(args.files ?? '', grammar);
    if (wish.vm === undefined) throw new CodedError('files-which', {});
    const target = await inventory.target(wish.vm);
    await access.demand(incoming.from.objectId, readVault(target.vault.id), false);
    const points = choosable(await azure.points.list(target.item.id), clock.now());
    const { vmName, id, vmId } = target.item;
    const chosen = wish.point === undefined ? points[0] : choosePoint(turn, points, wish.point, vmName);
    if (!chosen) throw new CodedError('no-points', { vm: vmName });
    const point = await azure.points.get(id, chosen.name);
    if (!point) throw new CodedError('point-gone', { name: vmName });
    const { vm, encryption } = await planning.machine(vmId, point);
    const broken = encryptionRules({ item: target.item, vm, encryption }, { mode: 'files' });
    const why = broken.find(({ code }) => code.startsWith('files-'));
    throw new CodedError(`plan.${why?.code ?? 'files-not-offered'}`, why?.params ?? { vm: vmName });
  },
};
