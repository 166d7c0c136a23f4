import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';

// Loaded before the bot: the first signal starts counting what runs, the second writes the result.
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
    // Excludes what ran before the flow.
    await session.post('Profiler.takePreciseCoverage');
    writeFileSync(file, '');
  }
  counting = !counting;
});
