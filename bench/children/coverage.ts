import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';

// Loaded before the bot: the first signal begins to count what runs, the second writes it.
const session = new Session();
session.connect();
await session.post('Profiler.enable');
let counting = false;
process.on('SIGUSR2', async () => {
  const file = process.env.WALK_FILE ?? '';
  if (counting) {
    const { result } = await session.post('Profiler.takePreciseCoverage');
    writeFileSync(
      file,
      JSON.stringify(result.filter(({ url }) => url.includes('/src/') && !url.includes('/node_modules/'))),
    );
  } else {
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    // What has run before is not what the flow runs.
    await session.post('Profiler.takePreciseCoverage');
    writeFileSync(file, '');
  }
  counting = !counting;
});
