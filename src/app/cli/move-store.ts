import { parseArgs } from 'node:util';
import { moveStore } from '../../store/move.ts';
import { whereIs } from '../../store/server/open-server.ts';
import { databaseFrom, runTool } from './database.ts';

const usage = `npm run move-store -- --from <data directory> [--to <postgres://user@host/database?sslmode=verify-full>]
Without --to, to DATABASE_URL. It signs in as DATABASE_AUTH says: entra, or the password in that address.`;

async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { from: { type: 'string' }, to: { type: 'string' } } });
  const { databaseUrl: to, databasePassword } = databaseFrom({
    ...process.env,
    ...(values.to !== undefined && { DATABASE_URL: values.to }),
  });
  if (!values.from || !to) throw new Error(`Usage: ${usage}`);
  const moved = await moveStore(values.from, to, databasePassword);
  for (const { table, rows } of moved) console.log(`${String(rows).padStart(8)}  ${table}`);
  console.log(`
Everything is in ${whereIs(to)} now; row counts and the audit chain were compared.
Next: start Strongroom with DATABASE_URL set to that database. It takes up what was under way.
Keep ${values.from} until you have seen it work, and do not start Strongroom on it again: it would repeat that work.`);
  return 0;
}

if (import.meta.main) await runTool(run);
