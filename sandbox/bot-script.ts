import { join } from 'node:path';

export const sourcesScript = join(import.meta.dirname, 'bot.ts');

/** The program that is the bot: of the sources, unless BOT_SCRIPT names another, as `npm run image` makes of what the image holds. */
export const botScript = process.env.BOT_SCRIPT ?? sourcesScript;
// An image that could not be made must not pass for the sources.
if (botScript === '') throw new Error('BOT_SCRIPT is empty: name a program, or leave it out.');
