import { plain } from '../../i18n/plain.ts';
import type { Reader } from '../../kernel/chat.ts';
import type { Failure } from '../../kernel/errors.ts';
import type { Fact } from '../../ui/render.ts';

/** The change that a request makes, as people read it. Each kind makes it in `subject`. */
export type ChangeView = {
  /** Name of its texts: its kind of request, or a variant of that. */
  kind: string;
  /** Name of the machine, or of whatever else is made or changed. */
  vm: string;
  vault: string;
  hash: string;
  /** Failures of any catalogue, shown as warnings. */
  warnings: Failure[];
  /** Parameters of its texts, as people or Azure wrote them. */
  params?: Readonly<Record<string, string | number>>;
  /** More parameters, in the reader's words and safe in Markdown. */
  words?(reader: Reader): Record<string, string>;
  /** Sentences after its paragraph. */
  adds?(reader: Reader, place: 'card' | 'form'): string[];
  /** Facts behind "Details", besides machine, vault and hash. */
  facts?(reader: Reader): Fact[];
};

/** The part that every change has. */
export type AnyChange = Pick<ChangeView, 'vm' | 'vault' | 'hash' | 'warnings'>;

export function paramsOfChange(view: ChangeView, reader: Reader): Record<string, string | number> {
  const named = Object.entries(view.params ?? {}).map(
    ([name, value]) => [name, typeof value === 'string' ? plain(value) : value] as const,
  );
  return { ...Object.fromEntries(named), ...view.words?.(reader), vm: plain(view.vm) };
}
