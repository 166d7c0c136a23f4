import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { machine } from './machine.ts';
import { measureBots } from './measure-bots.ts';
import { channelsTable, measureChannels } from './measure-channels.ts';
import { estateTables, measureEstate } from './measure-estate.ts';
import { evidenceTable, measureEvidence } from './measure-evidence.ts';
import { idleTable, measureIdle } from './measure-idle.ts';
import { listsTable, measureLists } from './measure-lists.ts';
import { memoryTable } from './measure-memory.ts';
import { measureReplicas, replicasTable } from './measure-replicas.ts';
import { startsTable } from './measure-starts.ts';
import { measureTexts, textsTable } from './measure-texts.ts';
import { turnsTable } from './measure-turns.ts';
import { clicksTable, measureDecisions, votesTable } from './measure-votes.ts';
import { measureWakes, wakesTable } from './measure-wakes.ts';
import { dayTable, measureDay, measureWatch, watchTable } from './measure-watch.ts';
import { type Table, tableText } from './table.ts';

/** `npm run bench`: every figure that docs/performance.md quotes, measured anew in about a quarter of an hour. */

type Part = (directory: string, quick: boolean) => Promise<{ figures: object; tables: Table[] }>;

const parts: Record<string, Part> = {
  async bots(directory, quick) {
    const figures = await measureBots(directory, quick);
    return { figures, tables: [startsTable(figures.starts), memoryTable(figures.memory), turnsTable(figures.turns)] };
  },
  async idle(directory, quick) {
    const idle = await measureIdle(directory, quick);
    const wakes = await measureWakes(directory, quick);
    return { figures: { idle, wakes }, tables: [idleTable(idle), wakesTable(wakes)] };
  },
  async decisions(directory, quick) {
    const figures = await measureDecisions(directory, quick);
    return { figures, tables: [votesTable(figures.votes), clicksTable(figures.clicks)] };
  },
  async watch(directory, quick) {
    const watch = await measureWatch(directory, quick);
    return { figures: { watch }, tables: [watchTable(watch)] };
  },
  async day(directory, quick) {
    const day = await measureDay(directory, quick);
    return { figures: { day }, tables: [dayTable(day)] };
  },
  async channels(directory, quick) {
    const channels = await measureChannels(directory, quick);
    return { figures: { channels }, tables: [channelsTable(channels)] };
  },
  async replicas(directory, quick) {
    const replicas = await measureReplicas(directory, quick);
    return { figures: { replicas }, tables: [replicasTable(replicas)] };
  },
  async lists(directory) {
    const lists = await measureLists(directory);
    return { figures: { lists }, tables: [listsTable(lists)] };
  },
  async estate(directory, quick) {
    const estate = await measureEstate(directory, quick);
    return { figures: { estate }, tables: estateTables(estate) };
  },
  async evidence(directory, quick) {
    const evidence = await measureEvidence(directory, quick);
    return { figures: { evidence }, tables: [evidenceTable(evidence)] };
  },
  async texts() {
    const texts = measureTexts();
    return { figures: { texts }, tables: [textsTable(texts)] };
  },
};

const names = Object.keys(parts);
const usage = `npm run bench -- [--only ${names.join('|')}]… [--quick] [--json <file>, - for standard output]`;
const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
  },
});
const wanted = values.only ?? names;
const unknown = wanted.find((name) => !names.includes(name));
if (unknown !== undefined) {
  console.error(`There is no part "${unknown}". Use: ${usage}`);
  process.exit(1);
}

const begun = performance.now();
const directory = mkdtempSync(join(tmpdir(), 'strongroom-bench-'));
try {
  const tables: Table[] = [];
  const failed: string[] = [];
  let figures = {};
  for (const name of wanted) {
    const partBegun = performance.now();
    try {
      const measured = await parts[name]?.(directory, values.quick);
      tables.push(...(measured?.tables ?? []));
      figures = { ...figures, ...measured?.figures };
    } catch (error) {
      // A failed part must not cost the figures of the others, which took minutes to measure.
      console.error(`The part "${name}" failed:`, error);
      failed.push(name);
    }
    console.error(`${name}: ${Math.round((performance.now() - partBegun) / 1000)} s`);
  }
  const result = { ...machine(), tookSeconds: Math.round((performance.now() - begun) / 1000), failed, ...figures };
  const json = JSON.stringify(result, null, 2);
  if (values.json === '-') {
    console.log(json);
  } else {
    if (values.json) writeFileSync(values.json, `${json}\n`);
    const { date, commit, cpu, cores, node, loadAtStart, tookSeconds } = result;
    console.log(
      `${date}, commit ${commit}, ${cpu}, ${cores} cores, Node ${node}, load ${loadAtStart}, ${tookSeconds} s\n`,
    );
    for (const table of tables) console.log(tableText(table));
  }
  if (failed.length > 0) process.exitCode = 1;
} finally {
  rmSync(directory, { recursive: true, force: true });
}
