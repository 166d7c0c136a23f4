import { join } from 'node:path';

/** The program that is the bot: of the sources, unless BOT_SCRIPT names another, as `npm run image` makes of what the image holds. */
export const botScript = process.env.BOT_SCRIPT || join(import.meta.dirname, 'bot.ts');
