import { needsToReadVault } from '../../access/access.ts';
import { resolveTarget } from '../../chat/targets.ts';
import type { Command } from '../../chat/turn.ts';
import { grammar } from '../../i18n/grammar.ts';
import { named } from '../../i18n/texts.ts';
import { CodedError } from '../../kernel/errors.ts';
import type { Grammar } from '../../kernel/grammar.ts';
import { readMachine } from '../../machines/read-machine.ts';
import { choosePoint } from '../choose-point.ts';
import { choosable } from '../rules/points.ts';
import { encryptionRules } from '../rules/violations.ts';

/** Single files: never restored, but always with the reason, and what to do instead. */
export const restoreFiles: Command = {
  spec: {
    ...named('restore files'),
    partOf: 'restore',
    arguments: [{ kind: 'phrase', name: 'files', required: true }],
    sideEffect: 'none',
    pace: 'urgent',
    section: 'restore',
  },
  takes: 'restore',

  async run(turn, { args }) {
    const { services, incoming } = turn;
    const { azure, access } = services;
    const asked = parseFilesRequest(args.files ?? '', grammar);
    if (asked.vm === undefined) throw new CodedError('files-which', {});
    const target = await resolveTarget(turn, asked.vm);
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

/** The machine and the point that somebody wants files from, in the words that were typed. */
export type FilesRequest = { vm?: string; point?: string };

/**
 * Reads what follows "restore files": `sql-01`, `from sql-01 #2`, `C:\data\x.txt from sql-01`. Without such a word the
 * machine comes first.
 */
export function parseFilesRequest(text: string, { from, because }: Pick<Grammar, 'from' | 'because'>): FilesRequest {
  const all = text.trim().split(/\s+/).filter(Boolean);
  const end = all.findIndex((word) => because.includes(word.toLowerCase()));
  const words = end === -1 ? all : all.slice(0, end);
  const link = words.findLastIndex((word) => from.includes(word.toLowerCase()));
  const [vm, ...point] = words.slice(link + 1);
  return { ...(vm && { vm }), ...(point.length > 0 && { point: point.join(' ') }) };
}
