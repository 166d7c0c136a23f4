import type { Card } from './chat.ts';
import { isRecord } from './mentions.ts';

/** A card as lines of text, for a terminal: what can be read, what can be filled in, what can be clicked. */
export function cardAsText(card: Card): string {
  return [...blocks(card.body), ...buttons(card.actions)].join('\n');
}

function blocks(nodes: unknown): string[] {
  return records(nodes).flatMap(block);
}

function block(node: Record<string, unknown>): string[] {
  if (node.isVisible === false) return [];
  const type = String(node.type);
  if (type === 'TextBlock') return [String(node.text ?? '')];
  if (type === 'RichTextBlock') {
    const runs = Array.isArray(node.inlines) ? node.inlines : [];
    return [runs.map((run) => (isRecord(run) ? String(run.text ?? '') : String(run))).join('')];
  }
  if (type === 'FactSet') return records(node.facts).map((fact) => `  ${fact.title}: ${fact.value}`);
  if (type === 'ColumnSet') return columns(records(node.columns));
  if (type === 'Table') {
    return records(node.rows).flatMap((row) => columns(records(row.cells)));
  }
  if (type === 'ActionSet') return buttons(node.actions);
  if (type === 'Image') return node.altText ? [`(image: ${node.altText})`] : [];
  if (type.startsWith('Input.')) return [input(node, type)];
  const inner = blocks(node.items);
  return isRecord(node.selectAction) ? [...inner, ...buttons([node.selectAction])] : inner;
}

/** Columns of one line each stand beside each other; taller ones below each other. */
function columns(list: Record<string, unknown>[]): string[] {
  const cells = list.map((column) => block({ ...column, type: 'Container' })).filter((cell) => cell.length > 0);
  return cells.every((cell) => cell.length === 1) ? [cells.flat().join('  ')].filter(Boolean) : cells.flat();
}

function input(node: Record<string, unknown>, type: string): string {
  const label = node.label ?? node.title ?? node.placeholder ?? node.id;
  const value = node.value === undefined ? '' : String(node.value);
  if (type !== 'Input.ChoiceSet') return `  <${node.id}> ${label}: ${value || '…'}`;
  const chosen = node.isMultiSelect === true ? value.split(',') : [value];
  const [on, off] = node.isMultiSelect === true ? ['[x]', '[ ]'] : ['(•)', '( )'];
  const choices = records(node.choices).map(
    (one) => `      ${chosen.includes(String(one.value)) ? on : off} ${one.title}`,
  );
  return [`  <${node.id}> ${label}:`, ...choices].join('\n');
}

function buttons(actions: unknown): string[] {
  const list = records(actions);
  const titles = list.filter((one) => one.title).map((one) => `[${one.title}]`);
  const nested = list.flatMap((one) =>
    one.type === 'Action.ShowCard' && isRecord(one.card)
      ? [
          `  ${one.title}:`,
          ...cardAsText(one.card)
            .split('\n')
            .map((line) => `    ${line}`),
        ]
      : [],
  );
  return [...(titles.length ? [titles.join(' ')] : []), ...nested];
}

function records(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
