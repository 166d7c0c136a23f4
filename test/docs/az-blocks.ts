import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '../..');

/**
 * A block of a page that has lines of az. `sh`: `npm run outside` types it, with its placeholders filled in;
 * `sh fragment`: nobody does, as the local Azure serves nothing of it or a person has to be there.
 */
export type AzBlock = { file: string; info: string; text: string };

/** An az command inside a sentence only names what to type, and counts as a fragment. */
export function azBlocks(): AzBlock[] {
  return globSync(['*.md', 'docs/**/*.md', 'sandbox/**/*.md', 'infra/**/*.md'], { cwd: root }).flatMap((file) => {
    const text = readFileSync(path.join(root, file), 'utf8');
    const blocks = [...text.matchAll(/^```([^\n]*)\n(.*?)^```$/gms)];
    return blocks.map(([, info = '', lines = '']) => ({ file, info, text: lines })).filter(({ text }) => hasAz(text));
  });
}

function hasAz(text: string): boolean {
  return /(?:^|\$\(|&& |\| )az /m.test(text);
}
