import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/**
 * In a single process the browser dies with the first page that is closed. And a graphics processor played in software
 * takes eight times what all else of a page takes: 40 s of a processor for four tests, 2 s without.
 */
const unwanted = /^--(single-process|use-gl|use-angle|enable-unsafe-swiftshader|ignore-gpu-blocklist)\b/;

/**
 * Headless Chromium that came with npm: nothing has to be installed on the machine. Close it when done; later launches
 * share the unpacked files in the temporary directory.
 */
export async function launch(): Promise<Browser> {
  // The package unpacks its own copies of libnss3 and friends only when it believes to run on AWS.
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs22.x';
  // Its one font lacks signs such as a tick; what the machine has of the same kind fills the gaps.
  const fonts = join(tmpdir(), 'strongroom-fonts-truetype.conf');
  const directories = [join(tmpdir(), 'fonts'), '/usr/share/fonts/truetype']
    .map((path) => `<dir>${path}</dir>`)
    .join('');
  writeFileSync(
    fonts,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${directories}<cachedir>${join(tmpdir(), 'strongroom-fonts')}</cachedir></fontconfig>`,
  );
  process.env.FONTCONFIG_FILE = fonts;
  const { default: packaged } = await import('@sparticuz/chromium');
  const args = packaged.args.filter((arg) => !unwanted.test(arg));
  return chromium.launch({
    args: [...args, '--disable-gpu'],
    executablePath: await packaged.executablePath(),
    headless: true,
  });
}
