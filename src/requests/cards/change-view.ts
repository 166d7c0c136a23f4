import { plain } from '../../i18n/plain.ts';
import type { Reader } from '../../kernel/chat.ts';
import type { Failure } from '../../kernel/errors.ts';
import type { Fact } from '../../ui/render.ts';

/** What a request changes, as people read it. Its kind makes it in `subject`. */
export type ChangeView = {
  /** Its texts stand by this name: that of its kind of request, or of a variant of it. */
  kind: string;
  /** Name of the machine, or of what else is made or changed. */
  vm: string;
  vault: string;
  hash: string;
  /** Failures of any catalogue, said as warnings. */
  warnings: Failure[];
  /** Put into its texts, as people or Azure wrote it. */
  params?: Readonly<Record<string, string | number>>;
  /** Put into them besides, in the reader's words, and safe in Markdown. */
  words?(reader: Reader): Record<string, string>;
  /** Sentences behind its paragraph. */
  adds?(reader: Reader, place: 'card' | 'form'): string[];
  /** Behind "Details", besides machine, vault and hash. */
  facts?(reader: Reader): Fact[];
};

/** What every change has. */
export type AnyChange = Pick<ChangeView, 'vm' | 'vault' | 'hash' | 'warnings'>;

export function paramsOfChange(view: ChangeView, reader: Reader): Record<string, string | number> {
  const named = Object.entries(view.params ?? {}).map(
    ([name, value]) => [name, typeof value === 'string' ? plain(value) : value] as const,
  );
  return { ...Object.fromEntries(named), ...view.words?.(reader), vm: plain(view.vm) };
}
