import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { machine } from './machine.ts';
import { measureBots } from './measure-bots.ts';
import { listsTable, measureLists } from './measure-lists.ts';
import { memoryTable } from './measure-memory.ts';
import { startsTable } from './measure-starts.ts';
import { turnsTable } from './measure-turns.ts';
import { tableText } from './table.ts';

/** `npm run bench`: every figure that docs/performance.md quotes, measured anew in about four minutes. */

const usage = 'npm run bench -- [--only bots|lists] [--quick] [--json <file>, - for standard output]';
const { values } = parseArgs({
  options: { only: { type: 'string' }, quick: { type: 'boolean', default: false }, json: { type: 'string' } },
});
if (values.only !== undefined && values.only !== 'bots' && values.only !== 'lists') {
  console.error(`There is no part "${values.only}". Use: ${usage}`);
  process.exit(1);
}

const begun = performance.now();
const directory = mkdtempSync(join(tmpdir(), 'strongroom-bench-'));
try {
  const bots = values.only === 'lists' ? undefined : await measureBots(directory, values.quick);
  const lists = values.only === 'bots' ? undefined : await measureLists(directory);
  const tables = [
    ...(bots ? [startsTable(bots.starts), memoryTable(bots.memory), turnsTable(bots.turns)] : []),
    ...(lists ? [listsTable(lists)] : []),
  ];
  const result = { ...machine(), tookSeconds: Math.round((performance.now() - begun) / 1000), ...bots, lists };
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
} finally {
  rmSync(directory, { recursive: true, force: true });
}
