import { catalogue } from './explain-error.ts';

const titles = new Map(catalogue.flatMap((entry) => entry.titles).map((title) => [lettersOf(title), title] as const));

/** The title of a known error, in lower case, apart or dictated: "user error key vault permissions not configured". */
export function findErrorTitle(typed: string): string | undefined {
  return titles.get(lettersOf(typed));
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
