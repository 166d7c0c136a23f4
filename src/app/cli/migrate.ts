import { createCredential, tokenFor } from '../../azure/clients.ts';
import { whyText } from '../../i18n/failure-text.ts';
import { texts } from '../../i18n/texts.ts';
import { loadMigrateConfig, type MigrateConfig } from '../../kernel/config/config.ts';
import { createLog } from '../../kernel/telemetry/log.ts';
import { databaseUser, migrateServer } from '../../store/migrate-server.ts';

/**
 * `npm run migrate`: creates or updates the tables on a PostgreSQL server, as the role that owns them, and grants the
 * bot's role its rights. Running versions continue to work.
 */
async function runMigrate(config: MigrateConfig, print: (line: string) => void): Promise<void> {
  const { databaseUrl, botDatabaseUrl, botObjectId, auditor, databaseAuth, cloud } = config;
  const role = botDatabaseUrl && databaseUser(botDatabaseUrl);
  if (botDatabaseUrl && !role) throw new Error('DATABASE_URL: it names no role that the bot signs in as');
  const credential = databaseAuth === 'entra' ? createCredential(config) : undefined;
  await migrateServer({
    databaseUrl,
    ...(credential && { password: () => tokenFor(credential, cloud.databaseScope) }),
    ...(role && { bot: { role, ...(botObjectId && { objectId: botObjectId }) } }),
    ...(auditor && { auditor }),
    log: createLog('warn'),
  });
  print(
    role
      ? `The tables are those of this version, and ${role} has what the bot needs on them.`
      : 'The tables are those of this version. The bot signs in as the role that owns them, and could drop the triggers of ' +
          'the audit: give it one of its own with MIGRATE_DATABASE_URL (docs/settings.md).',
  );
}

if (import.meta.main) {
  try {
    await runMigrate(loadMigrateConfig(process.env), (line) => console.log(line));
  } catch (error) {
    console.error(`The tables were not migrated:\n${whyText(texts('en'), error)}`);
    process.exitCode = 1;
  }
}
