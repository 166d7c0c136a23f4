export type Table = {
  title: string;
  head: string[];
  rows: (string | number)[][];
};

/** A Markdown table that also lines up in a terminal: text left-aligned, numbers right-aligned. */
export function tableText({ title, head, rows }: Table): string {
  const cells = [head, ...rows.map((row) => row.map(String))];
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const right = head.map((_, column) => rows.length > 0 && rows.every((row) => typeof row[column] === 'number'));
  const line = (row: string[]) =>
    `| ${widths.map((width, column) => (row[column] ?? '')[right[column] ? 'padStart' : 'padEnd'](width)).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => `${'-'.repeat(width - 1)}${right[column] ? ':' : '-'}`).join(' | ')} |`;
  const [first = [], ...others] = cells;
  return [`### ${title}`, '', line(first), rule, ...others.map(line), ''].join('\n');
}
