import { execFile } from 'node:child_process';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import packaged from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';
import { keptFolder } from '../kept.ts';

/**
 * In a single process the browser dies with the first page that is closed. And a graphics processor played in software
 * takes eight times what all else of a page takes: 40 s of a processor for four tests, 2 s without.
 */
const unwanted = /^--(single-process|use-gl|use-angle|enable-unsafe-swiftshader|ignore-gpu-blocklist)\b/;

/** Headless Chromium that came with npm: nothing has to be installed on the machine. Close it when done. */
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
 * Chromium, its libraries and fonts. The package unpacks to the temporary directory, and there it hands out what another
 * process is still writing: of two test files that begin at once on a new machine, one could not start its browser.
 */
function unpacked(): Promise<string> {
  return keptFolder('browser', ['node_modules/@sparticuz/chromium/package.json'], async (folder) => {
    mkdirSync(folder);
    const unpack = "import chromium from '@sparticuz/chromium'; await chromium.executablePath();";
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', unpack], {
      cwd: import.meta.dirname,
      // It unpacks its own copies of libnss3 and friends only when it believes to run on AWS.
      env: { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
    });
  });
}

/** Its one font lacks signs such as a tick; what the machine has of the same kind fills the gaps. */
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
