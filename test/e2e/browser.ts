import { execFile } from 'node:child_process';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import packaged from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';
import { keptFolder } from '../kept.ts';

/**
 * Flags to drop. In a single process the browser dies with the first page that is closed. A software GPU takes eight
 * times as long as everything else on a page: 40 s of CPU for four tests, 2 s without.
 */
const unwanted = /^--(single-process|use-gl|use-angle|enable-unsafe-swiftshader|ignore-gpu-blocklist)\b/;

/** Starts the headless Chromium from npm, so nothing has to be installed on the machine. Close it when done. */
export async function launch(): Promise<Browser> {
  const folder = await unpacked();
  const args = packaged.args.filter((arg) => !unwanted.test(arg));
  return chromium.launch({
    args: [...args, '--disable-gpu'],
    executablePath: join(folder, 'chromium'),
    headless: true,
    env: {
      ...process.env,
      LD_LIBRARY_PATH: [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH ?? []].flat().join(':'),
      FONTCONFIG_FILE: fontsOf(folder),
    },
  });
}

/**
 * Chromium, its libraries and fonts, unpacked once per machine. By itself the package unpacks into the temporary
 * directory and returns files that another process is still writing: of two test files started at once on a new
 * machine, one could not start its browser.
 */
function unpacked(): Promise<string> {
  return keptFolder('browser', ['node_modules/@sparticuz/chromium/package.json'], async (folder) => {
    mkdirSync(folder);
    const unpack = "import chromium from '@sparticuz/chromium'; await chromium.executablePath();";
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', unpack], {
      cwd: import.meta.dirname,
      // The package unpacks its own copies of libnss3 and friends only if it seems to run on AWS.
      env: { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
    });
  });
}

/** The package's only font lacks characters such as a tick; the machine's fonts fill the gaps. */
function fontsOf(folder: string): string {
  const fonts = join(folder, 'fonts.conf');
  const directories = [join(folder, 'fonts'), '/usr/share/fonts/truetype'].map((path) => `<dir>${path}</dir>`).join('');
  const aside = `${fonts}.${process.pid}`;
  writeFileSync(
    aside,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${directories}<cachedir>${join(folder, 'font-cache')}</cachedir></fontconfig>`,
  );
  renameSync(aside, fonts);
  return fonts;
}
