import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runBot } from '../../../sandbox/run-bot.ts';

/** The bot of the sandbox, of what the image holds: it stands in a folder beside that, see ../image-folder.ts. */

type Main = typeof import('../../../src/app/main.ts');
type Product = typeof import('../../../src/app/product.ts');

// As the Dockerfile has it.
process.noDeprecation = true;
const load = (file: string) => import(pathToFileURL(join(import.meta.dirname, '..', file)).href);
await load('tools/image/types-erased.mjs');
await load('tools/image/source-maps.mjs');
const { start }: Main = await load('src/app/main.ts');
const { product }: Product = await load('src/app/product.ts');

runBot(start, product);
