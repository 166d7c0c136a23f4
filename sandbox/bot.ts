import { start } from '../src/app/main.ts';
import { product } from '../src/app/product.ts';
import { runBot } from './run-bot.ts';

runBot(start, product);
