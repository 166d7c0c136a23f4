import { runBot } from '../../../sandbox/run-bot.ts';
import { joinFeatures } from '../../../src/app/features.ts';
import { start } from '../../../src/app/main.ts';
import { rooms } from '../../../src/app/product.ts';
import { napping } from './nap.ts';
import { rotas } from './rota.ts';

/** A bot that knows more kinds of requests than the product does. */
runBot(start, joinFeatures([...rooms, napping, rotas]));
