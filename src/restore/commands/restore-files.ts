import { needsToReadVault } from '../../access/access.ts';
import type { Command } from '../../chat/command.ts';
import { named } from '../../i18n/command-words.ts';
import { grammar } from '../../i18n/grammar.ts';
import { CodedError } from '../../kernel/errors.ts';
import { readMachine } from '../../machines/read-machine.ts';
import { choosePoint } from '../choose-point.ts';
import { encryptionRules } from '../rules/encryption-rules.ts';
import { parseFilesRequest } from '../rules/files-request.ts';
import { choosable } from '../rules/recovery-points.ts';

/** Single files: never restored, but always with the reason, and what to do instead. */
export const restoreFiles: Command = {
  spec: {
    ...named('restore files'),
    arguments: [{ kind: 'phrase', name: 'files', required: true }],
    sideEffect: 'none',
    pace: 'urgent',
    section: 'restore',
  },
  takes: 'restore',

  async run(turn, { args }) {
    const { services, incoming } = turn;
    const { azure, inventory, access } = services;
    const asked = parseFilesRequest(args.files ?? '', grammar);
    if (asked.vm === undefined) throw new CodedError('files-which', {});
    const target = await inventory.target(asked.vm);
    await access.require(incoming.from.objectId, needsToReadVault(target.vault.id), false);
    const points = choosable(await azure.points.list(target.item.id));
    const { vmName, id, vmId } = target.item;
    const chosen = asked.point === undefined ? points[0] : choosePoint(turn, points, asked.point, vmName);
    if (!chosen) throw new CodedError('no-points', { vm: vmName });
    const point = await azure.points.get(id, chosen.name);
    if (!point) throw new CodedError('point-gone', { name: vmName });
    const { vm, encryption } = await readMachine(azure, vmId, point);
    const broken = encryptionRules({ item: target.item, vm, encryption }, { mode: 'files' });
    const why = broken.find(({ code }) => code.startsWith('files-'));
    throw new CodedError(`plan.${why?.code ?? 'files-not-offered'}`, why?.params ?? { vm: vmName });
  },
};
