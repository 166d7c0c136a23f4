import { createCredential, tokenFor } from '../../azure/clients.ts';
import { whyText } from '../../i18n/failure-text.ts';
import { texts } from '../../i18n/texts.ts';
import { type DatabaseConfig, loadDatabaseConfig } from '../../kernel/config/config.ts';
import type { DatabasePlace } from '../../store/with-database.ts';

/** Opens the database named in the environment, with its sign-in settings. @throws Error naming every mistake */
export function databaseFrom(env: NodeJS.ProcessEnv): DatabasePlace {
  return databaseOf(loadDatabaseConfig(env));
}

export function databaseOf(config: DatabaseConfig): DatabasePlace {
  const { databaseUrl, databaseAuth, dataDir, cloud } = config;
  const credential = databaseUrl && databaseAuth === 'entra' ? createCredential(config) : undefined;
  return {
    dataDir,
    ...(databaseUrl && { databaseUrl }),
    ...(credential && { databasePassword: () => tokenFor(credential, cloud.databaseScope) }),
  };
}

/** Runs a tool, and sets its exit code or prints why it failed. @param run @returns the exit code */
export async function runTool(run: (args: string[]) => Promise<number>): Promise<void> {
  try {
    process.exitCode = await run(process.argv.slice(2));
  } catch (error) {
    console.error(whyText(texts('en'), error));
    process.exitCode = 1;
  }
}
