import type { PagerSettings } from './bot-process.ts';
import { startSandbox } from './start-sandbox.ts';

/** `npm run sandbox`: everything on this machine, until Ctrl-C. */

const port = Number(process.env.SANDBOX_PORT || 3979);
const dataDir = process.env.SANDBOX_DATA || '.sandbox';

try {
  const sandbox = await startSandbox({
    port,
    dataDir,
    firstRun: true,
    ...(process.env.APPROVAL_POLICY && { approvalPolicy: process.env.APPROVAL_POLICY }),
    ...(process.env.PAGER_URL && { pager: readPager(process.env.PAGER_URL) }),
    // The default in docs/settings.md.
    linesPerMinute: 30,
    asksPerHour: 12,
    approverAsksPerHour: 24,
    ...(process.env.SANDBOX_UNCOMMON && { world: { uncommon: true } }),
    ...(process.env.DATABASE_URL && { databaseUrl: process.env.DATABASE_URL }),
  });
  console.log(`Strongroom's sandbox is at ${sandbox.address}

Open it in a browser and write "@Strongroom restore sql-01" in the channel ops, or in a second terminal:
  npm run say -- --as oncall --in ops "help"

Ctrl-C stops it. What the bot logs is in ${dataDir}/bot.log; docs/sandbox.md tells the rest.`);
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // A second Ctrl-C does not wait for the bot to drain.
      if (stopping) process.exit(1);
      stopping = true;
      void sandbox.close().then(() => process.exit(0));
    });
  }
} catch (error) {
  console.error(`The sandbox cannot start: ${remedyFor(error)}`);
  process.exit(1);
}

/** Nothing leaves this machine: the pager must be an address here. */
function readPager(url: string): PagerSettings {
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname)) {
    throw new Error(`PAGER_URL: ${url} is not on this machine, and the sandbox reaches nothing else`);
  }
  const { PAGER_SECRET: secret = 'sandbox-pager-secret', PAGER_FORMAT: format = 'cloudevents' } = process.env;
  return { url, secret, format: format as PagerSettings['format'] };
}

function remedyFor(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (!message.includes('EADDRINUSE')) return message;
  return `port ${port} is in use, perhaps by another sandbox. Stop that one, or set SANDBOX_PORT to another port (0: any).`;
}
