import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Row, runQuery, type Tables } from './kql.ts';

const infra = path.join(import.meta.dirname, '../../infra');
const read = (file: string) => readFileSync(path.join(infra, file), 'utf8');

export const app = 'strongroom';
export const botPrincipal = 'bbbbbbbb-0000-4000-8000-000000000002';

type Rule = { key: string; windowMs: number; threshold: number; query: string };

const units = { D: 86_400_000, H: 3_600_000, M: 60_000 };

/** The alerts over the log, as a deployment makes them. */
export const rules: readonly Rule[] = readRules();

function readRules(): Rule[] {
  const text = read('modules/alerts.bicep');
  const [, lines = ''] = /^var lines = '(.*)'$/m.exec(text) ?? [];
  const named = { name: app, principalId: botPrincipal };
  const said = fill(lines, named);
  const objectives = fill(read('objectives.kql').replaceAll('{name}', app), {});
  const [, lateMost, late = ''] = /for burn in burns[\s\S]*?threshold: (\d+)\s+query: '(.*)'/.exec(text) ?? [];
  return [...text.matchAll(/^ {2}\{\n {4}key: '[\s\S]*?^ {2}\}/gm)].flatMap(([block]) => {
    const of = (name: string) => new RegExp(`^ {4}${name}: '?(.*?)'?$`, 'm').exec(block)?.[1]?.replaceAll("\\'", "'");
    const [, digits = '', unit = ''] = /^PT?(\d+)([DHM])$/.exec(of('window') ?? '') ?? [];
    const burn = {
      'burn.within': of('within') ?? '',
      'burn.lately': of('lately') ?? '',
      'burn.share': of('share') ?? '',
    };
    const query = of('query') ?? (of('within') && late);
    // The other alerts use the server's own metrics.
    if (!query) return [];
    return [
      {
        key: of('key') ?? '',
        windowMs: Number(digits) * (units[unit as keyof typeof units] ?? Number.NaN),
        threshold: Number(of('threshold') ?? lateMost),
        query: fill(query, { ...named, ...burn, lines: said, objectives }),
      },
    ];
  });
}

function fill(text: string, values: Record<string, string>): string {
  return text.replace(/\$\{([\w.]+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`a query names ${name}`);
    return value;
  });
}

/** Whether a rule fires at a moment, by the rows within its window. */
export function fires(key: string, tables: Tables, now: Date): boolean {
  const rule = rules.find((one) => one.key === key);
  if (!rule) throw new Error(`no rule ${key}`);
  const since = now.getTime() - rule.windowMs;
  const within = ({ TimeGenerated: at }: Row) => at instanceof Date && at.getTime() > since && at <= now;
  const seen = Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, rows.filter(within)]));
  return (
    runQuery(rule.query, { AzureActivity: [], ContainerAppConsoleLogs_CL: [], ...seen }, now).length > rule.threshold
  );
}
