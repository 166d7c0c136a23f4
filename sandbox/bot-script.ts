import { join } from 'node:path';

/** The program that is the bot: of the sources, unless BOT_SCRIPT names another, as `npm run image` makes of what the image holds. */
export const botScript = process.env.BOT_SCRIPT ?? join(import.meta.dirname, 'bot.ts');
// An image that could not be made must not pass for the sources.
if (botScript === '') throw new Error('BOT_SCRIPT is empty: name a program, or leave it out.');
