import { catalogue } from './explain-error.ts';

/** Most titles begin with these letters, which people leave out. */
const usual = 'usererror';

const titles = new Map(
  catalogue
    .flatMap((entry) => entry.titles)
    .flatMap((title) => {
      const letters = lettersOf(title);
      return letters.startsWith(usual)
        ? ([
            [letters, title],
            [letters.slice(usual.length), title],
          ] as const)
        : ([[letters, title]] as const);
    }),
);

/** The title of a known error, in lower case, apart or dictated: "user error key vault permissions not configured". */
export function findErrorTitle(typed: string): string | undefined {
  return titles.get(lettersOf(typed));
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
