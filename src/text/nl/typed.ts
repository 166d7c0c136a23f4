import { typedIn } from '../../domain/command-line/command-names.ts';

/** What a Dutch text tells people to type, by command. */
export const typed = typedIn('nl');
