import type { Card } from './chat.ts';
import { isRecord } from './mentions.ts';

type Json = Record<string, unknown>;

/**
 * `seen`: the visible content, for a terminal. `all`: also folded content, tones, prompts of inputs and data of
 * buttons, for a reviewer.
 */
type Detail = 'seen' | 'all';

/** A card as lines of text: its content, inputs and buttons. */
export function cardAsText(card: Card, detail: Detail = 'seen'): string {
  const lines = [...blocks(card.body, detail), ...buttons(card.actions, detail)];
  return (detail === 'all' ? [...refresh(card.refresh), ...lines] : lines).join('\n');
}

function refresh(value: unknown): string[] {
  if (!isRecord(value)) return [];
  const people = Array.isArray(value.userIds) ? value.userIds.join(', ') : 'everyone';
  return records([value.action]).map((action) => `(refreshes for ${people}: ${sent(action)})`);
}

function blocks(nodes: unknown, detail: Detail): string[] {
  return records(nodes).flatMap((node) => block(node, detail));
}

function block(node: Json, detail: Detail): string[] {
  if (detail === 'seen') return node.isVisible === false ? [] : content(node, detail);
  const lines = content(node, detail);
  const marks = [
    node.isVisible === false ? `${node.id}, folded away` : undefined,
    node.type !== 'TextBlock' && isTone(node.style) ? node.style : undefined,
  ].filter((mark) => mark !== undefined);
  return marks.length ? [`(${marks.join(', ')})`, ...indented(lines)] : lines;
}

function content(node: Json, detail: Detail): string[] {
  const type = String(node.type);
  if (type === 'TextBlock') return [detail === 'all' ? `${textMark(node)}${node.text}` : String(node.text ?? '')];
  if (type === 'RichTextBlock') {
    const runs = Array.isArray(node.inlines) ? node.inlines : [];
    const line = runs.map((run) => (isRecord(run) ? String(run.text ?? '') : String(run))).join('');
    return [detail === 'all' ? `\`${line}\`` : line];
  }
  if (type === 'FactSet') return records(node.facts).map((fact) => `  ${fact.title}: ${fact.value}`);
  if (type === 'ColumnSet') return columns(records(node.columns), detail);
  if (type === 'Table') {
    return records(node.rows).flatMap((row) => columns(records(row.cells), detail));
  }
  if (type === 'ActionSet') return buttons(node.actions, detail);
  if (type === 'Image') return node.altText ? [`(image: ${node.altText})`] : [];
  if (type.startsWith('Input.')) return [input(node, type, detail)];
  if (type.startsWith('Chart.') && detail === 'all') return chart(node);
  const inner = blocks(node.items, detail);
  return isRecord(node.selectAction) ? [...inner, ...buttons([node.selectAction], detail)] : inner;
}

function textMark({ style, color }: Json): string {
  return `${style === 'heading' ? '# ' : ''}${isTone(color) ? `(${color.toLowerCase()}) ` : ''}`;
}

function isTone(style: unknown): style is string {
  return typeof style === 'string' && /^(emphasis|good|attention|warning|accent)$/i.test(style);
}

/** Columns of one line each are put side by side; taller ones below each other. */
function columns(list: Json[], detail: Detail): string[] {
  const cells = list.map((column) => block({ ...column, type: 'Container' }, detail)).filter((cell) => cell.length > 0);
  return cells.every((cell) => cell.length === 1) ? [cells.flat().join('  ')].filter(Boolean) : cells.flat();
}

function input(node: Json, type: string, detail: Detail): string {
  const label = node.label ?? node.title ?? node.placeholder ?? node.id;
  const value = node.value === undefined ? '' : String(node.value);
  const demands = detail === 'all' ? [`      ${inputDemands(node, type)}`] : [];
  if (type !== 'Input.ChoiceSet') return [`  <${node.id}> ${label}: ${value || '…'}`, ...demands].join('\n');
  const chosen = node.isMultiSelect === true ? value.split(',') : [value];
  const [on, off] = node.isMultiSelect === true ? ['[x]', '[ ]'] : ['(•)', '( )'];
  const choices = records(node.choices).map((one) => {
    const mark = chosen.includes(String(one.value)) ? on : off;
    return `      ${mark} ${one.title}${detail === 'all' && one.value !== one.title ? ` = ${one.value}` : ''}`;
  });
  return [`  <${node.id}> ${label}:`, ...choices, ...demands].join('\n');
}

function inputDemands(node: Json, type: string): string {
  const query = node['choices.data'];
  return [
    inputSort(node, type),
    type === 'Input.Toggle' ? `"${node.title}" ${node.valueOn}/${node.valueOff}` : undefined,
    node.isRequired === true ? 'required' : undefined,
    node.maxLength === undefined ? undefined : `at most ${node.maxLength}`,
    node.min === undefined ? undefined : `from ${node.min}`,
    node.max === undefined ? undefined : `to ${node.max}`,
    isRecord(query) ? `looks up ${query.dataset}` : undefined,
    node.placeholder ? `hint "${node.placeholder}"` : undefined,
    node.errorMessage ? `else "${node.errorMessage}"` : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}

function inputSort(node: Json, type: string): string {
  if (type === 'Input.ChoiceSet') return node.isMultiSelect === true ? 'several of these' : 'one of these';
  return node.isMultiline === true ? 'text of several lines' : type.replace('Input.', '').toLowerCase();
}

function chart(node: Json): string[] {
  const points = records(node.data).map(({ x, y }) => `${x} ${y}`);
  const fallback = isRecord(node.fallback) ? block(node.fallback, 'all') : [];
  return [`(chart: ${node.title})`, ...indented([points.join(', '), ...fallback])];
}

function buttons(actions: unknown, detail: Detail): string[] {
  const list = records(actions);
  const titled = list.filter((one) => one.title);
  const titles = detail === 'all' ? titled.map(buttonLine) : [titled.map((one) => `[${one.title}]`).join(' ')];
  const nested = list.flatMap((one) =>
    detail === 'all' && isRecord(one.card)
      ? [`(unfolded by ${one.title})`, ...indented(cardAsText(one.card, detail).split('\n'))]
      : [],
  );
  return [...(titled.length ? titles : []), ...nested];
}

function buttonLine(action: Json): string {
  const { title, style, targetElements } = action;
  const manner = [
    style === 'positive' || style === 'destructive' ? style : undefined,
    action.associatedInputs === 'none' ? 'without the inputs' : undefined,
  ].filter((part) => part !== undefined);
  const leads = typeof action.url === 'string' ? `→ ${action.url}` : sent(action);
  const opens = isRecord(action.card) ? 'unfolds' : leads;
  const does = Array.isArray(targetElements) ? `unfolds ${targetElements.join(', ')}` : opens;
  return `[${title}] ${does}${manner.length ? `, ${manner.join(', ')}` : ''}`;
}

/** A nonce always differs, so only its presence is shown. */
function sent({ verb, data }: Json): string {
  const given = isRecord(data) ? data : {};
  const along = Object.entries(given)
    .filter(([key]) => key !== 'verb' && key !== 'msteams')
    .map(([key, value]) => (key === 'nonce' ? key : `${key}=${value}`));
  // A button that opens a dialog is an Action.Submit, whose verb is in its data.
  return `→ ${verb ?? `a dialog: ${given.verb}`}${along.length ? ` (${along.join(', ')})` : ''}`;
}

function indented(lines: string[], by = 2): string[] {
  return lines.flatMap((line) => line.split('\n')).map((line) => ' '.repeat(by) + line);
}

function records(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
