import { runBot } from '../../../sandbox/run-bot.ts';
import { joinFeatures } from '../../../src/features/features.ts';
import { rooms } from '../../../src/features/product.ts';
import { start } from '../../../src/main.ts';
import { napping } from './nap.ts';
import { rotas } from './rota.ts';

/** A bot that knows more kinds of requests than the product does. */
runBot(start, joinFeatures([...rooms, napping, rotas]));
