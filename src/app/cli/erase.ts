import { hostname, userInfo } from 'node:os';
import { createLog } from '../../kernel/telemetry/log.ts';
import { erasePerson } from '../../store/erase-person.ts';
import { withDatabase } from '../../store/with-database.ts';
import { databaseFrom, runTool } from './database.ts';

const usage = 'npm run erase -- <object id>, with DATABASE_URL, or DATA_DIR while Strongroom is stopped';

/** `npm run erase`: see docs/privacy.md. */
async function run([objectId, ...more]: string[]): Promise<number> {
  if (!objectId || more.length > 0 || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(objectId)) {
    throw new Error(`Usage: ${usage}`);
  }
  const place = databaseFrom(process.env);
  const erased = await withDatabase(place, createLog('warn'), (db) => erasePerson(db, objectId, account()));
  const found = erased.filter(({ rows }) => rows > 0);
  for (const { table, rows } of found) console.log(`${String(rows).padStart(8)}  ${table}`);
  if (found.length === 0) console.log('Nothing was kept about that object id.');
  console.log(
    'Requests that name them go by themselves after KEEP_DAYS; the audit stays, and says that this was done.',
  );
  return 0;
}

/** A container's user may have no name. */
function account(): string {
  try {
    return `${userInfo().username}@${hostname()}`;
  } catch {
    return `${process.getuid?.()}@${hostname()}`;
  }
}

if (import.meta.main) await runTool(run);
