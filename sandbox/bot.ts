import { product } from '../src/features/product.ts';
import { start } from '../src/main.ts';
import { runBot } from './run-bot.ts';

runBot(start, product);
