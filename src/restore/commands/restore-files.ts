import { resolveTarget } from '../../chat/targets.ts';
import type { Command } from '../../chat/turn.ts';
import { grammar } from '../../i18n/grammar.ts';
import { named } from '../../i18n/texts.ts';
import { CodedError } from '../../kernel/errors.ts';
import type { Grammar } from '../../kernel/grammar.ts';

/** Single files: never restored, but always with what to do instead. */
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
    const asked = filesOf(args.files ?? '', grammar);
    if (asked === undefined) throw new CodedError('files-which', {});
    const { item } = await resolveTarget(turn, asked);
    throw new CodedError('plan.files-not-offered', { vm: item.vmName });
  },
};

/**
 * The machine that somebody wants files from, in the words after "restore files": `sql-01`, `from sql-01 #2`,
 * `C:\data\x.txt from sql-01`. Without such a word the machine comes first.
 */
export function filesOf(text: string, { from, because }: Pick<Grammar, 'from' | 'because'>): string | undefined {
  const all = text.trim().split(/\s+/).filter(Boolean);
  const end = all.findIndex((word) => because.includes(word.toLowerCase()));
  const words = end === -1 ? all : all.slice(0, end);
  const link = words.findLastIndex((word) => from.includes(word.toLowerCase()));
  return words[link + 1];
}
