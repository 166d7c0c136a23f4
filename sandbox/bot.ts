import { product } from '../src/features/product.ts';
import { runBot } from './run-bot.ts';

runBot(product);
