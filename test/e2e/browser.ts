import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';

/**
 * Headless Chromium that came with npm: nothing has to be installed on the machine.
 * Close it when done; a second launch in one process shares the unpacked files.
 */
export async function launch(): Promise<Browser> {
  // The package unpacks its own copies of libnss3 and friends only when it believes to run on AWS.
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs22.x';
  const { default: packaged } = await import('@sparticuz/chromium');
  return chromium.launch({ args: packaged.args, executablePath: await packaged.executablePath(), headless: true });
}
